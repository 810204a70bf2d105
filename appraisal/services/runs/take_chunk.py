"""One step of a lane: the next waiting chunk of a run. It is begun in one transaction and evaluated in another."""

from django.db import ProgrammingError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.tenancy.scope import current_region_id, region_scope
from appraisal.models import ACTIVE_RUNS, ChunkState, EvaluationChunk, EvaluationFailure, EvaluationRun, RunState
from appraisal.services.evaluation.evaluate_period import Tally
from appraisal.services.evaluation.period_facts import load_period_facts
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.runs.cancel_run import cancel_run
from appraisal.services.runs.evaluate_plans import Outcome, evaluate_plans
from appraisal.services.runs.finish_run import finish_run
from appraisal.services.runs.send_lanes import send_lanes
from appraisal.services.runs.telling import telling_of

#: So often is a chunk begun. One that kills its worker each time (memory, a statement too long) is told as failed.
ATTEMPTS = 3


def take_chunk(*, region_id: int, run_id: int) -> bool:
    """Evaluate a waiting chunk of a running run, and send the lane on once that is committed.

    Returns whether the lane goes on. It ends where the run is paused, cancelled or done, or where no chunk is free:
    other lanes hold the last ones. Whoever marks the last one finishes the run, exactly once, since both happen under
    the lock of the run's row.
    """
    with region_scope(region_id):
        chunk_id = _begin(run_id)
    if chunk_id is None:
        return False
    try:
        with region_scope(region_id):
            return _evaluate(run_id, chunk_id)
    except ProgrammingError:  # the schema is not the one of this code: a deploy, and no fault of the chunk
        with region_scope(region_id):
            EvaluationChunk.objects.filter(pk=chunk_id, attempts__gt=0).update(attempts=F("attempts") - 1)
        raise


def _begin(run_id: int) -> int | None:
    """The next free chunk, its attempt counted; what was begun before comes last, and what is begun too often fails."""
    run = _running(run_id)
    if run is None:
        return None
    waiting = EvaluationChunk.objects.filter(run=run, state=ChunkState.WAITING).order_by("attempts", "number")
    chunk = waiting.select_for_update(skip_locked=True).first()
    if chunk is not None and chunk.attempts < ATTEMPTS:
        chunk.attempts += 1
        chunk.save(update_fields=["attempts"])
        return chunk.pk
    if chunk is not None:
        _note(chunk, Outcome(failures=dict.fromkeys(chunk.plan_ids, _worn_out())))
    if _progress(run_id, is_done=chunk is not None) and chunk is not None:
        send_lanes(region_id=current_region_id(), run_id=run_id, lanes=1)
    return None


def _evaluate(run_id: int, chunk_id: int) -> bool:
    run = _running(run_id)
    if run is None:
        return False
    rows = EvaluationChunk.objects.filter(pk=chunk_id, state=ChunkState.WAITING)
    chunk = rows.select_for_update(skip_locked=True).first()
    if chunk is not None:  # else another lane was quicker
        try:
            outcome = evaluate_plans(
                facts=load_period_facts(run.period), plan_ids=chunk.plan_ids, as_told=telling_of(run)
            )
        except PeriodStateError as error:
            _cancel(run_id, chunk, str(error))
            return False
        _note(chunk, outcome)
    goes_on = _progress(run_id, is_done=chunk is not None)
    if goes_on:
        send_lanes(region_id=current_region_id(), run_id=run_id, lanes=1)
    return goes_on


def _running(run_id: int) -> EvaluationRun | None:
    return EvaluationRun.objects.select_related("period").filter(pk=run_id, state=RunState.RUNNING).first()


def _worn_out() -> str:
    return _(
        "Tidak selesai setelah %(count)s kali dicoba: proses pekerja terhenti saat menghitung kelompok SKP ini. "
        "Sampaikan kepada pengelola Timbang; rinciannya ada di catatan pekerja."
    ) % {"count": ATTEMPTS}


def _note(chunk: EvaluationChunk, outcome: Outcome) -> None:
    failures = [
        EvaluationFailure(run_id=chunk.run_id, plan_id=plan_id, reason=reason)
        for plan_id, reason in outcome.failures.items()
    ]
    EvaluationFailure.objects.bulk_create(failures)
    chunk.state = ChunkState.FAILED if failures else ChunkState.DONE
    chunk.written, chunk.unchanged, chunk.incomplete, chunk.withdrawn = outcome.tally
    chunk.failed, chunk.error, chunk.done_at = len(failures), "", timezone.now()
    chunk.save(update_fields=["state", *Tally._fields, "failed", "error", "done_at"])


def _progress(run_id: int, *, is_done: bool = False) -> bool:
    """Say when a chunk was done, and finish the run after its last one; returns whether there is more to do.

    The row of the run is locked from here to the commit, so the next one to come here sees this chunk done.
    """
    run = _held(run_id)
    if is_done:
        run.progressed_at = timezone.now()
        run.save(update_fields=["progressed_at"])
    if run.state not in ACTIVE_RUNS:
        return False
    if not run.chunks.filter(state=ChunkState.WAITING).exists():
        finish_run(run=run)
        return False
    return run.state == RunState.RUNNING


def _cancel(run_id: int, chunk: EvaluationChunk, sentence: str) -> None:
    """The period was locked in mid-run: what is written stays, the rest is left alone; the chunk says why."""
    run = _held(run_id)
    chunk.error = sentence
    chunk.save(update_fields=["error"])
    if run.state not in ACTIVE_RUNS:
        return
    cancel_run(run=run, reason=sentence)


def _held(run_id: int) -> EvaluationRun:
    rows = EvaluationRun.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("period").get(pk=run_id)
