"""What the commands of one period share."""

from django.core.management.base import CommandError, CommandParser

from agencies.management.region_command import RegionCommand
from appraisal.models import Period
from appraisal.period_codes import PeriodCodeError
from appraisal.services.periods.ensure_period import ensure_period


class PeriodCommand(RegionCommand):
    """A command with ``--region`` and ``--period``; the period is made where it does not exist yet (contract 3)."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The region and the period."""
        super().add_arguments(parser)
        parser.add_argument("--period", required=True, metavar="KODE", help="2026-01, 2026-Q1, 2026-S1 or 2026")

    @staticmethod
    def period(code: str) -> Period:
        """The period of a code in the region in scope.

        Raises:
            CommandError: the code is none of the four kinds.
        """
        try:
            return ensure_period(code=code)
        except PeriodCodeError as error:
            raise CommandError(str(error)) from error
