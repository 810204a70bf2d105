"""Who rates a person as supervisor in a period: the rater by placement (contract 2.9)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Self

from agencies.models import Employee, Placement
from appraisal.period_codes import PeriodSpan
from appraisal.services.evaluation.load_placements import PlanKey, Span, placement_on


class Rater(NamedTuple):
    """A supervisor; without ``employee_id`` the place has none and the regional head's account rates (contract 2.8)."""

    employee_id: int | None
    nip: str | None


NO_SUPERVISOR = Rater(None, None)


class Raters:
    """The raters of some people within a span of days. Two queries."""

    def __init__(self, places: Mapping[int, Mapping[PlanKey, Sequence[Span]]], nips: Mapping[int, str]) -> None:
        self._places = places
        self._nips = nips
        self._found: dict[tuple[int, PeriodSpan], frozenset[Rater]] = {}

    @classmethod
    def load(cls, employee_ids: Collection[int], first_day: date, last_day: date) -> Self:
        """Those of these people in every period between two days."""
        places: dict[int, dict[PlanKey, list[Span]]] = defaultdict(lambda: defaultdict(list))
        supervisors: set[int] = set()
        rows = Placement.objects.during(first_day, last_day).filter(employee_id__in=employee_ids)
        columns = ("employee_id", "agency_id", "kind", "first_day", "last_day", "position", "supervisor_id")
        for *key, begin, end, position, supervisor_id in rows.values_list(*columns):
            plan = PlanKey(*key)
            places[plan.employee_id][plan].append(Span(begin, end or date.max, position, supervisor_id))
            if supervisor_id is not None:
                supervisors.add(supervisor_id)
        return cls(places, dict(Employee.objects.filter(pk__in=supervisors).values_list("id", "nip")))

    def of(self, employee_id: int, period: PeriodSpan) -> frozenset[Rater]:
        """The supervisor of each of the person's places on its last day in the period; none without a place in it.

        Successive placements in one agency and kind are one place, as they share one plan.
        """
        if (employee_id, period) not in self._found:
            touching = (
                [span for span in spans if span.first_day <= period.last_day and span.last_day >= period.first_day]
                for spans in self._places.get(employee_id, {}).values()
            )
            last = [placement_on(spans, period.last_day) for spans in touching if spans]
            self._found[employee_id, period] = frozenset(self._rater(span.supervisor_id) for span in last)
        return self._found[employee_id, period]

    def _rater(self, supervisor_id: int | None) -> Rater:
        return NO_SUPERVISOR if supervisor_id is None else Rater(supervisor_id, self._nips[supervisor_id])
