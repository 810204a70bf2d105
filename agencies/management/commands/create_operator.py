"""``manage.py create_operator NAME``: who makes regions in the browser."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.management.typed_password import add_password_file, typed_password
from agencies.services.operators.create_operator import create_operator
from agencies.services.operators.find_operator import OperatorRefusedError


class Command(BaseCommand):
    """Makes an account without a region. It asks for the password twice, or reads it from a file."""

    help = (
        "Create an operator: an account without a region, which creates regions and their first admins and sees no "
        "region's data. Asks for the password twice unless --password-file names a file whose first line it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The login, and where the password comes from."""
        parser.add_argument("name", help="Login of the operator, lower-case letters and digits.")
        add_password_file(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Create it, or exit 1 with the reason."""
        try:
            create_operator(login=options["name"], password=typed_password(options["password_file"]))
        except OperatorRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"Operator {options['name']} dibuat. Ia masuk dengan pilihan Operator pemasangan.")
