"""``render_reports``: scorecards, agency summaries or the region's summary as PDF."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from agencies.models import Agency, Employee
from agencies.services.ask_worker import WorkerError
from agencies.tenancy.scope import region_scope
from appraisal.management.period_command import PeriodCommand
from reports.documents.printing import PartsMissingError
from reports.files import delivered_to
from reports.models import DocumentKind, ReportKind
from reports.services.issue.make_documents import ContentMovesError
from reports.services.queue_reports import render_through_worker
from reports.services.render_reports import KINDS, Order, render_reports


class Command(PeriodCommand):
    """Make the documents of a period in a folder."""

    help = (
        "Make PDFs of a period: scorecards (one a plan), agency (one summary a unit) or region (one summary).\n"
        "All of them are written, or none. Files of the same name are replaced; evaluate first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """What, of whom, and where to."""
        super().add_arguments(parser)
        parser.add_argument("kind", choices=ReportKind.values, help="what to make")
        parser.add_argument("--agency", metavar="KODE", help="only this agency with its sub-units")
        parser.add_argument("--nip", metavar="NIP", help="only this employee's scorecards")
        parser.add_argument("--annex", action="store_true", help="with region: the list of everybody as well")
        parser.add_argument("--output", required=True, metavar="DIR", type=Path, help="folder, made if necessary")
        parser.add_argument("--queue", action="store_true", help="through the Celery worker instead of in this process")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's own
        """Make them and say how many."""
        started = time.perf_counter()
        kind, output = ReportKind(options["kind"]), options["output"]
        _refuse_pointless(kind, options)
        with self.region(options["region"]) as region:
            try:
                with region_scope(region.pk):
                    orders = self._orders(kind, options)
                render = render_through_worker if options["queue"] else render_reports
                with delivered_to(output) as folder:
                    made = sum(
                        render(region_id=region.pk, order=order, output=folder, on_progress=self._progress)
                        for order in orders
                    )
            except (PartsMissingError, WorkerError, ContentMovesError) as error:
                raise CommandError(str(error)) from error
            except OSError as error:
                msg = f"Dokumen tidak dapat ditulis ke {output}: {error.strerror or error}."
                raise CommandError(msg) from error
        head = f"{region.name}, {options['period']}"
        if not made:
            self.stdout.write(f"{head}: tidak ada {kind.label} yang dapat dibuat. Belum ada evaluasi yang cocok.")
            return
        taken = self.taken_since(started)
        self.stdout.write(f"{head}: {made} dokumen {kind.label} ditulis ke {output}; {taken}")

    def _orders(self, kind: ReportKind, options: dict[str, Any]) -> list[Order]:
        agency: Agency | None = self.agency(options["agency"])
        employee = _employee(options["nip"])
        kinds = [KINDS[kind], *([DocumentKind.REGION_ANNEX] if options["annex"] else [])]
        return [
            Order(
                kind=one,
                period_id=self.period(options["period"]).pk,
                agency_id=agency.pk if agency else None,
                employee_id=employee.pk if employee else None,
            )
            for one in kinds
        ]

    def _progress(self, done: int, total: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} dari {total} bagian", ending="")


def _refuse_pointless(kind: ReportKind, options: dict[str, Any]) -> None:
    """An option that the kind would ignore is a mistake of whoever typed it."""
    if options["nip"] and kind != ReportKind.SCORECARDS:
        msg = "--nip hanya untuk scorecards. Hilangkan --nip, atau pilih scorecards."
        raise CommandError(msg)
    if options["annex"] and kind != ReportKind.REGION:
        msg = "--annex hanya untuk region: lampirannya memuat semua pegawai daerah. Pilih region, atau hilangkan."
        raise CommandError(msg)
    if options["agency"] and kind == ReportKind.REGION:
        msg = "--agency tidak berlaku untuk region: ringkasannya memuat seluruh daerah. Pilih agency, atau hilangkan."
        raise CommandError(msg)


def _employee(nip: str | None) -> Employee | None:
    if nip is None:
        return None
    employee = Employee.objects.filter(nip=nip.replace(" ", "")).first()
    if employee is None:
        msg = f"Pegawai dengan NIP {nip} tidak ditemukan di daerah ini. Periksa ke-18 angkanya."
        raise CommandError(msg)
    return employee
