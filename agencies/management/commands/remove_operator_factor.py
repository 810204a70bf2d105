"""``manage.py remove_operator_factor NAME``: for an operator whose telephone and recovery codes are gone."""

from typing import Any

from agencies.management.operator_command import OperatorCommand
from agencies.services.operators.remove_operator_factor import remove_operator_factor


class Command(OperatorCommand):
    """Switches the second step of an operator off, so that the password alone opens the account."""

    help = (
        "Switch off the two-step verification of an operator whose telephone and recovery codes are gone: the password "
        "alone opens the account until a new one is set up. Recorded for the installation."
    )

    def act(self, login: str, _options: dict[str, Any]) -> str:
        """Switch it off."""
        remove_operator_factor(login=login)
        return (
            f"Verifikasi dua langkah operator {login} dinonaktifkan. Ia masuk dengan kata sandi saja; "
            "minta ia mengaktifkannya lagi di Akun saya."
        )
