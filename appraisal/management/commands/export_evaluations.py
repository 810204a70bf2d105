"""``export_evaluations``: a period's figures as CSV or XLSX."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from agencies.files.errors import FileRefused
from agencies.files.writer import write_rows
from agencies.tenancy.scope import region_scope
from appraisal.management.period_command import PeriodCommand
from appraisal.services.scorecards.export_evaluations import HEADERS, evaluation_rows


class Command(PeriodCommand):
    """Write the latest revisions of a period to a file."""

    help = "Export the evaluations of a period, sorted by agency code and NIP, to a .csv or .xlsx file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        super().add_arguments(parser)
        parser.add_argument("--output", required=True, metavar="FILE", type=Path, help="path ending in .csv or .xlsx")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own
        """Export and say how many."""
        output: Path = options["output"]
        if output.suffix.lower() not in {".csv", ".xlsx"}:
            msg = f"{output.name}: akhiri nama berkas dengan .csv atau .xlsx."
            raise CommandError(msg)
        with self.region(options["region"]) as region, region_scope(region.pk):
            rows = list(evaluation_rows(period=self.period(options["period"])))
        try:
            write_rows(HEADERS, rows, output)
        except FileRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{len(rows)} evaluasi ditulis ke {output}")
