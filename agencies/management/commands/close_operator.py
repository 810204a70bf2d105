"""``manage.py close_operator NAME``: for an operator who has left."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.services.operators.close_operator import close_operator
from agencies.services.operators.find_operator import OperatorRefusedError


class Command(BaseCommand):
    """Closes the account of an operator."""

    help = (
        "Close the account of an operator who has left, and end its sessions. What the operator did keeps its name. "
        "set_operator_password opens the account again. Recorded for the installation."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The login."""
        parser.add_argument("name", help="Login of the operator.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Close it, or exit 1 with the reason."""
        try:
            ended = close_operator(login=options["name"])
        except OperatorRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Akun operator {options['name']} ditutup; {ended} sesi diakhiri.")
