"""Pausing, resuming and cancelling a run."""

from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from appraisal.models import ACTIVE_RUNS, ChunkState, EvaluationRun, RunState
from appraisal.services.evaluation.evaluate_period import open_period
from appraisal.services.runs.send_lanes import send_lanes


class Steering(StrEnum):
    """What can be done to an active run."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"


class RunStateError(ValueError):
    """The run is not in the state that the act starts from; the text says so in Indonesian."""


#: From which states each act leads to which one.
_WAYS = {
    Steering.PAUSE: ({RunState.RUNNING}, RunState.PAUSED),
    Steering.RESUME: ({RunState.PAUSED}, RunState.RUNNING),
    Steering.CANCEL: (ACTIVE_RUNS, RunState.CANCELLED),
}


def steer_run(*, run: EvaluationRun, act: Steering, actor: Actor | None) -> EvaluationRun:
    """Pause, resume or cancel. What is written stays; the chunks under way are finished, no new one is taken.

    Raises:
        RunStateError: the run is in another state by now.
        PeriodStateError: resumed, but its period is locked.
    """
    run = EvaluationRun.objects.select_for_update(of=("self",)).select_related("period").get(pk=run.pk)
    starts_from, state = _WAYS[act]
    if run.state not in starts_from:
        raise RunStateError(_refusal(RunState(run.state)))
    if act is Steering.RESUME:
        open_period(run.period_id)
        send_lanes(region_id=current_region_id(), run_id=run.pk, lanes=run.lanes)
        run.progressed_at = timezone.now()  # The silence of the pause is none of its workers'.
    run.state = state
    run.finished_at = timezone.now() if act is Steering.CANCEL else None
    run.save(update_fields=["state", "finished_at", "progressed_at"])
    chunks = run.chunks.exclude(state=ChunkState.WAITING).count()
    record_event(
        action=AuditEvent.Action.EVALUATION_STEERED,
        subject=run.period.code,
        actor=actor,
        details={"run": str(run.key), "act": act.value, "chunks_done": chunks},
    )
    return run


def _refusal(state: RunState) -> str:
    return {
        RunState.RUNNING: _("Proses ini sedang berjalan."),
        RunState.PAUSED: _("Proses ini sudah dijeda."),
        RunState.CANCELLED: _("Proses ini sudah dibatalkan."),
        RunState.DONE: _("Proses ini sudah selesai."),
    }[state]
