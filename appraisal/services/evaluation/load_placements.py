"""Who sat where under whom, by date: what rule 9 needs of placements (contract 2.9)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple, Self

from agencies.models import PlacementKind
from agencies.tenancy.bulk import read_rows


class Span(NamedTuple):
    """One placement: the days in it, both included, and what an evaluation records of it."""

    first_day: datetime.date
    last_day: datetime.date
    position: str
    supervisor_id: int | None


_FIRST_DAY = attrgetter("first_day")


class PlanKey(NamedTuple):
    """What a plan has in common with its placements: successive ones in an agency and kind share one plan."""

    employee_id: int
    agency_id: int
    kind: str


_PLACEMENTS = """
    SELECT employee_id, agency_id, kind,
           greatest(first_day, %(first_day)s), least(last_day, %(last_day)s), position, supervisor_id
      FROM agencies_placement
     WHERE employee_id = ANY(%(people)s)
       AND first_day <= %(last_day)s AND (last_day IS NULL OR last_day >= %(first_day)s)
     ORDER BY agencies_placement.first_day, id
"""

_KEYS = "SELECT id, key::text FROM agencies_employee WHERE id = ANY(%(people)s)"


class Placements:
    """The placements of some people and of their supervisors within a span of days. Two queries."""

    def __init__(self, spans: Mapping[PlanKey, list[Span]], above: Mapping[int, list[Span]]):
        self._spans = spans
        self._above = above

    @classmethod
    def load(cls, employee_ids: Collection[int], first_day: datetime.date, last_day: datetime.date) -> Self:
        """Everything of these people between two days; spans are cut to them."""
        spans: dict[PlanKey, list[Span]] = defaultdict(list)
        supervisors: set[int] = set()
        for key, span in _rows(employee_ids, first_day, last_day):
            spans[key].append(span)
            if span.supervisor_id is not None:
                supervisors.add(span.supervisor_id)
        above: dict[int, list[Span]] = defaultdict(list)
        for key, span in _rows(supervisors, first_day, last_day):
            # The definitive place comes first: it says who the supervisor's own superior is.
            places = above[key.employee_id]
            places.insert(0 if key.kind == PlacementKind.DEFINITIVE else len(places), span)
        return cls(spans, above)

    def of(self, key: PlanKey) -> list[Span]:
        """The placements behind a plan, in order of time."""
        return self._spans.get(key, [])

    def superior_of(self, supervisor_id: int | None, day: datetime.date) -> int | None:
        """The supervisor of the supervisor on a day (contract section 6)."""
        if supervisor_id is None:
            return None
        for span in self._above.get(supervisor_id, ()):
            if span.first_day <= day <= span.last_day:
                return span.supervisor_id
        return None

    @property
    def supervisors(self) -> set[int]:
        """The supervisors of all these places, and those of the supervisors."""
        spans = (span for part in (self._spans, self._above) for places in part.values() for span in places)
        return {span.supervisor_id for span in spans if span.supervisor_id is not None}


def placement_on(spans: Iterable[Span], day: datetime.date) -> Span:
    """The last of the placements that had begun by a day: the one in force, or the one that ended latest before."""
    return max([span for span in spans if span.first_day <= day], key=_FIRST_DAY)


def opaque_keys(people: Collection[int]) -> dict[int, str]:
    """The keys by which snapshots name persons. One query."""
    return dict(read_rows(_KEYS, {"people": list(people)}))


def _rows(people: Collection[int], first_day: datetime.date, last_day: datetime.date) -> Iterator[tuple[PlanKey, Span]]:
    rows = read_rows(_PLACEMENTS, {"people": list(people), "first_day": first_day, "last_day": last_day})
    for employee_id, agency_id, kind, begin, end, position, supervisor_id in rows:
        yield PlanKey(employee_id, agency_id, kind), Span(begin, end, position, supervisor_id)
