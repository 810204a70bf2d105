"""A stored simulation as a page shows it, with the names that it does not store itself."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone

from agencies.models import Agency
from appraisal.models import Evaluation, SchemeDraft
from appraisal.period_codes import parse_period_code
from appraisal.scoring.card import Gap
from appraisal.scoring.types import Predicate
from appraisal.services.schemes.simulate_scheme import DONE, FAILED, OUTCOMES, WAITING

SILENT_AFTER = datetime.timedelta(seconds=60)
"""A worker that has not answered for so long may not be there."""


@dataclass(frozen=True, slots=True)
class SimulatedChange:
    """An evaluation that would say something else. A predicate of ``None`` is none yet."""

    plan_id: int
    name: str
    nip: str
    agency: str
    final_before: Decimal | None
    final_after: Decimal | None
    predicate_before: Predicate | None
    predicate_after: Predicate | None


@dataclass(frozen=True, slots=True)
class SimulatedUnit:
    """A unit with changed evaluations: how many were compared, would differ, and would get another predicate."""

    code: str
    name: str
    compared: int
    changed: int
    predicates: int


StoredChange = Sequence[Any]
"""Plan; final score and predicate before; both after; unit (not stored with simulations of before)."""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A row of the table before and after: the outcome before (``None``: none yet), and counts by the outcome after.

    ``here`` is the place of the unchanged ones.
    """

    before: Predicate | None
    counts: tuple[int, ...]
    here: int
    total: int


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a draft would have changed. ``is_current``: exactly this content was simulated.

    ``gaps`` counts, by the kind of gap, the evaluations that would become incomplete. ``listed`` are stored rows of the
    changed, without their names (:func:`name_changes`): of the unit ``unit``, or of all.
    """

    state: str
    period_code: str
    period_label: str
    at: datetime.datetime
    by: str
    error: str
    is_current: bool
    is_silent: bool
    counts: Mapping[str, int]
    changed: int
    gaps: tuple[tuple[Gap, int], ...]
    rows: tuple[OutcomeRow, ...]
    units: tuple[SimulatedUnit, ...]
    unit: str
    listed: Sequence[StoredChange]

    @property
    def is_waiting(self) -> bool:
        """Whether the worker is at it."""
        return self.state == WAITING

    @property
    def is_done(self) -> bool:
        """Whether there is an outcome."""
        return self.state == DONE

    @property
    def has_failed(self) -> bool:
        """Whether the worker gave up."""
        return self.state == FAILED

    def count(self, what: str) -> int:
        """How many: `compared`, `predicate`, `rating`, `final`, `incomplete`, `completed`."""
        return self.counts.get(what, 0)


COLUMNS: tuple[Predicate | None, ...] = tuple(Predicate(outcome) if outcome else None for outcome in OUTCOMES)
"""The outcomes in the order of rows and columns."""


def load_simulation(draft: SchemeDraft, fingerprint: str, *, unit: str = "") -> Simulation | None:
    """The simulation of a draft whose content has this fingerprint now. At most one query.

    ``unit`` is the code of the one whose changes are to be listed; any other text stands for all.

    What the worker still works at for an edition that was changed since is none.
    """
    stored: dict[str, Any] = draft.simulation or {}
    if not stored or (stored["state"] != DONE and stored["edition"] != draft.edition):
        return None
    at = datetime.datetime.fromisoformat(stored["at"])
    counted = {pk: counts for pk, *counts in stored.get("units", [])}
    agencies = Agency.objects.in_bulk(counted) if counted else {}
    chosen = {pk for pk, agency in agencies.items() if agency.code == unit}
    return Simulation(
        state=stored["state"],
        period_code=stored["period"],
        period_label=parse_period_code(stored["period"]).label,
        at=at,
        by=stored["by"],
        error=stored.get("error", ""),
        is_current=bool(fingerprint) and draft.simulated_fingerprint == fingerprint,
        is_silent=stored["state"] == WAITING and timezone.now() - at > SILENT_AFTER,
        counts=stored.get("counts", {}),
        changed=stored.get("changed", 0),
        gaps=tuple((Gap(gap), amount) for gap, amount in stored.get("gaps", {}).items()),
        rows=tuple(_row(place, counts) for place, counts in enumerate(stored.get("table", []))),
        units=_units(agencies, counted),
        unit=unit if chosen else "",
        listed=[row for row in stored.get("listed", []) if not chosen or row[-1] in chosen],
    )


def _row(place: int, counts: list[int]) -> OutcomeRow:
    return OutcomeRow(COLUMNS[place], tuple(counts), place, sum(counts))


def _units(agencies: Mapping[int, Agency], counted: Mapping[int, Sequence[int]]) -> tuple[SimulatedUnit, ...]:
    """Most changed predicates first."""
    units = [SimulatedUnit(agency.code, agency.name, *counted[pk]) for pk, agency in agencies.items()]
    return tuple(sorted(units, key=lambda one: (-one.predicates, -one.changed, one.code)))


def name_changes(period_code: str, rows: Sequence[StoredChange]) -> tuple[SimulatedChange, ...]:
    """Stored rows with the names that they do not store. One query."""
    found = Evaluation.objects.latest().filter(period__code=period_code, plan_id__in=[row[0] for row in rows])
    columns = ("plan_id", "employee__name", "employee__nip", "agency__name")
    people = {plan_id: _Person(*names) for plan_id, *names in found.values_list(*columns)}
    return tuple(_change(row[0], people[row[0]], row[1:5]) for row in rows if row[0] in people)


class _Person(NamedTuple):
    name: str
    nip: str
    agency: str


def _change(plan_id: int, person: _Person, results: Sequence[str | None]) -> SimulatedChange:
    final_before, predicate_before, final_after, predicate_after = results
    return SimulatedChange(
        plan_id=plan_id,
        name=person.name,
        nip=person.nip,
        agency=person.agency,
        final_before=None if final_before is None else Decimal(final_before),
        final_after=None if final_after is None else Decimal(final_after),
        predicate_before=Predicate(predicate_before) if predicate_before else None,
        predicate_after=Predicate(predicate_after) if predicate_after else None,
    )
