"""The matrix of roles and results: who of the staff supports which result of their leader (screen S8, domain 1.3)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from agencies.models import Employee, Placement
from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree
from indicators.models import ItemKind, Plan, PlanItem, PlanResult, PlanVersion, PlanVersionItem, VersionState
from indicators.services.plans.cascade import OfferedResult, load_cascade, results_of
from indicators.services.plans.share_results import may_take_back
from indicators.services.plans.team import team_of


class Lock(StrEnum):
    """Why a cell, or a whole row, cannot be changed here."""

    AGREED = "agreed"
    DISCUSSED = "discussed"
    TOUCHED = "touched"


@dataclass(frozen=True, slots=True)
class RoleCell:
    """Whether somebody supports a result. ``says`` are the own words for it, of a plan that was handed in."""

    result: OfferedResult
    is_supported: bool = False
    lock: Lock | None = None
    says: str = ""
    indicators: int = 0


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Somebody of the staff. ``plan_id`` is there for an agreed plan: its way on is an addendum."""

    placement: Placement
    cells: tuple[RoleCell, ...]
    has_main_work: bool
    lock: Lock | None = None
    plan_id: int | None = None

    @property
    def keys(self) -> str:
        """The supported results, as the form remembers what it began with."""
        return ",".join(str(cell.result.key) for cell in self.cells if cell.is_supported)


@dataclass(frozen=True, slots=True)
class RoleMatrix:
    """Rows are the staff, columns the results. ``of_unit`` are those of the unit's agreement: the leader has no own."""

    year: int
    columns: tuple[OfferedResult, ...]
    rows: tuple[RoleRow, ...]
    of_unit: bool

    def supporters(self, result: OfferedResult) -> int:
        """How many people support a result."""
        return sum(cell.is_supported for row in self.rows for cell in row.cells if cell.result.key == result.key)

    @property
    def uncovered(self) -> tuple[OfferedResult, ...]:
        """The results that nobody supports."""
        return tuple(result for result in self.columns if not self.supporters(result))

    @property
    def idle(self) -> tuple[RoleRow, ...]:
        """Who has no main work yet."""
        return tuple(row for row in self.rows if not row.has_main_work)


class _Key(NamedTuple):
    employee_id: int
    agency_id: int
    kind: str


class _Supported(NamedTuple):
    result: PlanResult
    items: Sequence[PlanVersionItem]


def load_role_matrix(*, actor: Actor, year: int, day: datetime.date) -> RoleMatrix:
    """At most fifteen queries, whatever the number of people and results."""
    places = team_of(actor, year, day)
    columns = () if actor.employee_id is None else results_of(actor.employee_id, year, day)
    of_unit = not columns
    if of_unit:
        columns = _of_unit(actor, year, day)
    people = [place.employee_id for place in places]
    stored = PlanVersion.objects.filter(employee_id__in=people, year=year).exclude(state=VersionState.WITHDRAWN)
    versions = {_Key(one.employee_id, one.agency_id, one.placement_kind): one for one in stored.order_by("number")}
    agreed = {
        _Key(plan.employee_id, plan.agency_id, plan.placement_kind): plan.pk
        for plan in Plan.objects.all().agreed().of(people, year)
    }
    parts = _parts_of(versions.values())
    from_file = set(
        PlanItem.objects.filter(plan_id__in=agreed.values(), kind=ItemKind.MAIN).values_list("plan_id", flat=True)
    )
    rows = []
    for place in places:
        key = _Key(place.employee_id, place.agency_id, place.kind)
        version, plan_id = versions.get(key), agreed.get(key)
        has_main = any(part.result.kind == ItemKind.MAIN for part in parts.get(version.pk, ())) if version else False
        rows.append(
            RoleRow(
                placement=place,
                cells=tuple(_cells(columns, version, parts)),
                has_main_work=has_main or plan_id in from_file,
                lock=_row_lock(version, plan_id),
                plan_id=plan_id,
            )
        )
    return RoleMatrix(year=year, columns=tuple(columns), rows=tuple(rows), of_unit=of_unit)


def leader_of(actor: Actor) -> Employee | None:
    """The employee who shares."""
    return Employee.objects.filter(pk=actor.employee_id).first() if actor.employee_id is not None else None


def units_above(tree: AgencyTree, agency_id: int) -> list[int]:
    """A unit and those above it, the nearest first."""
    unit = next(node for node in tree.nodes if node.id == agency_id)
    return [unit.id, *(node.id for node in tree.above(unit))]


def _of_unit(actor: Actor, year: int, day: datetime.date) -> tuple[OfferedResult, ...]:
    """What the leader's unit agreed."""
    if actor.employee_id is None:
        return ()
    on = min(max(day, datetime.date(year, 1, 1)), datetime.date(year, 12, 31))
    agency_id = (
        Placement.objects.during(on, on)
        .filter(employee_id=actor.employee_id)
        .order_by("kind", "id")
        .values_list("agency_id", flat=True)
        .first()
    )
    if agency_id is None:
        return ()
    return load_cascade(
        superior=None, agency_ids=units_above(load_agency_tree(), agency_id), year=year, day=day
    ).of_unit


def _parts_of(versions: Iterable[PlanVersion]) -> dict[int, list[_Supported]]:
    ids = [one.pk for one in versions]
    items: dict[int, list[PlanVersionItem]] = defaultdict(list)
    for item in PlanVersionItem.objects.filter(version_id__in=ids):
        items[item.result_id].append(item)
    parts: dict[int, list[_Supported]] = defaultdict(list)
    for result in PlanResult.objects.filter(version_id__in=ids).order_by("position", "id"):
        parts[result.version_id].append(_Supported(result, items.get(result.pk, ())))
    return parts


def _row_lock(version: PlanVersion | None, plan_id: int | None) -> Lock | None:
    """An agreed plan is changed by an addendum; one that is under way takes further results."""
    is_open = version is not None and version.state in {VersionState.DRAFT, VersionState.DISCUSSED}
    return Lock.AGREED if plan_id is not None and not is_open else None


def _cells(
    columns: Sequence[OfferedResult],
    version: PlanVersion | None,
    parts: Mapping[int, Sequence[_Supported]],
) -> list[RoleCell]:
    supported = {}
    if version is not None:
        supported = {part.result.supports: part for part in parts.get(version.pk, ())}
    return [_cell(result, version, supported.get(result.key)) for result in columns]


def _cell(result: OfferedResult, version: PlanVersion | None, part: _Supported | None) -> RoleCell:
    if part is None or version is None:
        return RoleCell(result)
    was_handed_in = version.submitted_at is not None
    return RoleCell(
        result=result,
        is_supported=True,
        lock=None if may_take_back(version, *part) else _cell_lock(version),
        says=part.result.text if was_handed_in and part.result.text != result.text else "",
        indicators=len(part.items) if was_handed_in else 0,
    )


def _cell_lock(version: PlanVersion) -> Lock:
    return {VersionState.DISCUSSED: Lock.DISCUSSED, VersionState.AGREED: Lock.AGREED}.get(
        VersionState(version.state), Lock.TOUCHED
    )
