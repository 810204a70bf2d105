"""``manage.py close_operator NAME``: for an operator who has left."""

from typing import Any

from agencies.management.operator_command import OperatorCommand
from agencies.services.operators.close_operator import close_operator


class Command(OperatorCommand):
    """Closes the account of an operator."""

    help = (
        "Close the account of an operator who has left, and end its sessions. What the operator did keeps its name. "
        "set_operator_password opens the account again. Recorded for the installation."
    )

    def act(self, login: str, _options: dict[str, Any]) -> str:
        """Close it."""
        ended = close_operator(login=login)
        return f"Akun operator {login} ditutup; {ended} sesi diakhiri."
