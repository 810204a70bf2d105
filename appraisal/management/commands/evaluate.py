"""``evaluate``: a period's evaluations, in this process or through the worker."""

import time
from typing import Any

from django.core.management.base import CommandError, CommandParser

from agencies.services.ask_worker import WorkerError
from agencies.tenancy.scope import region_scope
from appraisal.management.period_command import PeriodCommand
from appraisal.services.evaluation.evaluate_period import PeriodReport, evaluate_period
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.runs.await_run import FailedPlansError, evaluate_through_worker


class Command(PeriodCommand):
    """Evaluate a month, quarter, semester or year of a region."""

    help = (
        "Evaluate a period: month 2026-01, quarter 2026-Q1, semester 2026-S1 or year 2026.\n"
        "Evaluating again with the same inputs writes nothing. Exit 0 also when evaluations are incomplete."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Part of the organisation, and where the work is done."""
        super().add_arguments(parser)
        parser.add_argument("--agency", metavar="KODE", help="only this agency with its sub-units")
        parser.add_argument("--queue", action="store_true", help="through the Celery worker instead of in this process")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own
        """Evaluate and say what came of it."""
        started = time.perf_counter()
        with self.region(options["region"]) as region:
            try:
                with region_scope(region.pk):
                    period = self.period(options["period"])
                    agency = self.agency(options["agency"])
                run = evaluate_through_worker if options["queue"] else evaluate_period
                report = run(
                    region_id=region.pk,
                    period_id=period.pk,
                    agency_id=agency.pk if agency else None,
                    on_progress=self._progress,
                )
            except FailedPlansError as error:
                self._print(error.report, region.name, self.taken_since(started))
                raise CommandError(str(error)) from error
            except (PeriodStateError, NoSchemeError, WorkerError) as error:
                raise CommandError(str(error)) from error
        self._print(report, region.name, self.taken_since(started))

    def _progress(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} dari {total} SKP", ending="")

    def _print(self, report: PeriodReport, region: str, taken: str) -> None:
        tally = report.tally
        self.stdout.write(
            f"{region}, {report.period}: {tally.evaluated} evaluasi, {tally.evaluated - tally.incomplete} lengkap, "
            f"{tally.incomplete} belum lengkap; {tally.written} ditulis, {tally.unchanged} tidak berubah, "
            f"{tally.withdrawn} ditarik; {taken}"
        )
        if report.without_plan:
            self.stdout.write(f"{len(report.without_plan)} pegawai tanpa SKP yang disepakati pada periode ini:")
            for nip, name in report.without_plan:
                self.stdout.write(f"  {nip} {name}")
