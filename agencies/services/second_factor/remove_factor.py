"""Two-step verification switched off: by its owner, or for somebody whose telephone is gone.

That is an admin's to do for people of a region, and a command's on the server for operators.
"""

from django.db import transaction

from agencies.models import AuditEvent, RecoveryCode, SecondFactor, User
from agencies.permissions import Actor
from agencies.services.record_account_event import record_account_event
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
def remove_factor(*, user: User, actor: Actor | None, reason: str) -> bool:
    """Switch it off, with its recovery codes; devices that were trusted for it are so no more. Whether ``actor`` may is
    asked before; an admin says the reason, which is recorded. Without ``actor`` it is a command.

    Returns:
        Whether one was on. What was begun and not confirmed goes too, and is nothing to record.
    """
    RecoveryCode.objects.filter(user_id=user.pk).delete()
    was_on = SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).exists()
    SecondFactor.objects.filter(user_id=user.pk).delete()
    if was_on:
        record_account_event(
            action=AuditEvent.Action.SECOND_FACTOR_REMOVED,
            subject=user.login,
            actor=actor,
            details={"by_owner": actor is not None and actor.user_id == user.pk},
            reason=reason,
        )
    return was_on
