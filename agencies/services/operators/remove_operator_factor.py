"""An operator whose telephone and recovery codes are gone comes in with the password alone."""

from agencies.services.operators.find_operator import OperatorRefusedError, find_operator
from agencies.services.second_factor.remove_factor import remove_factor
from agencies.tenancy.scope import OPERATORS, region_scope


def remove_operator_factor(*, login: str) -> None:
    """Switch the second step of an operator off; recorded for the installation.

    Raises:
        OperatorRefusedError: there is no such operator, or none of it is on.
    """
    operator = find_operator(login)
    with region_scope(OPERATORS):
        was_on = remove_factor(user=operator, actor=None, reason="")
    if not was_on:
        msg = f"Verifikasi dua langkah operator {login} tidak aktif; tidak ada yang diubah."
        raise OperatorRefusedError(msg)
