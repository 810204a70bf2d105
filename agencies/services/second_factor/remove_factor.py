"""Two-step verification switched off: by its owner, or by an admin for somebody whose telephone is gone."""

from django.db import transaction

from agencies.models import AuditEvent, RecoveryCode, SecondFactor, User
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.services.second_factor.check_code import check_code
from agencies.services.second_factor.refusals import check_password


@transaction.atomic
def remove_own_factor(*, user: User, password: str, typed: str, actor: Actor) -> bool:
    """Switch the own factor off, with the password and a code.

    Raises:
        SecondFactorRefusedError: one of the two is not right.
    """
    check_password(user, password)
    check_code(user=user, typed=typed)
    return remove_factor(user=user, actor=actor, reason="")


@transaction.atomic
def remove_factor(*, user: User, actor: Actor, reason: str) -> bool:
    """Switch it off, with its recovery codes; devices that were trusted for it are so no more. Whether ``actor`` may is
    asked before; an admin says the reason, which is recorded.

    Returns:
        Whether one was on. What was begun and not confirmed goes too, and is nothing to record.
    """
    RecoveryCode.objects.filter(user_id=user.pk).delete()
    was_on = SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).exists()
    SecondFactor.objects.filter(user_id=user.pk).delete()
    if was_on:
        record_event(
            action=AuditEvent.Action.SECOND_FACTOR_REMOVED,
            subject=user.login,
            actor=actor,
            details={"by_owner": actor.user_id == user.pk},
            reason=reason,
        )
    return was_on
