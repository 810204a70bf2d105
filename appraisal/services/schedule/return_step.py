"""A step that was moved or skipped is planned by its rule again."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.working_days import WorkingDays
from appraisal.models import PeriodRule, ScheduledStep
from appraisal.period_codes import parse_period_code
from appraisal.services.schedule.plan_steps import follow_deadlines
from appraisal.services.schedule.step_dates import step_dates
from appraisal.services.schedule.step_errors import StepRefusedError, held_step, refuse_after_sealing

State, Step = ScheduledStep.State, ScheduledStep.Step


@transaction.atomic
def return_step(*, step: ScheduledStep, reason: str, shown: str, actor: Actor, today: datetime.date) -> ScheduledStep:
    """Give a step the day of its rule; one that is over runs as soon as the clock looks. One event.

    Raises:
        StepChangedError: it is not what was shown.
        StepRefusedError: done, no reason, as its rule says already, no rule for it, or ratings that are sealed.
    """
    stored, why = held_step(step, shown, reason)
    if stored.state != State.SKIPPED and not stored.is_moved:
        raise StepRefusedError(_("Langkah ini sudah mengikuti aturan."))
    day = day_by_rule(stored)
    if day is None:
        raise StepRefusedError(_("Aturan jenis periode ini tidak lagi menjalankan langkah ini. Isi dulu aturannya."))
    if stored.step == Step.CLOSE_SCORING and day > stored.due_on:
        refuse_after_sealing(stored.period_code, today)
    before = {"due_on": stored.due_on.isoformat(), "state": stored.state}
    stored.due_on, stored.is_moved, stored.state = day, False, State.WAITING
    stored.reason, stored.outcome, stored.tried_at = "", "", None
    stored.changed_by_id = actor.user_id
    stored.save()
    follow_deadlines(today=today)
    record_event(
        action=AuditEvent.Action.SCHEDULE_STEP_CHANGED,
        subject=str(stored),
        actor=actor,
        details={"step": stored.step, "before": before, "after": {"due_on": day.isoformat(), "state": "waiting"}},
        reason=why,
    )
    return stored


def day_by_rule(step: ScheduledStep) -> datetime.date | None:
    """The day that the rule of its kind gives a step; None where it is off or has no number. At most two queries."""
    rule = PeriodRule.objects.filter(kind=step.kind, is_on=True).first()
    if rule is None:
        return None
    span = parse_period_code(step.period_code)
    return step_dates(span, rule, WorkingDays.load(*span.days)).get(Step(step.step))
