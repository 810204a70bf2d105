"""A secret for a program of another system, issued by whoever shows to be the admin at the session."""

from collections.abc import Sequence

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from agencies.models import ApiScope, ApiToken, User
from agencies.permissions import Actor
from agencies.services.accounts.find_accounts import has_password
from agencies.services.own_password import OwnPasswordError, check_own_password
from agencies.services.sign_in.recent import RECENT, came_in_lately
from agencies.services.tokens.find_token import Secret
from agencies.services.tokens.issue_token import TokenRefusedError, issue_token


def issue_program_token(
    *,
    user: User,
    name: str,
    scopes: Sequence[ApiScope],
    days: int,
    password: str,
    session_key: str,
    actor: Actor,
) -> tuple[ApiToken, Secret]:
    """A token under which a program acts as ``user``; its secret is in the answer and nowhere else.

    The actor's password is asked: whoever finds a session open takes no way in along that outlives it. An account
    without one, which comes in by the region's provider, must have come in a moment ago.

    Raises:
        TokenRefusedError: as `issue_token`; or the password is another one or was wrong too often, or the sign-in of
            this session is too long ago.
    """
    owner = User.objects.get(pk=actor.user_id)
    if has_password(owner):
        try:
            check_own_password(owner, password)
        except OwnPasswordError as refused:
            raise TokenRefusedError(str(refused), "password") from None
    elif not came_in_lately(actor=actor, session_key=session_key):
        raise TokenRefusedError(too_long_ago(), NON_FIELD_ERRORS)
    return issue_token(user=user, name=name, scopes=scopes, days=days, actor=actor)


def too_long_ago() -> str:
    """What an account without a password does first."""
    minutes = int(RECENT.total_seconds() // 60)
    message = _(
        "Akun ini masuk lewat penyedia identitas daerah dan tidak memakai kata sandi, sehingga token hanya diterbitkan "
        "dalam %(minutes)s menit setelah masuk. Keluar, masuk lagi lewat penyedia, lalu terbitkan token di sini."
    )
    return message % {"minutes": minutes}
