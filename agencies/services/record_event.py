"""The one function that writes the audit trail."""

from collections.abc import Mapping

from agencies.models import AuditEvent
from agencies.permissions import Actor

SYSTEM_NAME = "sistem"


def record_event(
    *,
    action: AuditEvent.Action,
    subject: str,
    actor: Actor | None = None,
    details: Mapping[str, object] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Record an act in the region in scope, inside the transaction of the act.

    Without ``actor`` it was the system or an operator's command.
    """
    return AuditEvent.objects.create(
        action=action,
        actor=actor.key if actor else None,
        actor_name=actor.name if actor else SYSTEM_NAME,
        subject=subject[:160],
        details=dict(details or {}),
        reason=reason,
    )
