"""The record of somebody who came in."""

from dataclasses import dataclass

from django.utils import timezone

from agencies.models import AuditEvent, SignedInDevice, User
from agencies.permissions import actor_of
from agencies.services.record_account_event import record_account_event
from agencies.tenancy.scope import region_scope


@dataclass(frozen=True, slots=True)
class Visit:
    """The session that began, and where: a short description of the browser, and the network without its last part."""

    session_key: str
    agent: str
    address: str


def record_sign_in(*, user: User, way: str, visit: Visit) -> None:
    """Write it into the region's audit trail, and the device among those where the account is signed in.

    Operators belong to no region: the installation keeps that they came in.
    """
    with region_scope(user.scope_id):
        SignedInDevice.objects.create(
            user=user,
            session_key=visit.session_key,
            agent=visit.agent[:80],
            address=visit.address[:60],
            way=way,
            seen_at=timezone.now(),
        )
        record_account_event(
            action=AuditEvent.Action.SIGNED_IN, subject=user.login, actor=actor_of(user), details={"way": way}
        )
