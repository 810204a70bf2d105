"""What the figures of a run tell of levels that were saved and not sent, or that others can still send."""

from appraisal.models import EvaluationRun
from appraisal.services.evaluation.evaluate_period import Telling
from appraisal.services.evaluation.leave_unsent import leave_unsent

Cause = EvaluationRun.Cause


def leaves_unsent(run: EvaluationRun) -> bool:
    """Whether a run leaves out what people must not see yet (docs/adr/0012): its period comes with it.

    Nobody asked for the nightly check, so it always does; what somebody asks for on a page does unless rating was
    closed when it began. The schedule's run and the operator's take everything.
    """
    if run.cause == Cause.HAND:
        closed_at = run.period.scoring_closed_at
        return closed_at is None or closed_at > run.started_at
    return run.cause == Cause.NIGHT


def telling_of(run: EvaluationRun) -> Telling | None:
    """The same for one block of the run."""
    return leave_unsent if leaves_unsent(run) else None
