"""``manage.py set_operator_password NAME``: for an operator whose password is forgotten, or known to others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.management.typed_password import add_password_file, typed_password
from agencies.services.operators.find_operator import OperatorRefusedError
from agencies.services.operators.set_operator_password import set_operator_password


class Command(BaseCommand):
    """Replaces the password and ends the operator's sessions."""

    help = (
        "Give an operator a new password and end all sessions of the account; one that was closed is opened again. "
        "Two-step verification stays as it is (remove_operator_factor). Asks for the password twice unless "
        "--password-file names a file whose first line it is. Recorded for the installation."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The login, and where the password comes from."""
        parser.add_argument("name", help="Login of the operator.")
        add_password_file(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Set it, or exit 1 with the reason."""
        try:
            set_operator_password(login=options["name"], password=typed_password(options["password_file"]))
        except OperatorRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Kata sandi operator {options['name']} diganti, dan semua sesinya diakhiri.")
