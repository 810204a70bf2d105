"""What a step of two-step verification refuses, in words for the person."""

from django.utils.translation import gettext as _

from agencies.models import User
from agencies.services.second_factor.tries import TooManyTriesError, Tried, count_try, forget_tries


class SecondFactorRefusedError(Exception):
    """Nothing was changed; the text says why and how to mend it, ``field`` which part of the form (``code``…)."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def check_password(user: User, typed: str) -> None:
    """That whoever sits at a session which is open knows its password.

    Raises:
        SecondFactorRefusedError: it is another one, or was wrong too often.
    """
    try:
        count_try(user, Tried.PASSWORD)
    except TooManyTriesError as waits:
        raise SecondFactorRefusedError(str(waits), "password") from None
    if not user.check_password(typed):
        raise SecondFactorRefusedError(_("Kata sandi tidak cocok. Periksa lalu coba lagi."), "password")
    forget_tries(user, Tried.PASSWORD)
