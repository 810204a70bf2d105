"""The record of somebody who came in."""

from agencies.models import AuditEvent, User
from agencies.permissions import actor_of
from agencies.services.record_event import record_event
from agencies.tenancy.scope import region_scope


def record_sign_in(*, user: User, way: str) -> None:
    """Write it into the region's audit trail. Operators belong to none, and their sign-ins are not recorded in one."""
    if user.region_id is None:
        return
    with region_scope(user.region_id):
        record_event(action=AuditEvent.Action.SIGNED_IN, subject=user.login, actor=actor_of(user), details={"way": way})
