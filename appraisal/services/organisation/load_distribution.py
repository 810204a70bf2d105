"""The predicates of units beside the guideline of their own predicate: all units of a reader, or one of them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from agencies.permissions import Actor
from appraisal.documents.guideline import (
    FEWEST_DRAWN,
    Comparison,
    OrganisationPredicate,
    compare,
    compare_all,
    is_compared,
    spans,
)
from appraisal.models import DistributionReason, OrganisationRating, Period
from appraisal.permissions import may_follow_unit
from appraisal.scoring.types import Predicate
from appraisal.services.organisation.led_units import LedUnit, LedUnits, day_of
from appraisal.services.organisation.load_organisation_ratings import name_of
from appraisal.services.organisation.load_spreads import Spread, load_spreads


class DistributionState(StrEnum):
    """What is said of a unit in one word."""

    TOO_FEW = "too_few"
    NO_PREDICATE = "no_predicate"
    FITS = "fits"
    EXPLAINED = "explained"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class UnitDistribution:
    """A unit with its predicate, its people, and the reason where one is written."""

    unit: LedUnit
    rating: OrganisationRating | None
    spread: Spread
    reason: DistributionReason | None

    @property
    def predicate(self) -> str:
        """What the predicate of the unit is called; empty while it is not set."""
        return name_of(self.rating) if self.rating else ""

    @property
    def comparison(self) -> Comparison | None:
        """The people beside the curve; nothing for too few of them, or without a predicate of the unit."""
        return compare(OrganisationPredicate(self.rating.predicate), self.spread.counts) if self.rating else None

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """All five curves, to be looked at while the predicate of the unit is not set."""
        return () if self.rating else compare_all(self.spread.counts)

    @property
    def spans(self) -> Mapping[Predicate, tuple[int, int]]:
        """The range of each single predicate in people, for drawing; nothing where nothing is compared."""
        if self.rating is None or not is_compared(self.spread.counts):
            return {}
        return spans(OrganisationPredicate(self.rating.predicate), self.spread.complete)

    @property
    def is_drawn(self) -> bool:
        """Whether there are enough people for a chart."""
        return self.spread.complete >= FEWEST_DRAWN

    @property
    def deviates(self) -> bool:
        """Whether a rule is not met."""
        return self.comparison is not None and self.comparison.deviates

    @property
    def state(self) -> DistributionState:
        """Whether a reason is awaited, and if not, why."""
        if not is_compared(self.spread.counts):
            return DistributionState.TOO_FEW
        if self.rating is None:
            return DistributionState.NO_PREDICATE
        if not self.deviates:
            return DistributionState.FITS
        return DistributionState.EXPLAINED if self.reason else DistributionState.UNEXPLAINED

    @property
    def has_changed(self) -> bool:
        """Whether the people are spread otherwise than when the reason was written."""
        said = {predicate.value: amount for predicate, amount in self.spread.counts.items()}
        return self.reason is not None and self.reason.counts != said


def reads_distribution(actor: Actor, unit: LedUnit) -> bool:
    """Whether somebody sees how a unit is rated: who leads it, who stands above, its admins, the region's readers."""
    return unit.is_led_by(actor) or unit.is_set_by(actor) or may_follow_unit(actor, unit.id)


def load_distributions(*, period: Period, actor: Actor, today: datetime.date) -> tuple[UnitDistribution, ...]:
    """Every led unit that the actor follows, in the order of the tree. Seven queries, whatever their number."""
    units = LedUnits.load(day_of(period, today))
    shown = [unit for unit in units if reads_distribution(actor, unit)]
    if not shown:
        return ()
    spreads = load_spreads(heads={period.pk: units.heads}, parents=units.parents)[period.pk]
    ratings = {one.agency_id: one for one in OrganisationRating.objects.filter(period=period)}
    reasons = {one.agency_id: one for one in DistributionReason.objects.filter(period=period)}
    return tuple(
        UnitDistribution(unit, ratings.get(unit.id), spreads.get(unit.id) or Spread(), reasons.get(unit.id))
        for unit in shown
    )


def load_distribution(*, period: Period, unit: LedUnit, units: LedUnits) -> UnitDistribution:
    """One unit. Five queries."""
    below = units.tree.with_sub_units(unit.id)
    spreads = load_spreads(heads={period.pk: units.heads}, parents=units.parents, agency_ids=below)
    return UnitDistribution(
        unit=unit,
        rating=OrganisationRating.objects.filter(period=period, agency_id=unit.id).first(),
        spread=spreads[period.pk].get(unit.id) or Spread(),
        reason=DistributionReason.objects.filter(period=period, agency_id=unit.id).first(),
    )
