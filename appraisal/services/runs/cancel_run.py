"""A run ends before its time, without anybody's hand: its period was locked, or a fuller one takes its place."""

from django.utils import timezone

from agencies.models import AuditEvent
from agencies.services.record_event import record_event
from appraisal.models import EvaluationRun, RunState


def cancel_run(*, run: EvaluationRun, reason: str) -> None:
    """End an active run, whose row the caller holds; what it has written stays. One event."""
    run.state, run.finished_at = RunState.CANCELLED, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    record_event(
        action=AuditEvent.Action.EVALUATION_STEERED,
        subject=run.period.code,
        details={"run": str(run.key), "act": "cancel"},
        reason=reason,
    )
