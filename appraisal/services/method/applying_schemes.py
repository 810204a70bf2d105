"""Which published rules apply to a unit, and what each of them changed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from agencies.services.load_agency_tree import AgencyNode, AgencyTree
from appraisal.models import SchemeVersion


@dataclass(frozen=True, slots=True)
class ApplyingSchemes:
    """The versions of the region and of all its agencies, as they apply to one unit.

    ``holders`` are who may have rules for the unit, the nearest first: itself, those above it, the region (None).
    """

    versions: Sequence[SchemeVersion]
    holders: tuple[int | None, ...]

    def on(self, day: datetime.date) -> SchemeVersion | None:
        """The version by which the unit is evaluated on a day: of the nearest holder that has one by then."""
        return next((found for holder in self.holders if (found := self._of(holder, day))), None)

    def previous_of(self, version: SchemeVersion) -> SchemeVersion | None:
        """What applied to the unit until a version began; of one day, the one published before."""
        return self.on_before(version.valid_from, version.number)

    def on_before(self, day: datetime.date, number: int) -> SchemeVersion | None:
        """The version that applied before another of that first day and number."""
        earlier = [one for one in self.versions if (one.valid_from, one.number) < (day, number)]
        return ApplyingSchemes(earlier, self.holders).on(day)

    def begun_in(self, year: int) -> tuple[SchemeVersion, ...]:
        """The versions that begin to apply to the unit in a year."""
        begun = (one for one in self.versions if one.valid_from.year == year and one.agency_id in self.holders)
        return tuple(one for one in begun if self.on(one.valid_from) == one)

    def _of(self, holder: int | None, day: datetime.date) -> SchemeVersion | None:
        begun = [one for one in self.versions if one.agency_id == holder and one.valid_from <= day]
        return max(begun, key=lambda one: (one.valid_from, one.number), default=None)


def applying_schemes(unit: AgencyNode | None, tree: AgencyTree) -> ApplyingSchemes:
    """Those of a unit, or of the region. One query: a region publishes a few versions a year."""
    above = () if unit is None else (unit.id, *(node.id for node in tree.above(unit)))
    return ApplyingSchemes(list(SchemeVersion.objects.select_related("agency")), (*above, None))
