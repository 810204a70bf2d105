"""One plan evaluated afresh, in the transaction of an act that must rest on figures of this moment."""

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Evaluation, Period
from appraisal.services.evaluation.evaluate_period import evaluate_block
from appraisal.services.evaluation.period_facts import load_period_facts


def evaluate_plan(*, period: Period, plan_id: int, actor: Actor) -> None:
    """Write what differs, and record it where something did.

    Raises:
        PeriodStateError: the period is locked.
        NoSchemeError: the agency has no valid scheme.
    """
    tally = evaluate_block(facts=load_period_facts(period), plan_ids=[plan_id])
    if tally.written or tally.withdrawn:
        details = {"plan": plan_id, "written": tally.written, "withdrawn": tally.withdrawn}
        record_event(action=AuditEvent.Action.PERIOD_EVALUATED, subject=period.code, actor=actor, details=details)


def evaluation_in_force(*, period: Period, plan_id: int) -> Evaluation | None:
    """The newest one of a plan, with its employee and scheme."""
    found = Evaluation.objects.filter(period=period, plan_id=plan_id).latest()
    return found.select_related("employee", "scheme").first()
