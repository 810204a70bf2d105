"""An operator of the installation, made on its server: nobody makes operators in a browser."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agencies.models import InstallationEvent, User
from agencies.services.accounts.create_accounts import check_name
from agencies.services.accounts.refused import AccountRefusedError


class OperatorRefusedError(ValueError):
    """There is no such operator now; the text says what to change."""


def create_operator(*, login: str, password: str) -> User:
    """An account without a region; recorded for the installation.

    Raises:
        OperatorRefusedError: the login is malformed or taken, or the password too easy to guess.
    """
    if not password:
        msg = "Kata sandi kosong. Tulis kata sandinya."
        raise OperatorRefusedError(msg)
    try:
        check_name(login)
        validate_password(password, User(login=login))
    except AccountRefusedError as refused:
        raise OperatorRefusedError(str(refused)) from refused
    except ValidationError as error:
        raise OperatorRefusedError(" ".join(error.messages)) from error
    try:
        with transaction.atomic():
            operator = User.objects.create(region=None, login=login, password=make_password(password))
            InstallationEvent.objects.create(action="operator_created", reason=f"perintah create_operator: {login}")
    except IntegrityError as error:
        msg = f"Operator {login} sudah ada. Pakai nama lain, atau ganti kata sandinya di Akun saya."
        raise OperatorRefusedError(msg) from error
    return operator
