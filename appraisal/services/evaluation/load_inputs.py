"""What was planned, reported, rated and counted for some hundred people, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Self

from django.db.models import CharField, Q
from django.db.models.functions import Cast, Coalesce

from appraisal.models import Actual, ActualState, AttendanceRecap, Period, PeriodKind, Rating, RatingOverride
from appraisal.scoring.snapshot import reason_digest
from appraisal.scoring.types import AttendanceMonth, Axis, Override, RaterGroup, RatingEntry
from appraisal.scoring.types import Rating as Expectation
from appraisal.services.evaluation.period_facts import PeriodFacts
from indicators.models import PlanItem


class PlannedItem(NamedTuple):
    """A plan item with the targets of the period's months, first month first, and its weight in the last of them."""

    item_id: int
    indicator_id: int
    kind: str
    weight: Decimal | None
    lows: Sequence[Decimal | None]
    highs: Sequence[Decimal | None] | None


class Report(NamedTuple):
    """A reported month of an indicator."""

    value: Decimal | None
    not_applicable: bool
    verified: bool


class Given(NamedTuple):
    """A rating as it is stored; ``rater_id`` is empty when an account without employee gave it."""

    rater_id: int | None
    rubric: str
    entry: RatingEntry


#: Looked up and not called: an enumeration's constructor costs ten times a dictionary, seven times a person.
_GROUPS = {group.value: group for group in RaterGroup}


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was planned, reported, rated and counted, by plan or by person."""

    items: Mapping[int, list[PlannedItem]]
    reports: Mapping[int, Mapping[tuple[int, int], Report]]
    ratings: Mapping[int, Mapping[int | None, list[Given]]]
    attendance: Mapping[int, list[AttendanceMonth]]
    overrides: Mapping[int, list[Override]]

    @classmethod
    def load(cls, facts: PeriodFacts, plan_ids: Sequence[int], employee_ids: Collection[int]) -> Self:
        """Load them all: five queries, six for a period longer than a month."""
        return cls(
            items=_items(facts, plan_ids),
            reports=_reports(facts, employee_ids),
            ratings=_ratings(facts, employee_ids),
            attendance=_attendance(facts, employee_ids),
            overrides=_overrides(facts, plan_ids),
        )


def _items(facts: PeriodFacts, plan_ids: Sequence[int]) -> dict[int, list[PlannedItem]]:
    """What an addendum took out before the period is left out; a weight that it changed counts from its month on."""
    window = f"{facts.months[0] - 1}_{facts.months[-1]}"
    columns = ("plan_id", "id", "indicator_id", "kind", "weight", f"targets__{window}", f"upper_targets__{window}")
    in_the_plan = Q(last_month__isnull=True) | Q(last_month__gte=facts.months[0])
    stored = PlanItem.objects.filter(in_the_plan, plan_id__in=plan_ids).order_by("id")
    items: dict[int, list[PlannedItem]] = defaultdict(list)
    rows = stored.values_list(f"month_weights__{facts.months[-1] - 1}", *columns)
    for month_weight, plan_id, pk, indicator_id, kind, weight, lows, highs in rows:
        weighed = weight if month_weight is None else month_weight
        items[plan_id].append(PlannedItem(pk, indicator_id, kind, weighed, lows, highs))
    return items


def _reports(facts: PeriodFacts, employee_ids: Collection[int]) -> dict[int, dict[tuple[int, int], Report]]:
    """Reported months by person; what the supervisor returned counts as not reported (contract 2.1)."""
    reports: dict[int, dict[tuple[int, int], Report]] = defaultdict(dict)
    rows = (
        Actual.objects.filter(
            employee_id__in=employee_ids, month__range=(facts.period.first_day, facts.period.last_day)
        )
        .exclude(state=ActualState.RETURNED)
        .values_list("employee_id", "indicator_id", "month", "value", "state")
    )
    for employee_id, indicator_id, month, value, state in rows:
        declared = state == ActualState.NOT_APPLICABLE
        reports[employee_id][indicator_id, month.month] = Report(value, declared, state == ActualState.VERIFIED)
    return reports


def _ratings(facts: PeriodFacts, employee_ids: Collection[int]) -> dict[int, dict[int | None, list[Given]]]:
    """Ratings by person and month; under ``None`` those given for the period itself."""
    months = {} if facts.is_month else _month_periods(facts.period)
    ratings: dict[int, dict[int | None, list[Given]]] = defaultdict(lambda: defaultdict(list))
    rows = Rating.objects.filter(employee_id__in=employee_ids, period_id__in=[facts.period.pk, *months]).values_list(
        "employee_id",
        "period_id",
        "rater_id",
        Cast(Coalesce("rater__key", "rater_account__key"), CharField()),
        "role",
        "dimension__rubric__name",
        "dimension__code",
        "level",
    )
    for employee_id, period_id, rater_id, rater_key, role, rubric, dimension, level in rows:
        entry = RatingEntry(rater_key, _GROUPS[role], dimension, level)
        ratings[employee_id][months.get(period_id)].append(Given(rater_id, rubric, entry))
    return ratings


def _month_periods(period: Period) -> dict[int, int]:
    inside = Period.objects.filter(
        kind=PeriodKind.MONTH, first_day__gte=period.first_day, last_day__lte=period.last_day
    )
    return {pk: first_day.month for pk, first_day in inside.values_list("id", "first_day")}


def _attendance(facts: PeriodFacts, employee_ids: Collection[int]) -> dict[int, list[AttendanceMonth]]:
    recaps: dict[int, list[AttendanceMonth]] = defaultdict(list)
    rows = AttendanceRecap.objects.filter(
        employee_id__in=employee_ids, month__range=(facts.period.first_day, facts.period.last_day)
    ).values_list("employee_id", "month", "absent", "tl1", "tl2", "tl3", "tl4", "psw1", "psw2", "psw3", "psw4")
    for employee_id, month, absent, *events in rows:
        tl1, tl2, tl3, tl4, psw1, psw2, psw3, psw4 = events
        recaps[employee_id].append(AttendanceMonth(month.month, absent, (tl1, tl2, tl3, tl4), (psw1, psw2, psw3, psw4)))
    return recaps


def _overrides(facts: PeriodFacts, plan_ids: Sequence[int]) -> dict[int, list[Override]]:
    overrides: dict[int, list[Override]] = defaultdict(list)
    rows = RatingOverride.objects.filter(period=facts.period, plan_id__in=plan_ids)
    for plan_id, axis, rating, reason in rows.values_list("plan_id", "axis", "rating", "reason"):
        overrides[plan_id].append(Override(Axis(axis), Expectation(rating), reason_digest(reason)))
    return overrides
