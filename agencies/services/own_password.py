"""The own password, asked again in a session that is open: before what lets somebody in, or shuts the owner out."""

from django.utils.translation import gettext as _

from agencies.models import User
from agencies.services.sign_in.tries import TooManyTriesError, Tried, count_try, forget_tries


class OwnPasswordError(Exception):
    """It is another one, or was wrong too often; the text says how to go on."""


def check_own_password(user: User, typed: str) -> None:
    """That whoever sits at the session knows its password: who found it open must not guess on and make more of it.

    All places that ask count together, so that none of them is a way to go on guessing.

    Raises:
        OwnPasswordError: it is another one, or was wrong too often.
    """
    try:
        count_try(user, Tried.PASSWORD)
    except TooManyTriesError as waits:
        raise OwnPasswordError(str(waits)) from None
    if not user.check_password(typed):
        raise OwnPasswordError(_("Kata sandi tidak cocok. Periksa lalu coba lagi."))
    forget_tries(user, Tried.PASSWORD)
