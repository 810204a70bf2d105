"""The documents of a run put together: one ZIP, or one PDF. Written to disk as it grows, whatever their number."""

import datetime
import hashlib
import secrets
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.utils import timezone

from agencies.models import AuditEvent, Region
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id, region_scope
from appraisal.models import ChunkState
from appraisal.period_codes import parse_period_code
from reports.documents.merging import merge_pdfs
from reports.files import file_name
from reports.models import Bundle, ReportRun, ReportState
from reports.services.compose.head import load_head
from reports.services.issue.hold_alone import Held, first_held
from reports.services.issue.request_document import failure_text
from reports.services.packages.folders import PackedFile, drop_folder, files_of, package_file

KEPT = datetime.timedelta(days=7)
"""So long the file of a package is kept."""

ATTEMPTS = 3
"""A bundling at which its worker died so often is told as failed: it would kill one worker after another."""

LOOK_EVERY = 100
FAILED_LIST = "TIDAK-LENGKAP.txt"


class PartsGoneError(RuntimeError):
    """Documents that were made are not where they should be: the processes do not share their folder."""


class NothingMadeError(RuntimeError):
    """Not one document could be made."""


class NoLongerWantedError(RuntimeError):
    """The package was cancelled while it was put together."""


def bundle_package(*, region_id: int, run: ReportRun) -> None:
    """Put a run's documents together and finish it. In the region's time zone, outside any scope.

    Only one process does it at a time; another one leaves at once. What cannot be written fails the package, with the
    reason for the people who wait.
    """
    with first_held(Held.BUNDLING, [run.pk]) as held:
        with region_scope(region_id):
            run = ReportRun.objects.select_related("period", "agency").get(pk=run.pk)
        if held is None or run.state != ReportState.BUNDLING:
            return
        if run.attempts >= ATTEMPTS:
            _finish(region_id, run, None, f"Pekerja berhenti {run.attempts} kali saat menggabungkan dokumen.")
            return
        with region_scope(region_id):  # beforehand: who dies cannot say so
            ReportRun.objects.filter(pk=run.pk).update(attempts=run.attempts + 1)
        path = package_file(region_id, run.key, run.bundle)
        try:
            _write(region_id, run, path)
        except NoLongerWantedError:
            return
        except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must read it
            _finish(region_id, run, None, _reason(error))
        else:
            _finish(region_id, run, path)


def _write(region_id: int, run: ReportRun, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    unfinished.touch(mode=0o600)
    try:
        if run.bundle == Bundle.ZIP:
            _write_zip(region_id, run, unfinished)
        else:
            with region_scope(region_id):
                author, title = load_head().government, _title(run)
            merge_pdfs((one.path for one in _files(region_id, run)), unfinished, title=title, author=author)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_zip(region_id: int, run: ReportRun, path: Path) -> None:
    """Stored, not deflated: a PDF is compressed already."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for one in _files(region_id, run):
            package.write(one.path, one.name)
        if failed := _failed_lines(region_id, run):
            package.writestr(FAILED_LIST, "\r\n".join([f"{len(failed)} dokumen belum dapat dibuat:", *failed]))


def _files(region_id: int, run: ReportRun) -> Iterator[PackedFile]:
    """All documents in the order of the parts; now and then it looks whether they are still wanted."""
    with region_scope(region_id):
        parts = list(run.parts.order_by("number").values_list("number", "documents"))
    if not any(documents for _number, documents in parts):
        raise NothingMadeError
    for number, documents in parts:
        if number % LOOK_EVERY == 0:
            _refuse_unwanted(region_id, run)
        files = list(files_of(region_id, run.key, number))
        if len(files) != documents:
            raise PartsGoneError
        yield from files


def _refuse_unwanted(region_id: int, run: ReportRun) -> None:
    with region_scope(region_id):
        if not ReportRun.objects.filter(pk=run.pk, state=ReportState.BUNDLING).exists():
            raise NoLongerWantedError


def _failed_lines(region_id: int, run: ReportRun) -> list[str]:
    with region_scope(region_id):
        errors = run.parts.filter(state=ChunkState.FAILED).order_by("number").values_list("error", flat=True)
        return [line for error in errors for line in error.splitlines()]


def _finish(region_id: int, run: ReportRun, path: Path | None, error: str = "") -> None:
    size, digest = _measured(path) if path else (0, "")
    with region_scope(region_id):
        row = ReportRun.objects.select_for_update(no_key=True, of=("self",)).get(pk=run.pk)
        is_wanted = row.state == ReportState.BUNDLING
        if is_wanted:
            now = timezone.now()
            row.state = ReportState.DONE if path else ReportState.FAILED
            row.error, row.size, row.file_hash = error, size, digest
            row.finished_at = row.progressed_at = now
            row.expires_at = now + KEPT if path else None
            row.file_name = package_name(run) if path else ""
            row.save()
            _record(row)
    if path and is_wanted:
        drop_folder(region_id, run.key)
    elif path:  # Cancelled meanwhile; perhaps somebody has gone on with it already, so its parts stay.
        path.unlink(missing_ok=True)


def _measured(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return path.stat().st_size, digest


def _record(run: ReportRun) -> None:
    documents = sum(run.parts.values_list("documents", flat=True))
    details = {"run": str(run.key), "kind": run.kind, "documents": documents, "agency": run.agency_id}
    record_event(
        action=AuditEvent.Action.DOCUMENTS_RENDERED,
        subject=f"{run.get_kind_display()}, {run.period.code}",
        details={**details, "bundle": run.bundle, "asked_by": run.requested_by_name},
        reason=run.error,
    )


def package_name(run: ReportRun) -> str:
    """``paket_<jenis>_<period>_<kode>.zip``: of a unit, or of the region. In the region's scope."""
    code = run.agency.code if run.agency else Region.objects.values_list("code", flat=True).get(pk=current_region_id())
    name = file_name("paket", run.get_kind_display().replace(" ", "-"), run.period.code, code)
    return f"{name.removesuffix('.pdf')}.{'zip' if run.bundle == Bundle.ZIP else 'pdf'}"


def _title(run: ReportRun) -> str:
    whose = run.agency.name if run.agency else "seluruh daerah"
    kind = run.get_kind_display()
    return f"{kind[:1].upper()}{kind[1:]} {whose}, {parse_period_code(run.period.code).label}"


def _reason(error: Exception) -> str:
    if isinstance(error, PartsGoneError):
        return "Dokumen yang sudah dibuat tidak ditemukan. Semua proses harus memakai folder TIMBANG_DATA yang sama."
    if isinstance(error, NothingMadeError):
        return "Tidak satu pun dokumen dapat dibuat. Sebabnya ada di bawah."
    return failure_text(error)
