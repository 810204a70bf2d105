"""A secret that opens nothing any more."""

from django.utils import timezone

from agencies.models import ApiToken, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event


def revoke_token(*, token: ApiToken, actor: Actor) -> None:
    """Take it back; one that was taken back already stays so."""
    if not ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        return
    record_event(
        action=AuditEvent.Action.TOKEN_REVOKED,
        subject=f"{token.name}, akun {token.user.login}",
        actor=actor,
        details={"lead": token.lead},
    )
