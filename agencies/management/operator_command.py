"""What the commands of one operator share: the login, and refusing with a sentence and exit code 1."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from agencies.management.product_command import ProductCommand
from agencies.services.operators.find_operator import OperatorRefusedError


class OperatorCommand(ProductCommand):
    """A command about the account of one operator; what is done with it stands in :meth:`act`."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Every command of an operator names the account."""
        parser.add_argument("name", help="Login of the operator, lower-case letters and digits.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it and say what was done, or exit 1 with the reason."""
        try:
            done = self.act(options["name"], options)
        except OperatorRefusedError as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(done)

    def act(self, login: str, options: dict[str, Any]) -> str:
        """Do it and return the sentence that says so.

        Raises:
            OperatorRefusedError: it cannot be done, with the sentence that says why.
        """
        raise NotImplementedError
