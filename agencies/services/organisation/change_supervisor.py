"""Somebody gets another superior from a day on."""

import datetime

from agencies.models import Employee, Placement
from agencies.permissions import Actor
from agencies.services.organisation.careers import load_placements
from agencies.services.organisation.hold_placements import hold_placements
from agencies.services.organisation.plan_placement import PlacementChange, plan_placement
from agencies.services.organisation.write_placement import write_placement


def change_supervisor(
    *,
    placement: Placement,
    supervisor: Employee | None,
    first_day: datetime.date,
    seen: str,
    actor: Actor,
    basis: str = "",
) -> Placement:
    """End a placement the day before and begin the same one under another superior; on its own first day correct it.

    ``seen`` is what the form showed of the person's placements (:func:`careers.seen_text`).

    Raises:
        PlacementsChangedError: another change came between.
        PlacementRefused: as :func:`plan_placement` says.
    """
    hold_placements(employee=placement.employee, seen=seen)
    change = foresee_supervisor(placement=placement, supervisor=supervisor, first_day=first_day, actor=actor)
    return write_placement(change=change, actor=actor, basis=basis, act="supervisor")


def foresee_supervisor(
    *, placement: Placement, supervisor: Employee | None, first_day: datetime.date, actor: Actor
) -> PlacementChange:
    """The same, checked and not written.

    Raises:
        PlacementRefused: as :func:`plan_placement` says.
    """
    return plan_placement(
        placements=load_placements(placement.employee),
        current=placement,
        employee=placement.employee,
        agency=placement.agency,
        position=placement.position,
        position_kind=placement.position_kind,
        supervisor=supervisor,
        first_day=first_day,
        actor=actor,
    )
