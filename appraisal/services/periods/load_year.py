"""The periods of a year as the admins see them: which are there, how far each is, what is still open."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agencies.models import Placement, PlacementKind
from agencies.tenancy.scope import current_region_id
from appraisal.models import Delivery, Evaluation, Period
from appraisal.period_codes import PeriodSpan, parse_period_code


class PeriodStage(StrEnum):
    """Where a period stands."""

    ABSENT = "absent"
    OPEN = "open"
    EVALUATED = "evaluated"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """The definitive evaluations in force of a period, and the people without any.

    ``undelivered`` counts among the complete ones; ``evaluated_at`` is when the newest of them was written.
    """

    complete: int = 0
    incomplete: int = 0
    undelivered: int = 0
    unplanned: int = 0
    evaluated_at: datetime.datetime | None = None

    @property
    def people(self) -> int:
        """All of whom something is expected."""
        return self.complete + self.incomplete + self.unplanned

    @property
    def unfinished(self) -> int:
        """What a lock would leave undone."""
        return self.incomplete + self.undelivered + self.unplanned


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period of a year; ``period`` is None while nobody has made it."""

    code: str
    label: str
    stage: PeriodStage
    period: Period | None
    counts: PeriodCounts


@dataclass(frozen=True, slots=True)
class PeriodYear:
    """The nineteen periods of a year; ``has_deadlines`` while any of them has one."""

    year: int
    months: tuple[PeriodLine, ...]
    longer: tuple[PeriodLine, ...]
    years: tuple[int, ...]

    @property
    def has_deadlines(self) -> bool:
        """Whether a column of deadlines says anything."""
        stored = [line.period for line in (*self.months, *self.longer) if line.period is not None]
        return any(period.report_until or period.rate_until for period in stored)


def spans_of(year: int) -> tuple[list[PeriodSpan], list[PeriodSpan]]:
    """The months of a year; its quarters, semesters and the year itself."""
    months = [parse_period_code(f"{year:04}-{month:02}") for month in range(1, 13)]
    codes = [*(f"{year:04}-Q{n}" for n in range(1, 5)), *(f"{year:04}-S{n}" for n in (1, 2)), f"{year:04}"]
    return months, [parse_period_code(code) for code in codes]


def load_year(*, year: int, this_year: int, agency_ids: Collection[int] | None = None) -> PeriodYear:
    """The periods of a year, counted in some units or in the region. Five queries."""
    stored = {one.code: one for one in Period.objects.filter(first_day__year=year)}
    counts = load_counts(list(stored.values()), agency_ids=agency_ids)
    known = {day.year for day in Period.objects.dates("first_day", "year")}
    months, longer = (tuple(_line(span, stored.get(span.code), counts) for span in spans) for spans in spans_of(year))
    years = {*known, this_year, this_year + 1, year}
    return PeriodYear(year, months, longer, tuple(sorted(years, reverse=True)))


def load_counts(periods: Sequence[Period], *, agency_ids: Collection[int] | None = None) -> Mapping[int, PeriodCounts]:
    """The counts of some periods by number; those without any evaluation are left out. Two queries."""
    evaluations = evaluations_in_force(agency_ids).filter(period_id__in=[one.pk for one in periods])
    rows = (
        evaluations.annotate(delivered=Exists(_delivery()))
        .order_by()
        .values_list("period_id")
        .annotate(
            done=Count("plan_id", filter=Q(complete=True)),
            lacking=Count("plan_id", filter=Q(complete=False)),
            kept=Count("plan_id", filter=Q(complete=True, delivered=False)),
            newest=Max("created_at"),
        )
    )
    counted = list(rows)
    unplanned = _unplanned([period_id for period_id, *_rest in counted], agency_ids)
    return {
        period_id: PeriodCounts(complete, incomplete, undelivered, unplanned.get(period_id, 0), evaluated_at)
        for period_id, complete, incomplete, undelivered, evaluated_at in counted
    }


def evaluations_in_force(agency_ids: Collection[int] | None) -> QuerySet[Evaluation]:
    """The definitive evaluations of some units, or of the region."""
    found = Evaluation.objects.latest().filter(placement_kind=PlacementKind.DEFINITIVE)
    return found if agency_ids is None else found.filter(agency_id__in=agency_ids)


def undelivered(evaluations: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """The complete ones among some evaluations whose result nobody has handed over."""
    return evaluations.filter(~Exists(_delivery()), complete=True)


def _delivery() -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        region_id=current_region_id(),
        period_id=OuterRef("period_id"),
        plan_id=OuterRef("plan_id"),
        revision=OuterRef("revision"),
    )


def _unplanned(period_ids: Sequence[int], agency_ids: Collection[int] | None) -> Mapping[int, int]:
    """How many people have a definitive place in each period and no evaluation of it. One query."""
    evaluated = Evaluation.objects.latest().filter(
        period_id=OuterRef(OuterRef("pk")), employee_id=OuterRef("employee_id")
    )
    places = Placement.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("first_day")),
        first_day__lte=OuterRef("last_day"),
        kind=PlacementKind.DEFINITIVE,
    ).exclude(Exists(evaluated))
    if agency_ids is not None:
        places = places.filter(agency_id__in=agency_ids)
    people = places.order_by().values("kind").annotate(people=Count("employee_id", distinct=True)).values("people")
    counted = Period.objects.filter(pk__in=list(period_ids)).annotate(
        people=Coalesce(Subquery(people, output_field=IntegerField()), 0)
    )
    return dict(counted.values_list("pk", "people"))


def _line(span: PeriodSpan, period: Period | None, counts: Mapping[int, PeriodCounts]) -> PeriodLine:
    counted = counts.get(period.pk) if period else None
    return PeriodLine(span.code, span.label, stage_of(period, counted), period, counted or PeriodCounts())


def stage_of(period: Period | None, counts: PeriodCounts | None) -> PeriodStage:
    """Where a period stands, given what was counted of it."""
    if period is None:
        return PeriodStage.ABSENT
    if period.is_locked:
        return PeriodStage.LOCKED
    return PeriodStage.OPEN if counts is None else PeriodStage.EVALUATED
