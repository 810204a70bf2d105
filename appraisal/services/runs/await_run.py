"""Evaluation through the workers, for whoever waits for it: the command line and the benchmark."""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db.models import Q, Sum
from django.utils import timezone

from agencies.permissions import Actor
from agencies.services.ask_worker import WorkerError, require_worker, worker_answers
from agencies.tenancy.scope import region_scope
from appraisal.models import ChunkState, EvaluationRun, RunState
from appraisal.services.evaluation.evaluate_period import PeriodReport, agencies_of
from appraisal.services.evaluation.find_unplanned import people_without_evaluation
from appraisal.services.runs.finish_run import tally_of
from appraisal.services.runs.revive_runs import revive_runs
from appraisal.services.runs.start_run import start_run

POLL_SECONDS = 0.2
#: So long without news, and the worker is asked whether it is still there; then again every so often.
SILENCE_SECONDS = 20.0
AGAIN_SECONDS = 5.0

_ADVICE = "Jalankan lagi perintah ini: bagian yang sudah selesai tidak ditulis dua kali."


class FailedPlan(NamedTuple):
    """A person whose plan could not be evaluated, and why."""

    nip: str
    name: str
    reason: str


class FailedPlansError(WorkerError):
    """The run is done, but for some plans; the text lists them. ``report`` is what became of all others."""

    def __init__(self, report: PeriodReport, failed: Sequence[FailedPlan]) -> None:
        lines = [f"  {one.nip} {one.name}: {one.reason}" for one in failed]
        super().__init__("\n".join([f"{len(failed)} SKP tidak dapat dievaluasi:", *lines]))
        self.report = report
        self.failed = tuple(failed)


class _Standing(NamedTuple):
    state: RunState
    done: int
    people: int


def evaluate_through_worker(
    *,
    region_id: int,
    period_id: int,
    agency_id: int | None = None,
    actor: Actor | None = None,
    lanes: int | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> PeriodReport:
    """Start or join a run and wait for it; the same outcome as ``evaluate_period``. Outside any scope.

    Raises:
        FailedPlansError: some plans could not be evaluated; all others are.
        WorkerError: no worker answers at the start, or it stops answering, or somebody paused or cancelled the run.
        PeriodStateError, NoSchemeError: as in ``start_run``.
    """
    require_worker()
    with region_scope(region_id):
        run = start_run(region_id=region_id, period_id=period_id, agency_id=agency_id, actor=actor, lanes=lanes).run
    _await(region_id, run, on_progress)
    with region_scope(region_id):
        return _report(run)


def _await(region_id: int, run: EvaluationRun, on_progress: Callable[[int, int], None]) -> None:
    done, last_news = -1, time.monotonic()
    while True:
        standing = _standing(region_id, run)
        if standing.done != done:
            done, last_news = standing.done, time.monotonic()
            on_progress(done, standing.people)
        if standing.state == RunState.DONE:
            return
        _refuse_stopped(standing)
        if time.monotonic() - last_news > SILENCE_SECONDS:
            if not worker_answers():
                msg = f"Pekerja berhenti setelah {done} dari {standing.people} SKP. {_ADVICE}"
                raise WorkerError(msg)
            revive_runs(region_id=region_id, now=timezone.now())
            last_news += AGAIN_SECONDS
        time.sleep(POLL_SECONDS)


def _standing(region_id: int, run: EvaluationRun) -> _Standing:
    with region_scope(region_id):
        row = EvaluationRun.objects.filter(pk=run.pk).values_list("state", "people").get()
        told = run.chunks.aggregate(done=Sum("plan_ids__len", filter=~Q(state=ChunkState.WAITING), default=0))
    return _Standing(RunState(row[0]), told["done"], row[1])


def _refuse_stopped(standing: _Standing) -> None:
    what = {RunState.PAUSED: "dijeda", RunState.CANCELLED: "dibatalkan"}.get(standing.state)
    if what is not None:
        far = f"{standing.done} dari {standing.people} SKP"
        msg = f"Proses evaluasi ini {what} setelah {far}; yang sudah ditulis tetap."
        raise WorkerError(msg)


def _report(run: EvaluationRun) -> PeriodReport:
    agency_ids = agencies_of(run.agency_id)
    report = PeriodReport(
        run.period.code, tally_of(run), people_without_evaluation(period=run.period, agency_ids=agency_ids)
    )
    failed = run.failures.order_by("plan__employee__nip", "plan_id")
    rows = failed.values_list("plan__employee__nip", "plan__employee__name", "reason")
    if rows:
        raise FailedPlansError(report, [FailedPlan(*row) for row in rows])
    return report
