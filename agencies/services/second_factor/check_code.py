"""A code that somebody gives who has shown the password: of the app, or one for recovery."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, RecoveryCode, SecondFactor, User
from agencies.permissions import actor_of
from agencies.sealing import SealBrokenError, unseal
from agencies.services.record_account_event import record_account_event
from agencies.services.second_factor.codes import (
    DIGITS,
    RECOVERY_LENGTH,
    matching_step,
    plain,
    recovery_digest,
)
from agencies.services.second_factor.refusals import SecondFactorRefusedError
from agencies.services.sign_in.tries import TooManyTriesError, Tried, count_try, forget_tries
from agencies.tenancy.scope import region_scope


def check_code(*, user: User, typed: str, at: datetime.datetime | None = None) -> int | None:
    """Take a code of the account's app, or a recovery code, each once. Opens the scope by itself (sign-in has none).

    Returns:
        How many recovery codes are left if it was one of these, else nothing.

    Raises:
        SecondFactorRefusedError: no code of this account, used before, or too many wrong ones.
    """
    code = plain(typed)
    if len(code) not in {DIGITS, RECOVERY_LENGTH}:
        msg = _("Kode aplikasi terdiri dari 6 angka, kode pemulihan dari 12 huruf dan angka. Periksa lalu coba lagi.")
        raise SecondFactorRefusedError(msg, "code")
    try:
        count_try(user, Tried.CODE)
    except TooManyTriesError as waits:
        raise SecondFactorRefusedError(str(waits), "code") from None
    with region_scope(user.scope_id), transaction.atomic():
        left = None
        if len(code) == RECOVERY_LENGTH:
            left = _take_recovery_code(user, code)
        else:
            _take_code(user, code, at)
    forget_tries(user, Tried.CODE)
    return left


def _take_code(user: User, code: str, at: datetime.datetime | None) -> None:
    factor = SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).first()
    step = _step(factor, code, at or timezone.now()) if factor else None
    if factor is None or step is None:
        msg = _("Kode tidak cocok. Ketik kode yang sedang tampil di aplikasi; pastikan jam telepon Anda tepat.")
        raise SecondFactorRefusedError(msg, "code")
    # One statement compares and sets: of two that bring the same code at once one is refused.
    if not SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step):
        msg = _("Kode ini sudah dipakai. Tunggu sampai aplikasi menampilkan kode berikutnya.")
        raise SecondFactorRefusedError(msg, "code")


def _take_recovery_code(user: User, code: str) -> int:
    rows = RecoveryCode.objects.filter(user_id=user.pk, used_at=None)
    is_on = SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).exists()
    if not is_on or not rows.filter(code_hash=recovery_digest(user, code)).update(used_at=timezone.now()):
        msg = _("Kode pemulihan tidak cocok atau sudah dipakai. Pakai kode lain dari daftar Anda.")
        raise SecondFactorRefusedError(msg, "code")
    left = rows.count()
    record_account_event(
        action=AuditEvent.Action.RECOVERY_CODE_USED,
        subject=user.login,
        actor=actor_of(user),
        details={"codes_left": left},
    )
    return left


def _step(factor: SecondFactor, code: str, at: datetime.datetime) -> int | None:
    try:
        return matching_step(unseal(factor.sealed_secret), code, at)
    except SealBrokenError:  # sealed under a key that is gone: recovery codes still open
        return None
