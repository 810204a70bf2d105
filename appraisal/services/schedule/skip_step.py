"""A step of one period is not run by itself: people do it, or nobody does."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import ScheduledStep
from appraisal.services.schedule.step_errors import StepRefusedError, held_step

State = ScheduledStep.State


@transaction.atomic
def skip_step(*, step: ScheduledStep, reason: str, shown: str, actor: Actor) -> ScheduledStep:
    """Take a step out of the schedule; its day stays as it was. One event.

    Raises:
        StepChangedError: it is not what was shown.
        StepRefusedError: it is done or skipped already, or no reason is given.
    """
    stored, why = held_step(step, shown, reason)
    if stored.state == State.SKIPPED:
        raise StepRefusedError(_("Langkah ini sudah dilewati."))
    before = stored.state
    stored.state, stored.reason, stored.outcome = State.SKIPPED, why, ""
    stored.changed_by_id = actor.user_id
    stored.save()
    record_event(
        action=AuditEvent.Action.SCHEDULE_STEP_CHANGED,
        subject=str(stored),
        actor=actor,
        details={"step": stored.step, "before": before, "after": State.SKIPPED.value},
        reason=why,
    )
    return stored
