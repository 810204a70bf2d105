"""``manage.py remove_operator_factor NAME``: for an operator whose telephone and recovery codes are gone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.services.operators.find_operator import OperatorRefusedError
from agencies.services.operators.remove_operator_factor import remove_operator_factor


class Command(BaseCommand):
    """Switches the second step of an operator off, so that the password alone opens the account."""

    help = (
        "Switch off the two-step verification of an operator whose telephone and recovery codes are gone: the password "
        "alone opens the account until a new one is set up. Recorded for the installation."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The login."""
        parser.add_argument("name", help="Login of the operator.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Switch it off, or exit 1 with the reason."""
        try:
            remove_operator_factor(login=options["name"])
        except OperatorRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(
            f"Verifikasi dua langkah operator {options['name']} dinonaktifkan. Ia masuk dengan kata sandi saja; "
            "minta ia mengaktifkannya lagi di Akun saya."
        )
