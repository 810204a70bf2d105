"""The year that the tests of judging share: 2025 of Budi and Citra, reported, rated and evaluated."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse

from agencies.models import Employee, Placement, User
from appraisal.documents.judgement import JudgedPlan, JudgementList
from appraisal.models import Evaluation, FinalJudgement
from appraisal.scoring.types import Axis
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.judgement.judge_year import GivenJudgement, judge_year
from appraisal.services.judgement.load_judged_plan import load_judged_plan
from appraisal.services.judgement.load_judgements import load_judgements
from appraisal.services.rating.find_rated_period import RatedPeriod, find_rated_period
from appraisal.services.rating.load_rating_sheet import load_rated_plan
from appraisal.services.rating.rate_employee import GivenChoice
from indicators.models import Indicator, Plan
from tests.appraisal.deliveries import acting
from tests.appraisal.factories import a_period, a_scheme, an_actual, supervisor_ratings
from tests.cast import Cast
from tests.factories import a_plan, an_indicator
from tests.visitors import visitor

YEAR = "2025"
FIRST, TODAY = datetime.date(2025, 1, 1), datetime.date(2026, 1, 5)
MONTHS = tuple(f"2025-{month:02}" for month in range(1, 13))
NOTE = "Stabil sepanjang tahun; triwulan IV paling kuat."
Somebody = Employee | User


@dataclass(frozen=True, slots=True)
class Year:
    """Budi's plan of 2025 with what it measures."""

    cast: Cast
    plan: Plan
    citras: Plan
    patients: Indicator

    def evaluate(self, period: str = YEAR) -> None:
        """Evaluate a period of the region."""
        evaluate_period(region_id=self.cast.region.pk, period_id=a_period(period).pk)

    def evaluation(self, plan: Plan | None = None, period: str = YEAR) -> Evaluation:
        """The one in force."""
        return Evaluation.objects.latest().get(plan=plan or self.plan, period__code=period)


def a_reported_plan(employee: Employee, unit: object, indicator: Indicator, monthly: str, **plan: object) -> Plan:
    """A plan of 2025 of which every month is reported: the target is 100 a month."""
    made = a_plan(employee, unit, {indicator: ("100", "100")}, year=2025, **plan)  # type: ignore[arg-type]
    for code in MONTHS:
        an_actual(employee, indicator, code, monthly)
    return made


def the_year(cast: Cast) -> Year:
    """2025: Budi reports 95 of 100 each month, Citra 120; both rated as expected in December, evaluated."""
    Placement.objects.update(first_day=FIRST)
    a_scheme(valid_from=FIRST)
    patients = an_indicator(cast.dinas, "IKU-25")
    year = Year(
        cast,
        a_reported_plan(cast.budi, cast.puskesmas, patients, "95"),
        a_reported_plan(cast.citra, cast.puskesmas, patients, "120"),
        patients,
    )
    for person in (cast.budi, cast.citra):
        supervisor_ratings(person, cast.sari, "2025-12", 3)
    for code in ("2025-12", "2025-Q4", YEAR):
        year.evaluate(code)
    return year


def opened(person: Somebody, code: str = YEAR) -> RatedPeriod:
    """A period as somebody opens it."""
    found = find_rated_period(code=code, actor=acting(person), today=TODAY)
    assert found is not None
    return found


def list_of(person: Somebody, code: str = YEAR) -> JudgementList:
    """Everybody whom somebody judges."""
    return load_judgements(rated=opened(person, code), actor=acting(person), today=TODAY)


def before(person: Somebody, plan: Plan) -> JudgedPlan:
    """The year of a plan as somebody has it before them."""
    rated, actor = opened(person), acting(person)
    found = load_rated_plan(period=rated.period, plan_id=plan.pk, actor=actor)
    assert found is not None
    return load_judged_plan(rated=rated, found=found, actor=actor, today=TODAY)


def judge(
    year: Year,
    who: Somebody | None = None,
    *,
    plan: Plan | None = None,
    seen: JudgedPlan | None = None,
    note: str = NOTE,
    choices: Mapping[Axis, GivenChoice] | None = None,
) -> FinalJudgement:
    """Sari judges Budi's 2025 as it stands, confirming the proposal unless told otherwise."""
    who, plan = who or year.cast.sari, plan or year.plan
    page = seen or before(who, plan)
    said = choices or {axis: GivenChoice(None) for axis in Axis}
    given = GivenJudgement(note=note, shown=page.shown, edition=page.edition, choices=said)
    return judge_year(period=a_period(YEAR), plan_id=plan.pk, given=given, actor=acting(who))


def address(plan: Plan | None = None, code: str = YEAR) -> str:
    """The list, or the page of a plan."""
    return f"/penetapan/{code}/" + (f"{plan.pk}/" if plan else "")


def send(year: Year, who: Somebody | None = None, plan: Plan | None = None, **fields: str) -> HttpResponse:
    """Somebody posts the form with what the page showed, the proposal confirmed unless told otherwise."""
    person, plan = who or year.cast.sari, plan or year.plan
    seen = before(year.cast.sari, plan)
    said = {"pertimbangan": NOTE, "hasil": "", "perilaku": "", "sidik": seen.shown, "edisi": str(seen.edition)}
    return visitor(person).post(address(plan), {**said, **fields})  # type: ignore[return-value]
