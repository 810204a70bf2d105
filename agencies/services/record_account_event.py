"""The record of what somebody does with an account's ways in: in the region's trail, or for the installation."""

from collections.abc import Mapping

from agencies.models import AuditEvent, InstallationEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import OPERATORS, current_region_id


def record_account_event(
    *,
    action: AuditEvent.Action,
    subject: str,
    actor: Actor | None,
    details: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Record an act on an account of the scope that is open, inside the transaction of the act.

    An operator belongs to no region, so the installation keeps it: who, and what it was done to where that is not the
    own account. Without ``actor`` it was a command.
    """
    if current_region_id() != OPERATORS:
        record_event(action=action, subject=subject, actor=actor, details=details, reason=reason)
        return
    by = f"operator {actor.name}" if actor else "perintah"
    about = "" if actor and actor.name == subject else f": {subject}"
    InstallationEvent.objects.create(action=action, reason=f"{by}{about}")
