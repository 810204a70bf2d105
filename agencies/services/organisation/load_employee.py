"""A person as the admins see them: places over time, superior, account, and how far the plan is."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Employee, Placement, PlacementKind
from agencies.permissions import Actor, may_place
from agencies.services.organisation.careers import load_placements
from agencies.services.organisation.find_employees import PlanProgress, with_plan_progress
from agencies.services.organisation.find_wrong_superiors import find_wrong_superiors
from agencies.services.organisation.transfer_employee import definitive_on


@dataclass(frozen=True, slots=True)
class PlaceInTime:
    """A place as a line of the timeline; what is still to come is not done."""

    title: str
    moment: str
    text: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class EmployeePage:
    """What the page says. ``current`` is the definitive place of the day, None without one; ``movable`` are the
    placements, of the day or to come, whose superior the actor may change.
    """

    employee: Employee
    places: tuple[PlaceInTime, ...]
    current: Placement | None
    acting: tuple[Placement, ...]
    movable: tuple[Placement, ...]
    may_transfer: bool
    is_self: bool
    account: str
    has_account: bool
    warnings: tuple[str, ...]
    plan: PlanProgress


def load_employee(*, employee_id: int, actor: Actor, day: datetime.date) -> EmployeePage:
    """The page of a person whom the actor keeps. Seven queries."""
    employee = with_plan_progress(Employee.objects.select_related("user"), day.year).get(pk=employee_id)
    placements = load_placements(employee)
    current = definitive_on(placements, day)
    is_self = actor.employee_id == employee.pk
    return EmployeePage(
        employee=employee,
        places=tuple(_in_time(one, day) for one in placements),
        current=current,
        acting=tuple(one for one in placements if one.kind != PlacementKind.DEFINITIVE and _holds(one, day)),
        movable=() if is_self else movable_placements(placements, actor, day),
        may_transfer=not is_self and (current is None or may_place(actor, current.agency_id)) and may_move(actor),
        is_self=is_self,
        account=_account(employee),
        has_account=employee.user is not None and employee.user.is_active,
        warnings=tuple(dict.fromkeys(one.sentence for one in find_wrong_superiors(day=day, nips={employee.nip}))),
        plan=PlanProgress(employee.plan),  # type: ignore[attr-defined]
    )


def may_move(actor: Actor) -> bool:
    """Whether somebody may move anybody at all: head and auditor read."""
    return may_place(actor, 0) or bool(actor.admin_agency_ids)


def movable_placements(placements: Sequence[Placement], actor: Actor, day: datetime.date) -> tuple[Placement, ...]:
    """Those of a day or later in units where the actor says who sits under whom, the definitive ones first."""
    found = [
        one for one in placements if (one.last_day is None or one.last_day >= day) and may_place(actor, one.agency_id)
    ]
    return tuple(sorted(found, key=lambda one: (one.kind != PlacementKind.DEFINITIVE, one.first_day)))


def named_position(placement: Placement) -> str:
    """`Perawat Terampil`, `Plt. Kepala Puskesmas`."""
    if placement.kind == PlacementKind.DEFINITIVE:
        return placement.position
    return f"{placement.kind.capitalize()}. {placement.position}"


def days_of(placement: Placement) -> str:
    """`sejak 1 Januari 2026`, `1 Januari 2026 sampai 30 Juni 2026`."""
    if placement.last_day is None:
        return _("sejak %(first)s") % {"first": long_date(placement.first_day)}
    values = {"first": long_date(placement.first_day), "last": long_date(placement.last_day)}
    return _("%(first)s sampai %(last)s") % values


def _holds(placement: Placement, day: datetime.date) -> bool:
    return placement.first_day <= day and (placement.last_day is None or day <= placement.last_day)


def _in_time(placement: Placement, day: datetime.date) -> PlaceInTime:
    supervisor = placement.supervisor.name if placement.supervisor else _("tidak ada")
    values = {"agency": placement.agency.name, "supervisor": supervisor}
    return PlaceInTime(
        title=named_position(placement),
        moment=days_of(placement),
        text=_("%(agency)s, atasan: %(supervisor)s") % values,
        is_done=placement.first_day <= day,
    )


def _account(employee: Employee) -> str:
    if employee.user is None:
        return _("belum ada akun")
    return _("aktif") if employee.user.is_active else _("tidak aktif, tidak dapat masuk")
