"""Recovery codes: ten at a time, and those before them open nothing any more."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, RecoveryCode, SecondFactor, User
from agencies.permissions import Actor
from agencies.services.record_account_event import record_account_event
from agencies.services.second_factor.codes import new_recovery_codes, recovery_digest
from agencies.services.second_factor.refusals import SecondFactorRefusedError, check_password


@transaction.atomic
def renew_codes(*, user: User, password: str, actor: Actor) -> list[str]:
    """Ten new codes, in the answer and nowhere else.

    Raises:
        SecondFactorRefusedError: the password is another one, or no factor is on.
    """
    check_password(user, password)
    if not SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).exists():
        raise SecondFactorRefusedError(_("Verifikasi dua langkah tidak aktif."), "password")
    codes = give_codes(user)
    record_account_event(
        action=AuditEvent.Action.SECOND_FACTOR_SET,
        subject=user.login,
        actor=actor,
        details={"codes": len(codes), "renewed": True},
    )
    return codes


def give_codes(user: User) -> list[str]:
    """New codes in the place of all that the account had."""
    codes = new_recovery_codes()
    RecoveryCode.objects.filter(user_id=user.pk).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=recovery_digest(user, code)) for code in codes)
    return codes
