"""What all commands of the product share: whatever they refuse is an Indonesian sentence and exit code 1."""

import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agencies.management.refused_arguments import in_indonesian


class ProductCommand(BaseCommand):
    """A command whose arguments are refused like its input (contract section 3), not with argparse's exit code 2."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that raises what it refuses, also on the command line."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.called_from_command_line = False
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Run it; what its arguments lack is said here, what it refuses itself is said by Django."""
        try:
            self.create_parser(argv[0], argv[1]).parse_args(argv[2:])
        except CommandError as refused:
            said = in_indonesian(str(refused).removeprefix("Error: "))
            sys.exit(f"{said} Lihat {argv[0]} {argv[1]} --help.")
        super().run_from_argv(argv)

    @staticmethod
    def taken_since(started: float) -> str:
        """How long it took since a reading of `time.perf_counter()`, e.g. `0,07 detik`."""
        return f"{time.perf_counter() - started:.2f} detik".replace(".", ",")
