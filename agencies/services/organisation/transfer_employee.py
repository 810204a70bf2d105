"""Somebody gets another place from a day on (mutasi): another unit, post or superior."""

import datetime
from collections.abc import Sequence

from agencies.models import Agency, Employee, Placement, PlacementKind
from agencies.permissions import Actor
from agencies.services.organisation.careers import load_placements
from agencies.services.organisation.hold_placements import hold_placements
from agencies.services.organisation.plan_placement import PlacementChange, plan_placement
from agencies.services.organisation.write_placement import write_placement


def transfer_employee(
    *,
    employee: Employee,
    agency: Agency,
    position: str,
    position_kind: str,
    supervisor: Employee | None,
    first_day: datetime.date,
    seen: str,
    actor: Actor,
    basis: str = "",
) -> Placement:
    """End the definitive placement of a day the day before, and begin another one; on its first day correct it.

    ``seen`` is what the form showed of the person's placements (:func:`careers.seen_text`).

    Raises:
        PlacementsChangedError: another change came between.
        PlacementRefused: as :func:`plan_placement` says.
    """
    hold_placements(employee=employee, seen=seen)
    change = foresee_transfer(
        employee=employee,
        agency=agency,
        position=position,
        position_kind=position_kind,
        supervisor=supervisor,
        first_day=first_day,
        actor=actor,
    )
    return write_placement(change=change, actor=actor, basis=basis, act="transfer")


def foresee_transfer(
    *,
    employee: Employee,
    agency: Agency,
    position: str,
    position_kind: str,
    supervisor: Employee | None,
    first_day: datetime.date,
    actor: Actor,
) -> PlacementChange:
    """The same, checked and not written.

    Raises:
        PlacementRefused: as :func:`plan_placement` says.
    """
    placements = load_placements(employee)
    return plan_placement(
        placements=placements,
        current=definitive_on(placements, first_day),
        employee=employee,
        agency=agency,
        position=position,
        position_kind=position_kind,
        supervisor=supervisor,
        first_day=first_day,
        actor=actor,
    )


def definitive_on(placements: Sequence[Placement], day: datetime.date) -> Placement | None:
    """The definitive one among some placements that is in force on a day."""
    return next(
        (
            one
            for one in placements
            if one.kind == PlacementKind.DEFINITIVE
            and one.first_day <= day
            and (one.last_day is None or day <= one.last_day)
        ),
        None,
    )
