"""The first code of an app: from now on sign-in asks for one."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, SecondFactor, User
from agencies.permissions import Actor
from agencies.sealing import SealBrokenError, unseal
from agencies.services.record_account_event import record_account_event
from agencies.services.second_factor.codes import matching_step, plain
from agencies.services.second_factor.find_factor import UNFINISHED_LASTS
from agencies.services.second_factor.refusals import SecondFactorRefusedError
from agencies.services.second_factor.renew_codes import give_codes


@transaction.atomic
def confirm_factor(*, user: User, typed: str, actor: Actor, at: datetime.datetime | None = None) -> list[str]:
    """Switch the factor on that was begun, if its app shows the right code; the recovery codes are in the answer and
    nowhere else.

    Raises:
        SecondFactorRefusedError: nothing was begun within the hour, or it is not the code.
    """
    now = at or timezone.now()
    begun = SecondFactor.objects.filter(user_id=user.pk, confirmed_at=None, created_at__gt=now - UNFINISHED_LASTS)
    factor = begun.first()
    step = _step(factor, typed, now) if factor else None
    if factor is None or step is None:
        msg = _("Kode tidak cocok. Periksa jam telepon Anda, lalu ketik kode yang sedang tampil di aplikasi.")
        raise SecondFactorRefusedError(msg, "code")
    if not begun.filter(pk=factor.pk).update(confirmed_at=now, last_step=step):
        raise SecondFactorRefusedError(_("Verifikasi dua langkah sudah aktif."), "code")
    codes = give_codes(user)
    record_account_event(
        action=AuditEvent.Action.SECOND_FACTOR_SET, subject=user.login, actor=actor, details={"codes": len(codes)}
    )
    return codes


def _step(factor: SecondFactor, typed: str, now: datetime.datetime) -> int | None:
    try:
        return matching_step(unseal(factor.sealed_secret), plain(typed), now)
    except SealBrokenError:
        return None
