"""The agreement of a unit for a year, and what may still be added to it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from agencies.services.load_agency_tree import AgencyNode
from indicators.models import Indicator, IndicatorVersion, UnitAgreement, UnitAgreementItem
from indicators.services.agreements.grid import GridRow, Target, day_of_year, grid_row, targets_of
from indicators.services.catalogue.versions import versions_for

MOST_ROWS = 60
"""Of an agreement: more than that nobody agrees on, and a form has its limits."""


@dataclass(frozen=True, slots=True)
class OfferedIndicators:
    """The indicators of a unit that can be chosen from; ``is_own`` says that it is the agreement's unit."""

    unit: str
    is_own: bool
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """An agreement as it is stored (none yet: no ``agreement``), and every indicator that it may hold.

    ``previous`` are the rows of the year before that can be taken over, ``previous_retired`` how many cannot.
    """

    unit: AgencyNode
    year: int
    agreement: UnitAgreement | None
    rows: tuple[GridRow, ...]
    catalogue: tuple[OfferedIndicators, ...]
    previous: tuple[GridRow, ...]
    previous_retired: int

    @property
    def edition(self) -> int:
        """Rises with every save; 0 before the first."""
        return self.agreement.edition if self.agreement else 0

    def rows_of(self, keys: Sequence[str]) -> tuple[GridRow, ...]:
        """The rows with these keys in their order, those that it may hold: with stored figures where there are some."""
        known = {row.key: row for part in self.catalogue for row in part.rows}
        known |= {row.key: row for row in self.rows}
        return tuple(known[key] for key in dict.fromkeys(keys) if key in known)[:MOST_ROWS]

    def offered_beside(self, keys: Iterable[str]) -> tuple[OfferedIndicators, ...]:
        """What may be added to the rows with these keys."""
        taken = set(keys)
        parts = (
            OfferedIndicators(part.unit, part.is_own, tuple(row for row in part.rows if row.key not in taken))
            for part in self.catalogue
        )
        return tuple(part for part in parts if part.rows)


def load_agreement(*, unit: AgencyNode, above: Sequence[AgencyNode], year: int, today: datetime.date) -> AgreementSheet:
    """The agreement of a unit, with the indicators of its own and of the units above it. Four queries."""
    day = day_of_year(year, today)
    found = UnitAgreement.objects.select_related("edited_by").filter(agency_id=unit.id, year__in=[year - 1, year])
    by_year = {agreement.year: agreement for agreement in found}
    items = list(UnitAgreementItem.objects.filter(agreement__in=by_year.values()).order_by("id"))
    units = (unit, *above)
    indicators = _indicators(units, items, day)
    stored, before = _by_agreement(by_year, items, (year, year - 1))
    rows = tuple(_stored_row(item, indicators) for item in stored)
    in_force = {key for key, (indicator, _row) in indicators.items() if _may_be_taken(indicator, units, day)}
    return AgreementSheet(
        unit=unit,
        year=year,
        agreement=by_year.get(year),
        rows=rows,
        catalogue=tuple(_catalogue(units, indicators, in_force)),
        previous=tuple(_measured(_stored_row(item, indicators)) for item in before if item.indicator_id in in_force),
        previous_retired=sum(item.indicator_id not in in_force for item in before),
    )


Indicators = Mapping[int, tuple[Indicator, GridRow]]


def _by_agreement(
    agreements: Mapping[int, UnitAgreement], items: Iterable[UnitAgreementItem], years: tuple[int, int]
) -> list[list[UnitAgreementItem]]:
    ids = [agreements[year].pk if year in agreements else None for year in years]
    return [[item for item in items if item.agreement_id == agreement_id] for agreement_id in ids]


def _indicators(units: Sequence[AgencyNode], items: Iterable[UnitAgreementItem], day: datetime.date) -> Indicators:
    """Those of some units, and those that stand in the items, each as an empty row. One query."""
    wanted = Q(indicator__agency_id__in=[unit.id for unit in units])
    wanted |= Q(indicator_id__in={item.indicator_id for item in items})
    versions = IndicatorVersion.objects.filter(wanted).select_related("indicator").defer("definition", "formula")
    found = sorted(versions_for(versions, day).values(), key=lambda version: version.indicator.code)
    return {
        version.indicator_id: (
            version.indicator,
            grid_row(str(version.indicator_id), version.indicator.code, version),
        )
        for version in found
    }


def _may_be_taken(indicator: Indicator, units: Sequence[AgencyNode], day: datetime.date) -> bool:
    is_near = any(indicator.agency_id == unit.id for unit in units)
    return is_near and (indicator.retired_from is None or indicator.retired_from > day)


def _catalogue(units: Sequence[AgencyNode], indicators: Indicators, in_force: set[int]) -> Iterable[OfferedIndicators]:
    for place, unit in enumerate(units):
        rows = tuple(
            row for key, (indicator, row) in indicators.items() if key in in_force and indicator.agency_id == unit.id
        )
        if rows:
            yield OfferedIndicators(unit.name, place == 0, rows)


def _stored_row(item: UnitAgreementItem, indicators: Indicators) -> GridRow:
    row = indicators[item.indicator_id][1]
    return row.with_figures(item.weight, targets_of(item.targets, item.upper_targets))


def _measured(row: GridRow) -> GridRow:
    """Without targets in months that are not measured any more, or that have another shape now."""
    takes_a_range = row.direction.takes_a_range
    kept: list[Target | None] = [
        target if month in row.measured and isinstance(target, tuple) == takes_a_range else None
        for month, target in enumerate(row.targets, start=1)
    ]
    return row.with_figures(row.weight, kept)
