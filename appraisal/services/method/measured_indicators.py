"""What a unit measures by on a day, and how that changed in a year."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q

from indicators.models import CataloguePublication, IndicatorVersion
from indicators.models.indicator import SINCE_ALWAYS
from indicators.services.catalogue.changes import Change, changes_between, months_in_words
from indicators.services.find_indicators import find_indicators


@dataclass(frozen=True, slots=True)
class MeasuredIndicator:
    """An indicator as the method page tells it; ``months`` in words."""

    id: int
    code: str
    owner: str
    name: str
    version: int
    unit: str
    direction: str
    pattern: str
    definition: str
    formula: str
    source: str
    publisher: str
    months: str


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """What became of an indicator in the year, from ``day`` on: a new text, a new indicator, or its end."""

    id: int
    code: str
    name: str
    day: datetime.date
    recorded_at: datetime.datetime
    changes: tuple[Change, ...]
    is_new: bool = False
    is_end: bool = False


def measured_indicators(agency_ids: Collection[int], day: datetime.date) -> tuple[MeasuredIndicator, ...]:
    """Those of some units, and of others by which their people are measured; by unit and code. One query."""
    return tuple(
        MeasuredIndicator(
            id=version.indicator_id,
            code=version.indicator.code,
            owner=version.indicator.agency.name,
            name=version.name,
            version=version.number,
            unit=version.unit,
            direction=version.direction,
            pattern=version.pattern,
            definition=version.definition,
            formula=version.formula,
            source=version.source,
            publisher=version.publisher,
            months=months_in_words(version.months),
        )
        for version in find_indicators(day=day, agency_ids=agency_ids)
    )


def indicator_changes(
    agency_ids: Collection[int], indicators: Sequence[MeasuredIndicator], year: int
) -> tuple[IndicatorChange, ...]:
    """What changed in a year in these indicators, and in those of the units that ended in it. One query."""
    ended = Q(indicator__agency_id__in=agency_ids, indicator__retired_from__year=year)
    asked = Q(indicator_id__in=[one.id for one in indicators]) | ended
    of_indicator: dict[int, list[IndicatorVersion]] = defaultdict(list)
    stored = IndicatorVersion.objects.filter(asked).select_related("indicator", "publication")
    for version in stored.order_by("valid_from", "number"):
        of_indicator[version.indicator_id].append(version)
    return tuple(change for versions in of_indicator.values() for change in _changes(versions, year))


def _changes(versions: Sequence[IndicatorVersion], year: int) -> Iterator[IndicatorChange]:
    first, newest = versions[0], versions[-1]
    came_in = _came_in(first)
    if came_in is not None and came_in.year == year:
        yield _change(first, came_in, is_new=True)
    # Of versions that begin on the same day only the last ever counted: an import that was taken back leaves no change.
    for before, version in pairwise({one.valid_from: one for one in versions}.values()):
        changes = changes_between(before, version)
        if version.valid_from.year == year and changes:
            yield _change(version, version.valid_from, changes)
    end = newest.indicator.retired_from
    if end is not None and end.year == year:
        yield _change(newest, end, is_end=True)


def _came_in(first: IndicatorVersion) -> datetime.date | None:
    """Since when an indicator that a publication brought in is measured by: its first version counts since always."""
    publication: CataloguePublication | None = first.publication
    return publication.valid_from if publication is not None and first.valid_from == SINCE_ALWAYS else None


def _change(
    version: IndicatorVersion,
    day: datetime.date,
    changes: tuple[Change, ...] = (),
    *,
    is_new: bool = False,
    is_end: bool = False,
) -> IndicatorChange:
    indicator = version.indicator
    return IndicatorChange(
        indicator.pk, indicator.code, version.name, day, version.created_at, changes, is_new=is_new, is_end=is_end
    )
