"""The documents of a period through the Celery worker: rows say what is to do and what is done (docs/adr/0009)."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.db.models import Sum
from django.utils import timezone

from agencies.permissions import Actor
from agencies.services.ask_worker import WorkerError, await_worker, require_worker
from agencies.tenancy.scope import region_scope
from appraisal.models import ChunkState
from reports.files import delivered_to, run_folder
from reports.models import ReportPart, ReportRun, ReportState
from reports.services.packages.folders import PackedFile, drop_folder, files_of
from reports.services.packages.revive_packages import revive_packages
from reports.services.packages.write_run import write_run
from reports.services.render_reports import Order, record_rendering

REVIVE_SECONDS = 20.0


def render_through_worker(
    *,
    region_id: int,
    order: Order,
    output: Path,
    actor: Actor | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """The same outcome as ``render_reports``, with the work done by the lanes of the workers.

    They write to a folder of the run (`run_folder`), which this process must be able to read; what is there at the end
    is handed over to ``output``, all or none.

    Raises:
        WorkerError: no worker answers at the start, or it stops answering, or a part failed.
        OSError: the folder cannot be written to.
    """
    require_worker()
    with region_scope(region_id):
        run = write_run(order=order)
    if run is None:
        return 0
    try:
        await_worker(
            states=_Watched(region_id, run.pk),
            waiting=ChunkState.WAITING,
            advice="Tidak ada dokumen yang ditulis. Jalankan pekerja, lalu ulangi perintah ini.",
            on_progress=on_progress,
        )
        with region_scope(region_id):
            made = _made_by(run)
        with delivered_to(output) as folder, region_scope(region_id):
            _fetch(region_id, run, folder, expected=made)
            record_rendering(order=order, documents=made, actor=actor)
    finally:
        _close(region_id, run)
    return made


class _Watched:
    """The states of the parts of a run; now and then its lanes are sent again, in case their messages are gone."""

    def __init__(self, region_id: int, run_id: int) -> None:
        self._region_id, self._run_id = region_id, run_id
        self._revived = time.monotonic()

    def __call__(self) -> list[str]:
        if time.monotonic() - self._revived > REVIVE_SECONDS:
            self._revived = time.monotonic()
            revive_packages(region_id=self._region_id, now=timezone.now())
        with region_scope(self._region_id):
            return list(ReportPart.objects.filter(run_id=self._run_id).values_list("state", flat=True))


def _made_by(run: ReportRun) -> int:
    """How many documents a run has made; it must be done."""
    failed = run.parts.filter(state=ChunkState.FAILED).first()
    if failed is not None:
        msg = f"Bagian {failed.number} gagal: {failed.error}"
        raise WorkerError(msg)
    made: int = run.parts.aggregate(made=Sum("documents", default=0))["made"]
    return made


def _fetch(region_id: int, run: ReportRun, folder: Path, *, expected: int) -> None:
    """Copy the documents; what a killed worker left half-written lies in another folder and stays."""
    numbers = run.parts.order_by("number").values_list("number", flat=True)
    found: list[PackedFile] = [one for number in numbers for one in files_of(region_id, run.key, number)]
    if len(found) != expected:
        made_in = run_folder(region_id, run.key)
        hint = "Pekerja dan perintah ini harus memakai folder TIMBANG_DATA yang sama."
        msg = f"Pekerja membuat {expected} dokumen, tetapi {len(found)} ditemukan di {made_in}. {hint}"
        raise WorkerError(msg)
    for file in found:
        shutil.copyfile(file.path, folder / file.name)


def _close(region_id: int, run: ReportRun) -> None:
    """Nobody waits for the run any more: no part of it begins from now on, and its folder goes."""
    with region_scope(region_id):
        ReportRun.objects.filter(pk=run.pk).update(state=ReportState.DONE, finished_at=timezone.now())
    drop_folder(region_id, run.key)
