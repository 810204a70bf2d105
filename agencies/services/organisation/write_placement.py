"""The writing of a checked change of placements, and its record."""

from agencies.models import AuditEvent, Placement
from agencies.permissions import Actor
from agencies.services.organisation.plan_placement import PlacementChange
from agencies.services.record_event import record_event


def write_placement(*, change: PlacementChange, actor: Actor, basis: str, act: str) -> Placement:
    """Write a change inside the caller's transaction; what was before stays in the history of the rows.

    ``basis`` is the decree or reason that was given, ``act`` what kind of change it was, for the audit trail.
    """
    before = _before(change)
    if change.shortened is not None:
        change.shortened.save(update_fields=["last_day"])
    if change.is_correction:
        change.begun.save(update_fields=["agency", "position", "position_kind", "supervisor"])
    else:
        change.begun.save()
    record_event(
        action=AuditEvent.Action.PLACEMENT_CHANGED,
        subject=f"{change.employee.name}, NIP {change.employee.nip}",
        actor=actor,
        details={
            "act": act,
            "first_day": change.begun.first_day.isoformat(),
            "before": before,
            "after": _facts(change.begun),
        },
        reason=basis,
    )
    return change.begun


def _before(change: PlacementChange) -> dict[str, str] | None:
    """What was stored of the place that changes."""
    if change.shortened is not None:
        return _facts(change.shortened)
    if change.is_correction:
        stored = Placement.objects.select_related("agency", "supervisor").get(pk=change.begun.pk)
        return _facts(stored)
    return None


def _facts(placement: Placement) -> dict[str, str]:
    """As people read them."""
    return {
        "unit": placement.agency.name,
        "position": placement.position,
        "supervisor": placement.supervisor.name if placement.supervisor else "",
    }
