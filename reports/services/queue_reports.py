"""The documents of a period through the Celery worker: rows say what is to do and what is done (design 6)."""

import logging
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from celery import current_app
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from agencies.permissions import Actor
from agencies.services.ask_worker import WorkerError, await_worker, require_worker
from agencies.tenancy.scope import current_region_id, region_scope
from appraisal.models import ChunkState
from reports.files import delivered_to, run_folder
from reports.models import DocumentKind, ReportPart, ReportRun, ReportState
from reports.services.issue.request_document import failure_text
from reports.services.render_reports import Order, copy_documents, make_part, parts_of, record_rendering

TASK = "reports.render_part"
logger = logging.getLogger("timbang.reports")


def render_through_worker(
    *,
    region_id: int,
    order: Order,
    output: Path,
    actor: Actor | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """The same outcome as ``render_reports``, with the work done by the worker.

    It writes to a folder of its own (`run_folder`), which this process must be able to read; what is there at the end
    is handed over to ``output``, all or none.

    Raises:
        WorkerError: no worker answers at the start, or it stops answering, or a part failed.
        OSError: the folder cannot be written to.
    """
    require_worker()
    with region_scope(region_id):
        run = queue_reports(order=order)
    if run is None:
        return 0
    try:
        await_worker(
            states=lambda: _states(region_id, run.pk),
            waiting=ChunkState.WAITING,
            advice="Tidak ada dokumen yang ditulis. Jalankan pekerja, lalu ulangi perintah ini.",
            on_progress=on_progress,
        )
        with region_scope(region_id):
            made = _made_by(run)
        with delivered_to(output) as folder, region_scope(region_id):
            _fetch(run_folder(region_id, run.key), folder, expected=made)
            record_rendering(order=order, documents=made, actor=actor)
    finally:
        _close(region_id, run)
    return made


def queue_reports(*, order: Order) -> ReportRun | None:
    """Write a run with its parts, and enqueue one task a part once that is committed; nothing where nothing is to do.

    In the caller's scope.
    """
    subjects = parts_of(order)
    if not subjects:
        return None
    run = ReportRun.objects.create(kind=order.kind, period_id=order.period_id)
    parts = ReportPart.objects.bulk_create(
        ReportPart(run=run, number=number, subject_ids=subject_ids)
        for number, subject_ids in enumerate(subjects, start=1)
    )
    region_id = current_region_id()
    part_ids = [part.pk for part in parts]
    transaction.on_commit(lambda: _enqueue(region_id, part_ids))
    return run


def render_queued_part(*, region_id: int, part_id: int) -> None:
    """Make the documents of one part.

    A part that is done is left alone, and so is one whose run nobody waits for any more. A failure is kept with the
    part, for those who wait. Two workers at one part make nothing twice: documents are registered once.
    """
    with region_scope(region_id):
        part = ReportPart.objects.select_related("run").get(pk=part_id)
    run = part.run
    if part.state == ChunkState.DONE or run.state != ReportState.RUNNING:
        return
    try:
        made = make_part(region_id, DocumentKind(run.kind), run.period_id, part.subject_ids)
        folder = run_folder(region_id, run.key)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy_documents(made, folder)
    except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must read it
        part.state, part.error = ChunkState.FAILED, failure_text(error)
    else:
        part.state, part.error = ChunkState.DONE, ""
        part.documents, part.cached = len(made), sum(not one.is_new for one in made)
    with region_scope(region_id):
        part.save(update_fields=["state", "error", "documents", "cached"])


def _enqueue(region_id: int, part_ids: Sequence[int]) -> None:
    for part_id in part_ids:
        current_app.send_task(TASK, kwargs={"region_id": region_id, "part_id": part_id})


def _states(region_id: int, run_id: int) -> list[str]:
    with region_scope(region_id):
        return list(ReportPart.objects.filter(run_id=run_id).values_list("state", flat=True))


def _made_by(run: ReportRun) -> int:
    """How many documents a run has made; it must be done."""
    failed = run.parts.filter(state=ChunkState.FAILED).first()
    if failed is not None:
        msg = f"Bagian {failed.number} gagal: {failed.error}"
        raise WorkerError(msg)
    made: int = run.parts.aggregate(made=Sum("documents", default=0))["made"]
    return made


def _fetch(made_in: Path, folder: Path, *, expected: int) -> None:
    """Copy the documents; what a killed worker left half-written has another name and stays."""
    found = list(made_in.glob("*.pdf"))
    if len(found) != expected:
        hint = "Pekerja dan perintah ini harus memakai folder TIMBANG_DATA yang sama."
        msg = f"Pekerja membuat {expected} dokumen, tetapi {len(found)} ditemukan di {made_in}. {hint}"
        raise WorkerError(msg)
    for file in found:
        shutil.copyfile(file, folder / file.name)


def _close(region_id: int, run: ReportRun) -> None:
    """Nobody waits for the run any more: no part of it begins from now on, and its folder goes."""
    with region_scope(region_id):
        ReportRun.objects.filter(pk=run.pk).update(state=ReportState.DONE, finished_at=timezone.now())
        shutil.rmtree(run_folder(region_id, run.key), ignore_errors=True)
