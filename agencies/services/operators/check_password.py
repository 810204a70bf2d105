"""Whether a password is good enough for an operator."""

from agencies.models import User
from agencies.services.change_password import PasswordRefused, check_new_password
from agencies.services.operators.find_operator import OperatorRefusedError


def check_password(operator: User, password: str) -> None:
    """Hold it against the rules that hold for everybody.

    Raises:
        OperatorRefusedError: it is empty or too easy to guess.
    """
    if not password:
        msg = "Kata sandi kosong. Tulis kata sandinya."
        raise OperatorRefusedError(msg)
    try:
        check_new_password(operator, password)
    except PasswordRefused as refused:
        raise OperatorRefusedError(str(refused)) from refused
