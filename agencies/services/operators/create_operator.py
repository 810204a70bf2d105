"""An operator of the installation, made on its server."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from agencies.models import InstallationEvent, User
from agencies.services.accounts.create_accounts import check_name
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.operators.check_password import check_password
from agencies.services.operators.find_operator import OperatorRefusedError


def create_operator(*, login: str, password: str) -> User:
    """An account without a region; recorded for the installation.

    Raises:
        OperatorRefusedError: the login is malformed or taken, or the password too easy to guess.
    """
    try:
        check_name(login)
    except AccountRefusedError as refused:
        raise OperatorRefusedError(str(refused)) from refused
    check_password(User(login=login), password)
    try:
        with transaction.atomic():
            operator = User.objects.create(region=None, login=login, password=make_password(password))
            InstallationEvent.objects.create(action="operator_created", reason=f"perintah create_operator: {login}")
    except IntegrityError as error:
        msg = f"Operator {login} sudah ada. Pakai nama lain, atau ganti kata sandinya dengan set_operator_password."
        raise OperatorRefusedError(msg) from error
    return operator
