"""What the commands of one region share: finding the region, and refusing with a sentence and exit code 1."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from agencies.management.product_command import ProductCommand
from agencies.models import Agency, Region


class RegionCommand(ProductCommand):
    """A command with ``--region``. A refusal is a :class:`CommandError`, which Django prints and exits 1 for."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of help texts."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        """Every command of a region names it."""
        parser.add_argument("--region", required=True, metavar="KODE", help="Kemendagri code of the region, e.g. 53.71")

    @contextmanager
    def region(self, code: str) -> Iterator[Region]:
        """The region of a code, with its time zone active.

        Raises:
            CommandError: there is no such region.
        """
        region = Region.objects.filter(code=code).first()
        if region is None:
            msg = f"Daerah dengan kode {code} tidak ditemukan. Periksa kode, atau buat dahulu dengan create_region."
            raise CommandError(msg)
        with timezone.override(region.zone):
            yield region

    @staticmethod
    def agency(code: str | None) -> Agency | None:
        """The agency of a code in the region in scope; none for none.

        Raises:
            CommandError: there is no such agency.
        """
        if code is None:
            return None
        agency = Agency.objects.filter(code=code).first()
        if agency is None:
            msg = f"Perangkat daerah dengan kode {code} tidak ditemukan di daerah ini."
            raise CommandError(msg)
        return agency
