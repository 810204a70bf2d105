"""A period's evaluation through the Celery worker: rows say what is to do and what is done (design 6)."""

from collections.abc import Callable, Sequence

from celery import current_app
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from agencies.permissions import Actor
from agencies.services.ask_worker import WorkerError, await_worker, require_worker
from agencies.tenancy.scope import region_scope
from appraisal.models import ChunkState, EvaluationChunk, EvaluationRun, RunState
from appraisal.services.evaluation.evaluate_period import (
    PeriodReport,
    Tally,
    agencies_of,
    blocks_of,
    evaluate_block,
    open_period,
    plans_to_evaluate,
    report_run,
)
from appraisal.services.evaluation.period_facts import load_period_facts

TASK = "appraisal.evaluate_chunk"


def queue_evaluation(*, region_id: int, period_id: int, agency_id: int | None = None) -> EvaluationRun:
    """Write a run with its chunks, and enqueue one task a chunk once that is committed. In the caller's scope.

    Raises:
        PeriodStateError: the period is locked.
        NoSchemeError: an agency has no valid scheme.
    """
    period = open_period(period_id)
    run = EvaluationRun.objects.create(period=period, agency_id=agency_id)
    blocks = blocks_of(plans_to_evaluate(period, agencies_of(agency_id)))
    chunks = EvaluationChunk.objects.bulk_create(
        EvaluationChunk(run=run, number=number, plan_ids=block) for number, block in enumerate(blocks, start=1)
    )
    chunk_ids = [chunk.pk for chunk in chunks]
    transaction.on_commit(lambda: _enqueue(region_id, chunk_ids))
    return run


def evaluate_chunk(*, chunk_id: int) -> None:
    """Evaluate one chunk and mark it done, in the task's one transaction; a chunk that is done is left alone.

    A failure is kept with the chunk, for those who wait, instead of only in the worker's log.
    """
    chunk = EvaluationChunk.objects.select_for_update().select_related("run__period").get(pk=chunk_id)
    if chunk.state == ChunkState.DONE:
        return
    try:
        with transaction.atomic():
            tally = evaluate_block(facts=load_period_facts(chunk.run.period), plan_ids=chunk.plan_ids)
    except Exception as error:  # noqa: BLE001 - whatever it was, the person who waits must read it
        chunk.state, chunk.error = ChunkState.FAILED, str(error)
    else:
        chunk.state, chunk.error = ChunkState.DONE, ""
        chunk.written, chunk.unchanged, chunk.incomplete, chunk.withdrawn = tally
    chunk.save()


def evaluate_through_worker(
    *,
    region_id: int,
    period_id: int,
    agency_id: int | None = None,
    actor: Actor | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> PeriodReport:
    """Enqueue a run and wait for it; the same outcome as ``evaluate_period``.

    Raises:
        WorkerError: no worker answers at the start, or it stops answering, or a chunk failed.
        PeriodStateError, NoSchemeError: as in ``queue_evaluation``.
    """
    require_worker()
    with region_scope(region_id):
        run = queue_evaluation(region_id=region_id, period_id=period_id, agency_id=agency_id)
    await_worker(
        states=lambda: _states(region_id, run.pk),
        waiting=ChunkState.WAITING,
        advice="Jalankan lagi perintah ini: bagian yang sudah selesai tidak ditulis dua kali.",
        on_progress=on_progress,
    )
    with region_scope(region_id):
        return _finish(run.pk, actor)


def _enqueue(region_id: int, chunk_ids: Sequence[int]) -> None:
    for chunk_id in chunk_ids:
        current_app.send_task(TASK, kwargs={"region_id": region_id, "chunk_id": chunk_id})


def _states(region_id: int, run_id: int) -> list[str]:
    with region_scope(region_id):
        return list(EvaluationChunk.objects.filter(run_id=run_id).values_list("state", flat=True))


def _finish(run_id: int, actor: Actor | None) -> PeriodReport:
    run = EvaluationRun.objects.select_related("period").get(pk=run_id)
    failed = run.chunks.filter(state=ChunkState.FAILED).first()
    if failed is not None:
        msg = f"Bagian {failed.number} gagal: {failed.error}"
        raise WorkerError(msg)
    run.state, run.finished_at = RunState.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    sums = run.chunks.aggregate(**{name: Sum(name, default=0) for name in Tally._fields})
    return report_run(period=run.period, agency_ids=agencies_of(run.agency_id), tally=Tally(**sums), actor=actor)
