"""Where a person sits and sat, definitively, and what a change of it would bring about.

What follows for evaluations is the rule of a higher app; it registers here who foresees it.
"""

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agencies.models import Employee, Placement, PlacementKind


@dataclass(frozen=True, slots=True)
class Stay:
    """A definitive placement as people name it; ``supervisor`` is empty for who has none."""

    agency_id: int
    agency: str
    position: str
    supervisor: str
    first_day: datetime.date
    last_day: datetime.date | None

    @classmethod
    def of(cls, placement: Placement) -> "Stay":
        """A placement, stored or about to be; its agency and supervisor must have been loaded with it."""
        return cls(
            agency_id=placement.agency_id,
            agency=placement.agency.name,
            position=placement.position,
            supervisor=placement.supervisor.name if placement.supervisor else "",
            first_day=placement.first_day,
            last_day=placement.last_day,
        )


@dataclass(frozen=True, slots=True)
class ForeseenEvaluation:
    """An evaluation of a period that a career brings about: by which unit's plan, for which months, rated by whom."""

    period: str
    agency: str
    months: str
    rater: str


Foresight = Callable[[Sequence[Stay], datetime.date], Sequence[ForeseenEvaluation]]
"""A career, and the day from which it is another one: the evaluations of the periods around that day."""

_foresights: list[Foresight] = []


def register(foresight: Foresight) -> None:
    """Let a higher app be asked what follows; from ``AppConfig.ready``."""
    if foresight not in _foresights:
        _foresights.append(foresight)


def foresee(career: Sequence[Stay], day: datetime.date) -> tuple[ForeseenEvaluation, ...]:
    """The evaluations around a day that a career brings about."""
    return tuple(one for foresight in _foresights for one in foresight(career, day))


def load_placements(employee: Employee) -> list[Placement]:
    """All placements of a person, oldest first, the definitive one of a day before the others. One query."""
    found = Placement.objects.filter(employee=employee).select_related("agency", "supervisor")
    return sorted(found, key=lambda one: (one.first_day, one.kind != PlacementKind.DEFINITIVE, one.pk))


def seen_text(placements: Sequence[Placement]) -> str:
    """What a form shows of a person's placements, in one line: another one is stored when it differs at sending."""
    facts = (
        (one.pk, one.agency_id, one.position, one.position_kind, one.supervisor_id, one.first_day, one.last_day)
        for one in sorted(placements, key=lambda one: one.pk)
    )
    return hashlib.sha256(repr([tuple(map(str, fact)) for fact in facts]).encode()).hexdigest()[:32]
