"""Who is measured by an indicator: said before it is changed."""

from dataclasses import dataclass

from django.db.models import Count

from indicators.models import Indicator
from indicators.services.find_indicators import items_in_force


@dataclass(frozen=True, slots=True)
class UnitUse:
    """How many agreed plans of a unit measure by the indicator this year."""

    code: str
    name: str
    plans: int


@dataclass(frozen=True, slots=True)
class IndicatorUse:
    """The agreed plans of a year with the indicator, whose they are, and of which units."""

    year: int
    plans: int = 0
    people: int = 0
    units: tuple[UnitUse, ...] = ()


def load_use(indicator: Indicator | None, year: int) -> IndicatorUse:
    """Who is measured by it in a year; nobody by one that is not there yet. Two queries."""
    if indicator is None:
        return IndicatorUse(year)
    items = items_in_force(year).filter(indicator=indicator)
    by_unit = items.order_by("plan__agency__code").values_list("plan__agency__code", "plan__agency__name")
    units = tuple(UnitUse(*row) for row in by_unit.annotate(Count("id")))
    people = items.aggregate(people=Count("plan__employee_id", distinct=True))["people"]
    return IndicatorUse(year, sum(unit.plans for unit in units), people, units)
