"""``manage.py import_data KIND FILE --region 53.71 [--dry-run]``: a file, whole or not at all (contract 3, 4)."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import CommandError, CommandParser

from agencies.files.errors import FileRefused, listed
from agencies.files.limits import DEFAULT_LIMITS, FileLimits
from agencies.files.results import FileResult
from agencies.management.region_command import RegionCommand
from agencies.resources import AgencyResource, EmployeeResource
from agencies.services.take_file import TakenRows
from agencies.tenancy.scope import region_scope
from appraisal.resources import ActualResource, AttendanceResource, RatingResource, RubricResource
from appraisal.scheme_file import SchemeFile
from indicators.resources import IndicatorResource, PlanResource


class ImportsFiles(Protocol):
    """A kind of file."""

    def import_file(
        self, source: Path | bytes, *, name: str, dry_run: bool = False, limits: FileLimits = DEFAULT_LIMITS
    ) -> FileResult:
        """Take a file whole or not at all."""


KINDS: Mapping[str, Callable[[], ImportsFiles]] = {
    "agencies": AgencyResource,
    "employees": EmployeeResource,
    "indicators": IndicatorResource,
    "plans": PlanResource,
    "actuals": ActualResource,
    "ratings": RatingResource,
    "attendance": AttendanceResource,
    "rubrics": RubricResource,
    "schemes": SchemeFile,
}

LIMITS = FileLimits(size=100 * 1024 * 1024, rows=500_000)
"""Who works on the server may bring more than a browser uploads: a year of a region; some 1 KB of memory a row."""

SHOWN_WARNINGS = 20


class Command(RegionCommand):
    """Imports a file of one of the nine kinds into a region."""

    help = "Import a CSV, XLSX or (schemes) TOML file into a region, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        """The region, what kind of file, the file, and whether to keep anything."""
        super().add_arguments(parser)
        parser.add_argument("kind", help=f"One of: {', '.join(KINDS)}.")
        parser.add_argument("file", type=Path, help="The file to import.")
        parser.add_argument("--dry-run", action="store_true", help="Check everything, list all warnings, keep nothing.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import and say what changed, or exit 1 with every error."""
        resource = _resource_of(options["kind"])
        file: Path = options["file"]
        started = time.perf_counter()
        try:
            with self.region(options["region"]) as region, region_scope(region.pk):
                result = resource.import_file(file, name=file.name, dry_run=options["dry_run"], limits=LIMITS)
        except FileRefused as refused:
            errors = listed(refused.errors)
            msg = f"Berkas {file.name} ditolak, tidak ada yang disimpan. Kesalahan: {len(refused.errors)}.\n{errors}"
            raise CommandError(msg) from refused
        self._report(result, dry_run=options["dry_run"], taken=self.taken_since(started))

    def _report(self, result: FileResult, *, dry_run: bool, taken: str) -> None:
        saved = result.saved
        counts = [f"{saved.new} baru", f"{saved.updated} berubah", f"{saved.unchanged} tetap"]
        if isinstance(saved, TakenRows) and saved.removed:
            counts.append(f"{saved.removed} dihapus")
        begin = "Uji coba, tidak ada yang disimpan" if dry_run else "Impor selesai"
        self.stdout.write(f"{begin}: {', '.join(counts)}; {len(result.warnings)} peringatan; {taken}.")
        if result.warnings:
            self.stdout.write(listed(result.warnings, limit=None if dry_run else SHOWN_WARNINGS))


def _resource_of(kind: str) -> ImportsFiles:
    if kind not in KINDS:
        msg = f'Jenis berkas "{kind}" tidak dikenal. Pilih salah satu: {", ".join(KINDS)}.'
        raise CommandError(msg)
    return KINDS[kind]()
