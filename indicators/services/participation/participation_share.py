"""How many indicators were talked about with staff: an official measure of taking part."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Exists, OuterRef, Q

from indicators.models import Contribution, DialogueEntry, Indicator, IndicatorVersion


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A unit's own indicators in force, and how many of them were talked about."""

    code: str
    name: str
    discussed: int
    total: int

    @property
    def percent(self) -> Decimal:
        """The share in percent."""
        return percent_of(self.discussed, self.total)


@dataclass(frozen=True, slots=True)
class ParticipationShare:
    """All units together, and each by itself in the order of codes; units without an indicator are left out."""

    units: tuple[UnitShare, ...]

    @property
    def discussed(self) -> int:
        """How many indicators were talked about."""
        return sum(unit.discussed for unit in self.units)

    @property
    def total(self) -> int:
        """How many indicators are in force."""
        return sum(unit.total for unit in self.units)

    @property
    def percent(self) -> Decimal:
        """The share in percent."""
        return percent_of(self.discussed, self.total)


def participation_share(*, agency_ids: Collection[int] | None, day: datetime.date) -> ParticipationShare:
    """The share among the indicators that are in force on a day and belong to some units, or to any. One query.

    An indicator counts when somebody made a contribution about it, or spoke of it in the dialogue on a plan.
    """
    of_it = {"indicator_id": OuterRef("pk")}
    in_force = Indicator.objects.filter(
        Q(retired_from__isnull=True) | Q(retired_from__gt=day),
        Exists(IndicatorVersion.objects.filter(**of_it, valid_from__lte=day)),
    )
    if agency_ids is not None:
        in_force = in_force.filter(agency_id__in=agency_ids)
    was_discussed = Q(Exists(Contribution.objects.filter(**of_it))) | Q(Exists(DialogueEntry.objects.filter(**of_it)))
    rows = (
        in_force.order_by("agency__code")
        .values_list("agency__code", "agency__name")
        .annotate(discussed=Count("id", filter=was_discussed), total=Count("id"))
    )
    return ParticipationShare(tuple(UnitShare(*row) for row in rows))


def percent_of(part: int, whole: int) -> Decimal:
    """A share in percent with one decimal; 100 means all, never nearly all."""
    if part == whole:
        return Decimal(100 if whole else 0)
    rounded = (Decimal(100 * part) / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return min(rounded, Decimal("99.9"))
