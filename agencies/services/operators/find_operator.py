"""An operator by the own login."""

from agencies.models import User


class OperatorRefusedError(ValueError):
    """Nothing was changed; the text says why and how to go on."""


def find_operator(login: str) -> User:
    """The account, whether or not it is open.

    Raises:
        OperatorRefusedError: there is none of that login; accounts of regions are none.
    """
    operator = User.objects.filter(region=None, login=login).first()
    if operator is None:
        msg = f"Operator {login} tidak ada. Periksa namanya; nama akun suatu daerah tidak diterima di sini."
        raise OperatorRefusedError(msg)
    return operator
