"""A rater's final judgement of a year: who, on what, in which state; and that it changes no figure."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import AuditEvent
from appraisal.models import (
    Actual,
    Evaluation,
    FinalJudgement,
    RaterRole,
    RatingChange,
    RatingOverride,
    RubricDimension,
    SentRating,
)
from appraisal.models import Rating as GivenLevel
from appraisal.scoring.types import Axis, Rating
from appraisal.services.judgement.judge_year import (
    GivenJudgement,
    JudgementRefusedError,
    StaleJudgementError,
    judge_year,
)
from appraisal.services.periods.lock_period import PeriodStateError, lock_period
from appraisal.services.rating.load_rating_tasks import load_rating_tasks
from appraisal.services.rating.rate_employee import (
    GivenChoice,
    NoSuchRowError,
    NotTheRaterError,
    RatingRefusedError,
    RowClosedError,
)
from tests.appraisal.delegation.delegating import handed_over
from tests.appraisal.deliveries import acting
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.judgement.year import NOTE, YEAR, Year, a_reported_plan, before, judge
from tests.cast import Cast
from tests.factories import a_plan

ABOVE = {Axis.RESULT: GivenChoice(Rating.ABOVE, "Dua puskesmas digabung sejak Mei."), Axis.BEHAVIOUR: GivenChoice(None)}


def test_the_rater_confirms_the_proposal_with_a_note(year: Year) -> None:
    judgement = judge(year)
    assert (judgement.note, judgement.edition, judgement.judged_by_name) == (NOTE, 1, "Sari Wulandari")
    assert judgement.fingerprint == year.evaluation().fingerprint


def test_confirming_changes_no_figure_and_makes_no_revision(year: Year) -> None:
    judge(year)
    evaluation = year.evaluation()
    assert (evaluation.revision, evaluation.result_score, evaluation.predicate) == (1, Decimal("95.00"), "baik")
    assert not RatingOverride.objects.exists()


def test_another_rating_is_the_override_of_the_sheet(year: Year) -> None:
    judge(year, choices=ABOVE)
    override = RatingOverride.objects.get()
    assert (override.axis, override.rating, override.reason) == ("result", "above", "Dua puskesmas digabung sejak Mei.")
    assert RatingChange.objects.filter(plan=year.plan, period__code=YEAR).count() == 1


def test_the_result_after_another_rating_is_the_judged_one(year: Year) -> None:
    judgement = judge(year, choices=ABOVE)
    evaluation = year.evaluation()
    assert (evaluation.result_rating, evaluation.result_score) == ("above", Decimal("95.00"))
    assert judgement.fingerprint == evaluation.fingerprint


def test_going_back_to_the_proposal_takes_the_override_back(year: Year) -> None:
    judge(year, choices=ABOVE)
    judge(year)
    assert not RatingOverride.objects.exists()
    assert FinalJudgement.objects.get().edition == 2


def test_another_rating_needs_a_reason_and_leaves_nothing_behind(year: Year) -> None:
    with pytest.raises(RatingRefusedError):
        judge(year, choices={Axis.RESULT: GivenChoice(Rating.ABOVE, " "), Axis.BEHAVIOUR: GivenChoice(None)})
    assert not FinalJudgement.objects.exists()
    assert not RatingOverride.objects.exists()


def test_a_note_of_spaces_is_none(year: Year) -> None:
    with pytest.raises(JudgementRefusedError, match="Tulis pertimbangan"):
        judge(year, note=" \n")


def test_judging_is_recorded_with_both_fingerprints(year: Year) -> None:
    seen = before(year.cast.sari, year.plan)
    judgement = judge(year, seen=seen, choices=ABOVE)
    event = AuditEvent.objects.get(action=AuditEvent.Action.YEAR_JUDGED)
    assert (event.subject, event.reason) == (f"{year.cast.budi.nip}, 2025", NOTE)
    assert event.details == {
        "plan": year.plan.pk,
        "looked_at": seen.shown,
        "fingerprint": judgement.fingerprint,
        "predicate": "baik",
        "edition": 1,
    }


@pytest.mark.parametrize("other", ["budi", "citra", "ratna", "dewi", "agency_admin", "region_admin", "auditor"])
def test_nobody_but_the_rater_judges(year: Year, other: str) -> None:
    seen = before(year.cast.sari, year.plan)
    with pytest.raises(NotTheRaterError):
        judge(year, getattr(year.cast, other), seen=seen)


def test_who_stands_in_judges_in_the_raters_name(year: Year) -> None:
    handed_over(year.cast, year.cast.dewi)
    assert judge(year, year.cast.dewi).judged_by_name == "Dewi Anggraini"


def test_nobody_judges_themselves_while_standing_in(year: Year) -> None:
    handed_over(year.cast, year.cast.budi)
    seen = before(year.cast.sari, year.plan)
    with pytest.raises(NotTheRaterError):
        judge(year, year.cast.budi, seen=seen)


def test_the_regional_head_judges_who_has_no_supervisor(year: Year) -> None:
    plan = a_reported_plan(year.cast.dewi, year.cast.kecamatan, year.patients, "100")
    head, december = year.cast.regional_head, a_period("2025-12")
    own = {"employee": year.cast.dewi, "period": december, "rater_account": head, "role": RaterRole.SUPERVISOR}
    for dimension in RubricDimension.objects.exclude(code="SEMUA"):
        GivenLevel.objects.create(**own, dimension=dimension, level=4)
    assert judge(year, head, plan=plan).judged_by_name == "uji-regional-head"


def test_an_incomplete_year_is_not_judged_and_says_what_lacks(year: Year) -> None:
    Actual.objects.filter(employee=year.cast.budi, month__month=7).delete()
    with pytest.raises(JudgementRefusedError, match="belum lengkap"):
        judge(year)
    assert any("Juli" in gap or "pasien" in gap for gap in before(year.cast.sari, year.plan).lacks)


def test_a_changed_result_is_evaluated_afresh_and_not_judged(year: Year) -> None:
    seen = before(year.cast.sari, year.plan)
    Actual.objects.filter(employee=year.cast.budi, month__month=7).update(value=50)
    with pytest.raises(StaleJudgementError, match="Hasil berubah"):
        judge(year, seen=seen)
    assert (year.evaluation().revision, FinalJudgement.objects.count()) == (2, 0)


def test_a_judgement_made_meanwhile_is_not_overwritten(year: Year) -> None:
    seen = before(year.cast.sari, year.plan)
    judge(year)
    with pytest.raises(StaleJudgementError, match="Sari Wulandari menetapkan"):
        judge(year, seen=seen, note="Tulisan kedua.")
    assert FinalJudgement.objects.get().note == NOTE


def test_a_locked_year_is_not_judged(year: Year) -> None:
    seen = before(year.cast.sari, year.plan)
    lock_period(period=a_period(YEAR))
    with pytest.raises(PeriodStateError, match="dikunci"):
        judge(year, seen=seen)


def test_the_database_refuses_a_judgement_in_a_locked_year(year: Year) -> None:
    judge(year)
    lock_period(period=a_period(YEAR))
    with pytest.raises(IntegrityError), transaction.atomic():
        FinalJudgement.objects.update(note="lain")


def test_a_year_is_not_judged_before_its_last_month(year: Year) -> None:
    later = timezone.localdate().year + 1
    plan = a_plan(year.cast.budi, year.cast.puskesmas, {year.patients: ("100", "10")}, year=later)
    given = GivenJudgement(note=NOTE, shown="", edition=0)
    with pytest.raises(JudgementRefusedError, match=f"dibuka 1 Desember {later}"):
        judge_year(period=a_period(str(later)), plan_id=plan.pk, given=given, actor=acting(year.cast.sari))


@pytest.mark.parametrize("code", ["2025-12", "2025-Q4"])
def test_only_a_year_is_judged(year: Year, code: str) -> None:
    given = GivenJudgement(note=NOTE, shown="", edition=0)
    with pytest.raises(NoSuchRowError):
        judge_year(period=a_period(code), plan_id=year.plan.pk, given=given, actor=acting(year.cast.sari))


def test_other_ratings_wait_until_a_sent_row_is_opened_again(year: Year, sent: None) -> None:
    with pytest.raises(RowClosedError, match="Buka kembali"):
        judge(year, choices=ABOVE)
    assert judge(year).edition == 1


@pytest.fixture
def sent(year: Year) -> None:
    """Budi's row of the year was sent."""
    SentRating.objects.create(
        period=a_period(YEAR),
        plan=year.plan,
        version="x",
        sent_by=year.cast.sari.user,
        sent_by_name="Sari Wulandari",
    )


def test_a_judgement_never_makes_a_year_complete_or_incomplete(year: Year) -> None:
    judge(year)
    Actual.objects.filter(employee=year.cast.budi, month__month=7).delete()
    year.evaluate()
    assert not year.evaluation().complete
    an_actual(year.cast.budi, year.patients, "2025-07", "95")
    FinalJudgement.objects.all().delete()
    year.evaluate()
    assert Evaluation.objects.latest().get(plan=year.plan, period__code=YEAR).complete


def test_a_stranger_s_region_knows_no_such_plan(bandung: Cast, year: Year) -> None:
    given = GivenJudgement(note=NOTE, shown="", edition=0)
    with pytest.raises(NoSuchRowError):
        judge_year(period=a_period(YEAR), plan_id=year.plan.pk + 10_000, given=given, actor=acting(year.cast.sari))


def test_a_judged_year_with_another_rating_waits_for_no_sheet(year: Year) -> None:
    judge(year, choices=ABOVE)
    judge(year, plan=year.citras)
    tasks = load_rating_tasks(actor=acting(year.cast.sari), today=timezone.localdate())
    assert not any("Tahun 2025" in task.text for task in tasks.waiting if task.text.startswith(("Nilai", "Kirim")))
