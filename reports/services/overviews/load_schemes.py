"""The schemes of the region, as far as an overview needs them. One query: a region has a handful."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from appraisal.models import SchemeVersion
from appraisal.scoring.scheme import Scheme, Source
from appraisal.scoring.scheme_parsing import parse_scheme


@dataclass(frozen=True, slots=True)
class PublishedSchemes:
    """Every published scheme with its number, the unit it is limited to, and its rules; the newest last."""

    versions: tuple[tuple[int, int | None, Scheme], ...]

    @property
    def with_attendance(self) -> frozenset[int]:
        """Those whose behaviour axis counts attendance."""
        return frozenset(
            pk
            for pk, _agency, rules in self.versions
            if any(part.source is Source.ATTENDANCE for part in rules.behaviour.components)
        )

    def of(self, units: Iterable[int], day: datetime.date) -> Scheme | None:
        """The one in force on a day for a unit, given with the units above it, the nearest first."""
        valid = {agency: rules for _pk, agency, rules in self.versions if rules.valid_from <= day}
        return next((valid[unit] for unit in (*units, None) if unit in valid), None)


def load_schemes() -> PublishedSchemes:
    """The schemes of the region in scope."""
    rows = SchemeVersion.objects.order_by("valid_from", "number").values_list("id", "agency_id", "document")
    return PublishedSchemes(tuple((pk, agency_id, parse_scheme(document)) for pk, agency_id, document in rows))
