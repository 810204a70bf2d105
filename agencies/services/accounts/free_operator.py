"""An operator whose telephone and recovery codes are gone comes in with the password alone; on the server only."""

from agencies.models import User
from agencies.services.accounts.create_operator import OperatorRefusedError
from agencies.services.second_factor.remove_factor import remove_factor
from agencies.tenancy.scope import OPERATORS, region_scope


def free_operator(*, login: str) -> None:
    """Switch the second step of an operator off; recorded for the installation.

    Raises:
        OperatorRefusedError: there is no such operator, or none of it is on.
    """
    operator = User.objects.filter(region=None, login=login).first()
    if operator is None:
        msg = f"Operator {login} tidak ada. Periksa namanya; nama akun suatu daerah tidak diterima di sini."
        raise OperatorRefusedError(msg)
    with region_scope(OPERATORS):
        was_on = remove_factor(user=operator, actor=None, reason="")
    if not was_on:
        msg = f"Verifikasi dua langkah operator {login} tidak aktif; tidak ada yang diubah."
        raise OperatorRefusedError(msg)
