"""``manage.py set_operator_password NAME``: for an operator whose password is forgotten, or known to others."""

from typing import Any

from django.core.management.base import CommandParser

from agencies.management.operator_command import OperatorCommand
from agencies.management.typed_password import add_password_file, typed_password
from agencies.services.operators.set_operator_password import set_operator_password


class Command(OperatorCommand):
    """Replaces the password and ends the operator's sessions."""

    help = (
        "Give an operator a new password and end all sessions of the account; one that was closed is opened again. "
        "Two-step verification stays as it is (remove_operator_factor). Asks for the password twice unless "
        "--password-file names a file whose first line it is. Recorded for the installation."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The login, and where the password comes from."""
        super().add_arguments(parser)
        add_password_file(parser)

    def act(self, login: str, options: dict[str, Any]) -> str:
        """Set it."""
        set_operator_password(login=login, password=typed_password(options["password_file"]))
        return f"Kata sandi operator {login} diganti, dan semua sesinya diakhiri."
