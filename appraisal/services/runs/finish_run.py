"""The end of a run: once, by whoever does its last chunk."""

from django.db.models import Sum
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.services.record_event import SYSTEM_NAME, record_event
from appraisal.models import EvaluationRun, RunState
from appraisal.services.evaluation.evaluate_period import Tally, agencies_of, know_results


def finish_run(*, run: EvaluationRun) -> None:
    """Mark a run done and record what it changed. The caller holds the run's row, and has seen that nothing waits."""
    run.state, run.finished_at = RunState.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    tally = tally_of(run)
    know_results(tally)
    if tally.written or tally.withdrawn:
        agency_ids = agencies_of(run.agency_id)
        record_event(
            action=AuditEvent.Action.PERIOD_EVALUATED,
            subject=run.period.code,
            details={
                **dict(zip(Tally._fields, tally, strict=True)),
                "agencies": sorted(agency_ids) if agency_ids is not None else None,
                "run": str(run.key),
                "asked_by": run.asked_by_name or SYSTEM_NAME,
            },
        )


def tally_of(run: EvaluationRun) -> Tally:
    """What has become of the plans of a run so far."""
    return Tally(**run.chunks.aggregate(**{name: Sum(name, default=0) for name in Tally._fields}))
