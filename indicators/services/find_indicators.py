"""The indicators of a unit as a list: which are on it, and what each line says."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from indicators.models import Aspect, Direction, IndicatorVersion, Pattern, PlanItem, PlanState


@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """A line of the list: the version in force, and how many agreed plans of the year measure by it."""

    indicator_id: int
    code: str
    name: str
    unit: str
    direction: Direction
    pattern: Pattern
    aspect: Aspect
    version: int
    owner: str
    plans: int


@dataclass(frozen=True, slots=True)
class Usage:
    """How many of the found indicators stand in agreed plans of the year, and in how many plans."""

    used: int
    plans: int


def items_in_force(year: int) -> QuerySet[PlanItem]:
    """The items of the agreed plans of a year."""
    return PlanItem.objects.filter(plan__year=year, plan__state=PlanState.AGREED).order_by()


def find_indicators(
    *,
    day: datetime.date,
    agency_ids: Collection[int] | None = None,
    search: str = "",
    direction: str = "",
    aspect: str = "",
) -> QuerySet[IndicatorVersion]:
    """The versions in force on a day, by unit and code; without the indicators that are retired by then.

    ``agency_ids`` narrows to the indicators that these units own, and to those of other units by which the agreed plans
    of their people are measured this year: a puskesmas measures by the indicators of its dinas.
    """
    in_force = IndicatorVersion.objects.all().in_force_on(day)
    measured = Q(indicator__retired_from__isnull=True) | Q(indicator__retired_from__gt=day)
    found = IndicatorVersion.objects.filter(measured, pk__in=in_force.values("pk"))
    if agency_ids is not None:
        used = items_in_force(day.year).filter(plan__agency_id__in=agency_ids).values("indicator_id")
        found = found.filter(Q(indicator__agency_id__in=agency_ids) | Q(indicator_id__in=used))
    if search:
        found = found.filter(
            Q(name__icontains=search) | Q(indicator__code__icontains=search) | Q(definition__icontains=search)
        )
    if direction:
        found = found.filter(direction=direction)
    if aspect:
        found = found.filter(aspect=aspect)
    return found.select_related("indicator__agency").order_by("indicator__agency__code", "indicator__code")


def usage_of(found: QuerySet[IndicatorVersion], year: int) -> Usage:
    """The totals of a whole list. One query."""
    counted = (
        items_in_force(year)
        .filter(indicator_id__in=found.order_by().values("indicator_id"))
        .aggregate(used=Count("indicator_id", distinct=True), plans=Count("plan_id", distinct=True))
    )
    return Usage(**counted)


def listed_indicators(versions: Iterable[IndicatorVersion], year: int) -> list[ListedIndicator]:
    """The lines of one page of the list. One more query, for the plans that use them."""
    page = list(versions)
    counted = items_in_force(year).filter(indicator_id__in=[version.indicator_id for version in page])
    plans = dict(counted.values_list("indicator_id").annotate(Count("id")))
    return [
        ListedIndicator(
            indicator_id=version.indicator_id,
            code=version.indicator.code,
            name=version.name,
            unit=version.unit,
            direction=Direction(version.direction),
            pattern=Pattern(version.pattern),
            aspect=Aspect(version.aspect),
            version=version.number,
            owner=version.indicator.agency.name,
            plans=plans.get(version.indicator_id, 0),
        )
        for version in page
    ]
