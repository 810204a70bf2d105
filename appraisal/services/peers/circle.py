"""Who stands where around somebody in a period: who may be asked as peer or subordinate, and who decides on it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from agencies.models import Placement, PlacementKind
from agencies.permissions import Actor, rates
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Period, RaterRole
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import PlacementKind as Kind
from appraisal.services.evaluation.load_raters import Rater, Raters

MOST_OFFERED = 40
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked, and in which role."""

    employee_id: int
    name: str
    position: str
    agency: str
    role: RaterRole


@dataclass(frozen=True, slots=True)
class Circle:
    """The people around an employee in a period: ``raters`` appraise, ``under`` stand under the employee."""

    employee_id: int
    period: Period
    raters: frozenset[Rater]
    above: frozenset[int]
    under: frozenset[int]
    units: frozenset[int]

    @classmethod
    def load(cls, employee_id: int, period: Period) -> Self:
        """Four queries."""
        days = period.first_day, period.last_day
        raters = Raters.load([employee_id], *days).of(employee_id, parse_period_code(period.code))
        held = Placement.objects.during(*days)
        own = list(held.filter(employee_id=employee_id).values_list("agency_id", "supervisor_id"))
        under = held.filter(supervisor_id=employee_id).values_list("employee_id", flat=True)
        return cls(
            employee_id=employee_id,
            period=period,
            raters=raters,
            above=frozenset(filter(None, (supervisor for _agency, supervisor in own))),
            under=frozenset(under),
            units=frozenset(agency for agency, _supervisor in own),
        )

    def is_decided_by(self, actor: Actor) -> bool:
        """Whether a person decides who rates the employee: the supervisor or who stands in; never oneself."""
        return any(rates(actor, rater.employee_id, self.employee_id) for rater in self.raters)

    def role_of(self, rater_id: int) -> RaterRole | None:
        """As what somebody can rate the employee; nothing for the employee and for whoever supervises them."""
        if rater_id == self.employee_id or rater_id in self.above:
            return None
        return RaterRole.SUBORDINATE if rater_id in self.under else RaterRole.PEER

    def offer(self, roles: Iterable[RaterRole], known: Iterable[int], today: datetime.date) -> list[Candidate]:
        """Those nearest: who stands under the employee, the same supervisor, the same unit. One query."""
        near = Q(supervisor_id=self.employee_id) | Q(supervisor_id__in=self.above) | Q(agency_id__in=self.units)
        return self._candidates(near, roles, known, today, MOST_OFFERED)

    def find(
        self, text: str, roles: Iterable[RaterRole], known: Iterable[int], today: datetime.date
    ) -> list[Candidate]:
        """Anybody of the region with a place, by a part of the name or the beginning of the NIP. One query."""
        by = Q(employee__nip__startswith=text) if text.isdecimal() else Q(employee__name__icontains=text)
        return self._candidates(by, roles, known, today, MOST_FOUND)

    def _candidates(
        self, which: Q, roles: Iterable[RaterRole], known: Iterable[int], today: datetime.date, most: int
    ) -> list[Candidate]:
        day = min(max(today, self.period.first_day), self.period.last_day)
        places = Placement.objects.during(day, day).filter(which).exclude(employee_id__in=[self.employee_id, *known])
        rows = places.select_related("employee", "agency").order_by("employee__name__sort_key", "employee__nip", "kind")
        wanted = frozenset(roles)
        found: dict[int, Candidate] = {}
        for row in rows[: most * 4]:
            role = self.role_of(row.employee_id)
            if role is not None and role in wanted and row.employee_id not in found and len(found) < most:
                found[row.employee_id] = _candidate(row, role)
        return sorted(found.values(), key=lambda one: one.role != RaterRole.SUBORDINATE)


def _candidate(row: Placement, role: RaterRole) -> Candidate:
    position = position_with_kind(row.position, Kind(row.kind))
    return Candidate(row.employee_id, row.employee.name, position, row.agency.name, role)


def positions_on(employee_ids: Sequence[int], day: datetime.date) -> dict[int, str]:
    """Position and unit of some people on a day: the definitive place before an acting one. One query."""
    held = Placement.objects.during(day, day).filter(employee_id__in=employee_ids).select_related("agency")
    ordered = sorted(held, key=lambda row: row.kind == PlacementKind.DEFINITIVE)
    return {
        row.employee_id: f"{position_with_kind(row.position, Kind(row.kind))}, {row.agency.name}" for row in ordered
    }
