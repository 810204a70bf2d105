"""The predicates of units in a period, as those see them who set or read them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from agencies.permissions import Actor
from appraisal.documents.guideline import NAMES, OrganisationPredicate
from appraisal.models import OrganisationRating, Period, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.permissions import may_follow_unit
from appraisal.services.organisation.led_units import LedUnit, LedUnits, day_of, own_agency_ids
from appraisal.services.organisation.load_spreads import Spread, load_spreads

PAST_SHOWN = 6
"""How many earlier predicates stand beside the form."""
JANUARY = 1


@dataclass(frozen=True, slots=True)
class RatedUnit:
    """A unit with its predicate, or nothing while it is not set. ``is_mine``: the reader sets it."""

    unit: LedUnit
    rating: OrganisationRating | None
    is_mine: bool

    @property
    def predicate(self) -> str:
        """What it is called; empty while it is not set."""
        return name_of(self.rating) if self.rating else ""


@dataclass(frozen=True, slots=True)
class PastPredicate:
    """An earlier one: its period, its name, who set it."""

    code: str
    label: str
    predicate: OrganisationPredicate
    name: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class UnitPredicate:
    """A unit with what helps to decide. ``suggestion`` is last year's where this year's is late (0b)."""

    rated: RatedUnit
    spread: Spread
    past: Sequence[PastPredicate]
    suggestion: PastPredicate | None


def name_of(rating: OrganisationRating) -> str:
    """`Butuh Perbaikan`: legal names, the same in every language."""
    return NAMES[OrganisationPredicate(rating.predicate)]


def reads_predicate(actor: Actor, unit: LedUnit, own: frozenset[int]) -> bool:
    """Whether somebody reads the predicate of a unit: who sets it, who follows the unit, and its own people."""
    return unit.is_set_by(actor) or unit.is_led_by(actor) or may_follow_unit(actor, unit.id) or unit.id in own


def load_organisation_ratings(*, period: Period, actor: Actor, today: datetime.date) -> tuple[RatedUnit, ...]:
    """Every led unit that the actor sets or reads, those to set and not set yet first. Four queries."""
    units = LedUnits.load(day_of(period, today))
    own = own_agency_ids(actor, period)
    stored = {one.agency_id: one for one in OrganisationRating.objects.filter(period_id=period.pk)}
    found = [
        RatedUnit(unit, stored.get(unit.id), unit.is_set_by(actor))
        for unit in units
        if reads_predicate(actor, unit, own)
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_mine, one.is_mine and one.rating is not None)))


def load_unit_predicate(
    *, period: Period, unit: LedUnit, units: LedUnits, actor: Actor, today: datetime.date
) -> UnitPredicate:
    """One unit with the evidence beside it: how complete its people are, and its earlier predicates. Five queries."""
    stored = OrganisationRating.objects.filter(period_id=period.pk, agency_id=unit.id).first()
    spreads = load_spreads(
        heads={period.pk: units.heads}, parents=units.parents, agency_ids=units.tree.with_sub_units(unit.id)
    )
    past = _past(period, unit)
    return UnitPredicate(
        rated=RatedUnit(unit, stored, unit.is_set_by(actor)),
        spread=spreads[period.pk].get(unit.id) or Spread(),
        past=past,
        suggestion=None if stored else _suggestion(period, past, today),
    )


def _past(period: Period, unit: LedUnit) -> tuple[PastPredicate, ...]:
    rows = OrganisationRating.objects.filter(agency_id=unit.id, period__last_day__lt=period.first_day)
    newest = rows.filter(period__kind=period.kind).select_related("period").order_by("-period__last_day")[:PAST_SHOWN]
    return tuple(
        PastPredicate(
            code=one.period.code,
            label=parse_period_code(one.period.code).label,
            predicate=OrganisationPredicate(one.predicate),
            name=name_of(one),
            decided_by=one.decided_by_name,
        )
        for one in newest
    )


def _suggestion(period: Period, past: Sequence[PastPredicate], today: datetime.date) -> PastPredicate | None:
    """Where a year is still without predicate after January of the next one, that of the year before counts (0b)."""
    late_from = datetime.date(period.first_day.year + 1, JANUARY + 1, 1)
    if period.kind != PeriodKind.YEAR or today < late_from:
        return None
    before = str(period.first_day.year - 1)
    return next((one for one in past if one.code == before), None)
