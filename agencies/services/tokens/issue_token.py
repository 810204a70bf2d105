"""A secret for a program of another system."""

import datetime
import secrets
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import ApiScope, ApiToken, AuditEvent, Employee, User
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.services.tokens.find_token import Secret
from agencies.tenancy.scope import current_region_id

LONGEST = datetime.timedelta(days=366)
LEAD = 6


#: What somebody judges is theirs alone: nobody else lets a program give or read it in their name.
OWN_ALONE = frozenset({ApiScope.RATINGS_READ, ApiScope.RATINGS_WRITE})


class TokenRefusedError(Exception):
    """The token cannot be issued as asked; the text says why and what to change, ``field`` which part of it."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def issue_token(
    *, user: User, name: str, scopes: Sequence[ApiScope], days: int, actor: Actor
) -> tuple[ApiToken, Secret]:
    """A token under which a program acts as ``user``; its secret is in the answer and nowhere else.

    Raises:
        TokenRefusedError: no scope, longer than a year, an account that is switched off, or one in whose name the actor
            may let nobody act: that of another person, and for judgements any other.
    """
    _refuse(user, scopes, days, actor)
    secret = Secret(current_region_id(), secrets.token_urlsafe(32))
    token = ApiToken.objects.create(
        user=user,
        name=name,
        scopes=sorted({ApiScope(scope).value for scope in scopes}),
        lead=secret.text[:LEAD],
        secret_hash=secret.digest,
        created_by_name=actor.name,
        expires_at=timezone.now() + datetime.timedelta(days=days),
    )
    record_event(
        action=AuditEvent.Action.TOKEN_ISSUED,
        subject=f"{name}, akun {user.login}",
        actor=actor,
        details={"scopes": token.scopes, "days": days, "lead": token.lead},
    )
    return token, secret


def _refuse(user: User, scopes: Sequence[ApiScope], days: int, actor: Actor) -> None:
    if not scopes:
        raise TokenRefusedError(_("Pilih sedikitnya satu lingkup: untuk apa token ini dipakai."), "scopes")
    if not 1 <= days <= LONGEST.days:
        values = {"days": days, "most": LONGEST.days}
        msg = _("Masa berlaku %(days)s hari tidak dapat dipakai. Isi 1 sampai %(most)s hari.") % values
        raise TokenRefusedError(msg, "days")
    if not user.is_active:
        msg = _("Akun %(login)s nonaktif. Aktifkan akunnya dahulu atau pilih akun lain.") % {"login": user.login}
        raise TokenRefusedError(msg, "account")
    if user.pk == actor.user_id:
        return
    if Employee.objects.filter(user_id=user.pk).exists():
        msg = _(
            "Akun %(login)s milik seorang pegawai; yang dikirim program akan tercatat sebagai perbuatannya. "
            "Pilih akun Anda sendiri atau akun tanpa pegawai."
        )
        raise TokenRefusedError(msg % {"login": user.login}, "account")
    if not OWN_ALONE.isdisjoint(scopes):
        msg = _("Penilaian perilaku hanya dibaca dan dikirim dengan akun penilainya sendiri. Hapus lingkup itu.")
        raise TokenRefusedError(msg, "scopes")
