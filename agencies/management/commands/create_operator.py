"""``manage.py create_operator NAME``: who makes regions in the browser."""

from typing import Any

from django.core.management.base import CommandParser

from agencies.management.operator_command import OperatorCommand
from agencies.management.typed_password import add_password_file, typed_password
from agencies.services.operators.create_operator import create_operator


class Command(OperatorCommand):
    """Makes an account without a region. It asks for the password twice, or reads it from a file."""

    help = (
        "Create an operator: an account without a region, which creates regions and their first admins and sees no "
        "region's data. Asks for the password twice unless --password-file names a file whose first line it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The login, and where the password comes from."""
        super().add_arguments(parser)
        add_password_file(parser)

    def act(self, login: str, options: dict[str, Any]) -> str:
        """Create it."""
        create_operator(login=login, password=typed_password(options["password_file"]))
        return f"Operator {login} dibuat. Ia masuk dengan pilihan Operator pemasangan."
