"""One person of a team: identity, the months with who rates them, and the reports of the open month."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import Employee, Placement
from agencies.permissions import Actor, rates
from agencies.services.organisation.load_employee import days_of, named_position
from appraisal.models import Actual, ActualState, Period
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.scoring.types import Predicate, Target
from appraisal.scoring.wording import number, target_text
from appraisal.services.exclusions.find_exclusions import find_exclusions
from appraisal.services.rating.rating_progress import ProgressRow, RatingProgress, RowState
from appraisal.services.team.load_scores import MonthScore, ScoreLine, load_scores, score_line
from appraisal.services.team.team_month import team_month
from indicators.models import IndicatorVersion, PlanItem


@dataclass(frozen=True, slots=True)
class Seat:
    """A place of today: position, unit, days and supervisor."""

    position: str
    agency: str
    days: str
    supervisor: str


@dataclass(frozen=True, slots=True)
class MemberMonth:
    """A month of a plan. Without figures the reader may not see them, or they are not complete; ``rater`` rates it."""

    code: str
    label: str
    plan_id: int
    rater: str
    is_mine: bool
    state: RowState
    final: Decimal | None
    predicate: Predicate | None
    is_evaluated: bool


@dataclass(frozen=True, slots=True)
class MemberReport:
    """An indicator that is due in the month, with what was reported."""

    indicator_id: int
    name: str
    target: str
    value: str
    state: ActualState | None


@dataclass(frozen=True, slots=True)
class TeamMember:
    """The page. ``plan_id`` is the plan of the month; ``rates_now`` says that the reader rates it in that month.

    ``may_declare``: a month for which nothing is reported may be declared not applicable by the reader.
    """

    employee: Employee
    seats: tuple[Seat, ...]
    plan_id: int | None
    code: str
    label: str
    rates_now: bool
    may_declare: bool
    excluded: str
    months: tuple[MemberMonth, ...]
    handovers: tuple[str, ...]
    reports: tuple[MemberReport, ...]
    line: ScoreLine


def load_team_member(*, employee: Employee, actor: Actor, today: datetime.date) -> TeamMember:
    """The page of somebody whom the actor follows. A fixed number of queries."""
    period = team_month(today)
    begin = datetime.date(today.year, 1, 1)
    first = min(begin, period.first_day.replace(month=1, day=1)) if period else begin
    periods = list(Period.objects.filter(first_day__gte=first, first_day__lte=today))
    progress = RatingProgress.load(Q(employee_id=employee.pk), first, today, periods)
    scores = load_scores(actor=actor, employee_ids=[employee.pk], today=today).get(employee.pk, ())
    spans = [parse_period_code(one.code) for one in periods if one.kind == "month"]
    rows = [(span, row) for span in sorted(spans, reverse=True) for row in progress.rows_of(span)]
    names = _names(row.rater_id for _span, row in rows)
    here = _here(rows, period, actor)
    excluded = find_exclusions(employee_ids=[employee.pk], last_day=period.last_day) if period else {}
    plan_id = here.plan_id if here else None
    rates_now = here is not None and rates(actor, here.rater_id, employee.pk)
    return TeamMember(
        employee=employee,
        seats=_seats(employee, today),
        plan_id=plan_id,
        code=period.code if period else "",
        label=parse_period_code(period.code).label if period else "",
        rates_now=rates_now,
        may_declare=rates_now and period is not None and not _is_locked(period, periods),
        excluded=excluded[employee.pk].sentence if employee.pk in excluded else "",
        months=tuple(_month(span, row, names, scores, actor) for span, row in rows),
        handovers=_handovers(rows, names),
        reports=_reports(employee, plan_id, period) if period else (),
        line=score_line(scores, {plan_id} if plan_id else set()),
    )


def _is_locked(month: Period, periods: Collection[Period]) -> bool:
    """Whether the month is, or a longer period around it."""
    return any(one.is_locked and one.first_day <= month.first_day <= one.last_day for one in periods)


Rows = Sequence[tuple[PeriodSpan, ProgressRow]]


def _here(rows: Rows, period: Period | None, actor: Actor) -> ProgressRow | None:
    """The plan of the month: of several the one that the reader rates."""
    found = [row for span, row in rows if period and span.code == period.code]
    return next(iter(sorted(found, key=lambda row: not rates(actor, row.rater_id, row.employee_id))), None)


def _names(rater_ids: object) -> dict[int, str]:
    return dict(Employee.objects.filter(pk__in={*rater_ids} - {None}).values_list("id", "name"))  # type: ignore[misc]


def _seats(employee: Employee, today: datetime.date) -> tuple[Seat, ...]:
    held = Placement.objects.during(today, today).filter(employee=employee).select_related("agency", "supervisor")
    return tuple(
        Seat(
            named_position(one),
            one.agency.name,
            days_of(one),
            one.supervisor.name if one.supervisor else _("kepala daerah"),
        )
        for one in held.order_by("kind", "first_day")
    )


def _month(
    span: PeriodSpan, row: ProgressRow, names: Mapping[int, str], scores: Collection[MonthScore], actor: Actor
) -> MemberMonth:
    score = next((one for one in scores if (one.code, one.plan_id) == (span.code, row.plan_id)), None)
    return MemberMonth(
        code=span.code,
        label=span.label,
        plan_id=row.plan_id,
        rater=_rater(row.rater_id, names),
        is_mine=rates(actor, row.rater_id, row.employee_id),
        state=row.state,
        final=score.final if score else None,
        predicate=score.predicate if score else None,
        is_evaluated=score is not None,
    )


def _handovers(rows: Rows, names: Mapping[int, str]) -> tuple[str, ...]:
    """A sentence for each change of the rater: up to which month the one, from which the other. Oldest first."""
    said = []
    last: dict[int, tuple[PeriodSpan, int | None]] = {}
    for span, row in reversed(rows):
        before = last.get(row.plan_id)
        if before is not None and before[1] != row.rater_id:
            values = {
                "before": _rater(before[1], names),
                "until": before[0].label,
                "now": _rater(row.rater_id, names),
                "since": span.label,
            }
            said.append(_("%(before)s menilai sampai %(until)s, %(now)s mulai %(since)s.") % values)
        last[row.plan_id] = span, row.rater_id
    return tuple(said)


def _rater(rater_id: int | None, names: Mapping[int, str]) -> str:
    return _("Kepala daerah") if rater_id is None else names[rater_id]


def _reports(employee: Employee, plan_id: int | None, period: Period) -> tuple[MemberReport, ...]:
    """What the plan measures in the month, in its order. Three queries."""
    month = period.first_day.month
    items = [
        item
        for item in PlanItem.objects.filter(plan_id=plan_id or 0).order_by("id")
        if (item.last_month is None or item.last_month >= month) and item.targets[month - 1] is not None
    ]
    ids = [item.indicator_id for item in items]
    versions = IndicatorVersion.objects.filter(indicator_id__in=ids).in_force_on(period.last_day)
    words = {pk: (name, unit) for pk, name, unit in versions.values_list("indicator_id", "name", "unit")}
    stored = Actual.objects.filter(employee=employee, month=period.first_day, indicator_id__in=ids)
    actuals = {one.indicator_id: one for one in stored}
    return tuple(
        _report(item, month, *words.get(item.indicator_id, ("", "")), actuals.get(item.indicator_id)) for item in items
    )


def _report(item: PlanItem, month: int, name: str, unit: str, actual: Actual | None) -> MemberReport:
    high = item.upper_targets[month - 1] if item.upper_targets else None
    low = item.targets[month - 1]
    target = "" if low is None else f"{target_text(Target(low, high))} {unit}"
    value = "" if actual is None or actual.value is None else f"{number(actual.value)} {unit}"
    return MemberReport(item.indicator_id, name, target, value, ActualState(actual.state) if actual else None)
