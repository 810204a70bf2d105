"""Which plans a month of a person belongs to, and who rates each: the rule of evaluation (contract 2.9), by month."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from agencies.models import Placement
from agencies.models import PlacementKind as StoredKind
from appraisal.scoring.plan_months import DatedPlan, DaySpan, assign_months
from appraisal.scoring.types import PlacementKind
from appraisal.services.evaluation.load_placements import PlanKey, Span, placement_on
from indicators.models import Plan


class MonthPlan(NamedTuple):
    """A plan that a month belongs to, with the placement of its last day in that month."""

    plan_id: int
    agency_id: int
    is_definitive: bool
    position: str
    rater_id: int | None
    superior_id: int | None


class _Dated(NamedTuple):
    plan_id: int
    key: PlanKey
    year: int


@dataclass(frozen=True, slots=True)
class MonthPlans:
    """The agreed plans of some people by month. Three queries."""

    plans: Mapping[int, list[_Dated]]
    spans: Mapping[PlanKey, list[Span]]
    above: Mapping[int, list[Span]]

    @classmethod
    def load(cls, employee_ids: Collection[int], first_day: datetime.date, last_day: datetime.date) -> Self:
        """Those of these people in the months between two days."""
        first_day = first_day.replace(day=1)
        plans: dict[int, list[_Dated]] = defaultdict(list)
        stored = Plan.objects.all().agreed().filter(employee_id__in=employee_ids)
        rows = stored.filter(year__range=(first_day.year, last_day.year)).order_by("id")
        for plan_id, employee_id, agency_id, kind, year in rows.values_list(
            "id", "employee_id", "agency_id", "placement_kind", "year"
        ):
            plans[employee_id].append(_Dated(plan_id, PlanKey(employee_id, agency_id, kind), year))
        spans: dict[PlanKey, list[Span]] = defaultdict(list)
        for key, span in _spans(employee_ids, first_day, last_day):
            spans[key].append(span)
        supervisors = {span.supervisor_id for part in spans.values() for span in part if span.supervisor_id}
        above: dict[int, list[Span]] = defaultdict(list)
        for key, span in _spans(supervisors, first_day, last_day):
            # The definitive place comes first: it says who the supervisor's own superior is.
            above[key.employee_id].insert(0 if key.kind == StoredKind.DEFINITIVE else len(above[key.employee_id]), span)
        return cls(plans, spans, above)

    def of(self, employee_id: int, month: datetime.date) -> tuple[MonthPlan, ...]:
        """The plans that a month of a person belongs to, the definitive one first."""
        competing = [one for one in self.plans.get(employee_id, ()) if one.year == month.year]
        first, last = month.replace(day=1), month.replace(day=calendar.monthrange(month.year, month.month)[1])
        dated = []
        for one in competing:
            days = tuple(
                DaySpan(max(s.first_day, first), min(s.last_day, last)) for s in self._touching(one.key, first, last)
            )
            dated.append(DatedPlan(str(one.plan_id), PlacementKind(one.key.kind), days))
        shares = assign_months(dated, month.year, (month.month,)) if dated else {}
        found = [self._in_month(one, first, last) for one in competing if shares[str(one.plan_id)].months]
        return tuple(sorted(found, key=lambda plan: (not plan.is_definitive, plan.plan_id)))

    def _touching(self, key: PlanKey, first: datetime.date, last: datetime.date) -> list[Span]:
        return [span for span in self.spans.get(key, ()) if span.first_day <= last and span.last_day >= first]

    def _in_month(self, one: _Dated, first: datetime.date, last: datetime.date) -> MonthPlan:
        spans = self._touching(one.key, first, last)
        last_day = min(max(span.last_day for span in spans), last)
        place = placement_on(spans, last_day)
        return MonthPlan(
            plan_id=one.plan_id,
            agency_id=one.key.agency_id,
            is_definitive=one.key.kind == StoredKind.DEFINITIVE,
            position=place.position,
            rater_id=place.supervisor_id,
            superior_id=self._superior_of(place.supervisor_id, last_day),
        )

    def _superior_of(self, rater_id: int | None, day: datetime.date) -> int | None:
        if rater_id is None:
            return None
        places = (span for span in self.above.get(rater_id, ()) if span.first_day <= day <= span.last_day)
        return next((span.supervisor_id for span in places), None)


def _spans(
    employee_ids: Collection[int], first_day: datetime.date, last_day: datetime.date
) -> Iterator[tuple[PlanKey, Span]]:
    rows = (
        Placement.objects.during(first_day, last_day)
        .filter(employee_id__in=list(employee_ids))
        .order_by("first_day", "id")
        .values_list("employee_id", "agency_id", "kind", "first_day", "last_day", "position", "supervisor_id")
    )
    for employee_id, agency_id, kind, begin, end, position, supervisor_id in rows:
        yield PlanKey(employee_id, agency_id, kind), Span(begin, end or datetime.date.max, position, supervisor_id)
