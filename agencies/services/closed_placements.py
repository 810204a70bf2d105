"""Rows of an employees file that would change where people sat on days that are closed."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from agencies.files.errors import RowError
from agencies.models import Placement, PlacementKind
from agencies.services.organisation.closed_days import Days, closed_days
from agencies.services.placement_checks import ONE_DAY

_Key = tuple[int | None, int | None, str, datetime.date]
"""Person, unit, kind and first day: what makes a placement the same one again."""


class PlacedRow(Protocol):
    """What a row says of a placement."""

    @property
    def row_number(self) -> int: ...
    @property
    def nip(self) -> str: ...
    @property
    def agency_code(self) -> str: ...
    @property
    def kind(self) -> PlacementKind: ...
    @property
    def first_day(self) -> datetime.date: ...
    @property
    def last_day(self) -> datetime.date | None: ...
    @property
    def position(self) -> str: ...
    @property
    def position_kind(self) -> str: ...
    @property
    def supervisor_nip(self) -> str | None: ...


class _Place(NamedTuple):
    """What is stored of a placement, or said by a row: its last day, and what holds on each of its days."""

    last_day: datetime.date | None
    facts: tuple[str, str, str | None]


def closed_placement_errors(
    rows: Sequence[PlacedRow], *, known: Mapping[str, int], agencies: Mapping[str, int]
) -> Iterator[RowError]:
    """An error for each row that reaches closed days: a new placement, or one that differs from what is stored.

    A row that only ends a placement on another day reaches the days that it adds or takes away. ``known`` and
    ``agencies`` are the numbers of people and units. One query where nothing is closed, else a fixed number.
    """
    if not rows or not closed_days([(min(row.first_day for row in rows), None)]):
        return
    stored = _stored([known[row.nip] for row in rows if row.nip in known])
    changed: dict[int, Days] = {}
    for row in rows:
        key = (known.get(row.nip), agencies.get(row.agency_code), str(row.kind), row.first_day)
        said = _Place(row.last_day, (row.position, row.position_kind, row.supervisor_nip or None))
        days = _changed_days(row.first_day, stored.get(key), said)
        if days is not None:
            changed[row.row_number] = days
    sentences = closed_days(set(changed.values()))
    for row in rows:
        days = changed.get(row.row_number)
        if days in sentences:
            yield RowError(row.row_number, "mulai", row.first_day, sentences[days])


def _changed_days(first_day: datetime.date, stored: _Place | None, said: _Place) -> Days | None:
    """From the first to the last day on which something would be different."""
    if stored == said:
        return None
    if stored is None:
        return first_day, said.last_day
    ends = [stored.last_day, said.last_day]
    longest = None if None in ends else max(end for end in ends if end is not None)
    if stored.facts != said.facts:
        return first_day, longest
    return min(end for end in ends if end is not None) + ONE_DAY, longest


def _stored(employee_ids: Collection[int]) -> dict[_Key, _Place]:
    """The placements of these people. One query."""
    if not employee_ids:
        return {}
    rows = Placement.objects.filter(employee_id__in=employee_ids).order_by()
    key, facts = ("employee_id", "agency_id", "kind", "first_day"), ("position", "position_kind", "supervisor__nip")
    return {
        (employee_id, agency_id, str(kind), first_day): _Place(last_day, (position, position_kind, supervisor_nip))
        for employee_id, agency_id, kind, first_day, last_day, position, position_kind, supervisor_nip in (
            rows.values_list(*key, "last_day", *facts)
        )
    }
