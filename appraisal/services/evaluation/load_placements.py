"""Who sat where under whom, by date: what rule 9 needs of placements (contract 2.9)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, Self

from agencies.models import Employee, Placement, PlacementKind


class Span(NamedTuple):
    """One placement: the days in it, both included, and what an evaluation records of it."""

    first_day: datetime.date
    last_day: datetime.date
    position: str
    supervisor_id: int | None


class PlanKey(NamedTuple):
    """What a plan has in common with its placements: successive ones in an agency and kind share one plan."""

    employee_id: int
    agency_id: int
    kind: str


class Placements:
    """The placements of some people and of their supervisors within a span of days. Three queries."""

    def __init__(self, spans: Mapping[PlanKey, list[Span]], above: Mapping[int, list[Span]], keys: Mapping[int, str]):
        self._spans = spans
        self._above = above
        self._keys = keys

    @classmethod
    def load(cls, employee_ids: Collection[int], first_day: datetime.date, last_day: datetime.date) -> Self:
        """Everything of these people between two days; spans are cut to them."""
        spans: dict[PlanKey, list[Span]] = defaultdict(list)
        for employee_id, agency_id, kind, span in _rows(employee_ids, first_day, last_day):
            spans[PlanKey(employee_id, agency_id, kind)].append(span)
        supervisors = {span.supervisor_id for part in spans.values() for span in part if span.supervisor_id is not None}
        above: dict[int, list[Span]] = defaultdict(list)
        for employee_id, _agency, kind, span in _rows(supervisors, first_day, last_day):
            # The definitive place comes first: it says who the supervisor's own superior is.
            above[employee_id].insert(0 if kind == PlacementKind.DEFINITIVE else len(above[employee_id]), span)
        superiors = {span.supervisor_id for part in above.values() for span in part if span.supervisor_id is not None}
        people = {*employee_ids, *supervisors, *superiors}
        keys = dict(Employee.objects.filter(pk__in=people).values_list("id", "key"))
        return cls(spans, above, {pk: str(key) for pk, key in keys.items()})

    def of(self, key: PlanKey) -> list[Span]:
        """The placements behind a plan, in order of time."""
        return self._spans.get(key, [])

    def superior_of(self, supervisor_id: int | None, day: datetime.date) -> int | None:
        """The supervisor of the supervisor on a day (contract section 6)."""
        if supervisor_id is None:
            return None
        places = (span for span in self._above.get(supervisor_id, []) if span.first_day <= day <= span.last_day)
        return next((span.supervisor_id for span in places), None)

    def opaque(self, employee_id: int) -> str:
        """The key by which snapshots name a person."""
        return self._keys[employee_id]


def placement_on(spans: Iterable[Span], day: datetime.date) -> Span:
    """The last of the placements that had begun by a day: the one in force, or the one that ended latest before."""
    return max((span for span in spans if span.first_day <= day), key=lambda span: span.first_day)


def _rows(
    employee_ids: Collection[int], first_day: datetime.date, last_day: datetime.date
) -> Iterable[tuple[int, int, str, Span]]:
    columns = ("employee_id", "agency_id", "kind", "first_day", "last_day", "position", "supervisor_id")
    rows = (
        Placement.objects.during(first_day, last_day)
        .filter(employee_id__in=list(employee_ids))
        .order_by("first_day", "id")
        .values_list(*columns)
    )
    for employee_id, agency_id, kind, begin, end, position, supervisor_id in rows:
        span = Span(max(begin, first_day), min(end or last_day, last_day), position, supervisor_id)
        yield employee_id, agency_id, kind, span
