"""The rows of a sheet beside the guideline of the units in which their people count, before they are sent."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.documents.rating_sheet import RatingRow, RatingSheet
from appraisal.models import OrganisationRating, Period
from appraisal.period_codes import parse_period_code
from appraisal.services.organisation.led_units import LedUnit, LedUnits, counted_in, day_of
from appraisal.services.organisation.load_distribution import UnitDistribution
from appraisal.services.organisation.load_spreads import Spread


@dataclass(frozen=True, slots=True)
class AwaitedPredicate:
    """A unit without predicate: who is waited for, and where it is set for who may."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class RowGuides:
    """The rated rows by unit. ``outside`` are those who count in none: they lead what nobody in the region leads.

    ``acting`` counts the rows of Plt. and Plh. places, whose people count where they are placed for good.
    """

    units: tuple[UnitDistribution, ...]
    outside: Spread
    acting: int
    awaited: tuple[AwaitedPredicate, ...]


def load_row_guides(*, sheet: RatingSheet, period: Period, actor: Actor, today: datetime.date) -> RowGuides:
    """The rows as they would be sent. Three queries; none without rows."""
    if not sheet.rows:
        return RowGuides((), Spread(), 0, ())
    units = LedUnits.load(day_of(period, today), around={row.agency_id for row in sheet.rows})
    ratings = {
        one.agency_id: one
        for one in OrganisationRating.objects.filter(period_id=period.pk, agency_id__in=list(units.heads))
    }
    spreads: dict[int | None, Spread] = {}
    for row in _counted(sheet.rows):
        unit_id = counted_in(row.agency_id, row.employee_id, units.heads, units.parents)
        _add(spreads.setdefault(unit_id, Spread()), row)
    led = {row.agency_id for row in sheet.rows if _leads(row, units)}
    return RowGuides(
        units=tuple(
            UnitDistribution(unit, ratings.get(unit.id), spreads[unit.id], None) for unit in units if unit.id in spreads
        ),
        outside=spreads.get(None) or Spread(),
        acting=sum(row.is_rated and not row.is_definitive for row in sheet.rows),
        awaited=tuple(
            _awaited(unit, period, actor)
            for unit in units
            if unit.id not in ratings and (unit.id in spreads or unit.id in led)
        ),
    )


def _counted(rows: Sequence[RatingRow]) -> list[RatingRow]:
    return [row for row in rows if row.is_rated and row.is_definitive]


def _leads(row: RatingRow, units: LedUnits) -> bool:
    head = units.heads.get(row.agency_id)
    return head is not None and head.employee_id == row.employee_id


def _add(spread: Spread, row: RatingRow) -> None:
    if row.card.predicate is None:
        spread.waiting += 1
    else:
        spread.found += Counter([row.card.predicate])


def _awaited(unit: LedUnit, period: Period, actor: Actor) -> AwaitedPredicate:
    """It blocks nothing: the ratings can be sent all the same."""
    if unit.is_set_by(actor):
        said = _("Predikat organisasi %(unit)s untuk %(period)s belum Anda tetapkan.")
    else:
        said = _("Predikat organisasi %(unit)s untuk %(period)s belum ditetapkan oleh %(setter)s.")
    values = {
        "unit": unit.name,
        "period": parse_period_code(period.code).label,
        "setter": unit.setter.removesuffix("."),
    }
    url = reverse("rate-organisation", args=[period.code, unit.code]) if unit.is_set_by(actor) else ""
    return AwaitedPredicate(said % values, url)
