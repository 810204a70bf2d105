"""A period evaluated by the workers: the doors to appraisal/services/runs for whoever starts or waits for a run."""

import datetime

from agencies.permissions import Actor
from appraisal.models import EvaluationRun
from appraisal.services.runs.await_run import evaluate_through_worker
from appraisal.services.runs.revive_runs import revive_runs
from appraisal.services.runs.start_run import start_run

__all__ = ["evaluate_through_worker", "queue_evaluation", "revive_runs"]


def queue_evaluation(
    *,
    region_id: int,
    period_id: int,
    agency_id: int | None = None,
    cause: EvaluationRun.Cause = EvaluationRun.Cause.COMMAND,
    night: datetime.date | None = None,
    actor: Actor | None = None,
) -> EvaluationRun:
    """Start a run, or join the active one of the same period and agency. In the caller's scope.

    Raises:
        PeriodStateError: the period is locked.
        NoSchemeError: no scheme at all is valid on the period's last day.
    """
    return start_run(
        region_id=region_id, period_id=period_id, agency_id=agency_id, cause=cause, night=night, actor=actor
    ).run
