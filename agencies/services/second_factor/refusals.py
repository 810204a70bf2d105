"""What a step of two-step verification refuses, in words for the person."""

from agencies.models import User
from agencies.services.own_password import OwnPasswordError, check_own_password


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
        check_own_password(user, typed)
    except OwnPasswordError as refused:
        raise SecondFactorRefusedError(str(refused), "password") from None
