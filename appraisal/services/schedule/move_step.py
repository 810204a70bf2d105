"""A step of one period falls on another working day than its rule says."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.working_days import WorkingDays
from appraisal.models import ScheduledStep
from appraisal.services.schedule.plan_steps import follow_deadlines
from appraisal.services.schedule.rule_words import STEP_NAMES
from appraisal.services.schedule.step_errors import StepRefusedError, held_step, refuse_after_sealing

State, Step = ScheduledStep.State, ScheduledStep.Step

MOST_AHEAD = datetime.timedelta(days=730)

#: What must be over before what; a closing takes its whole day, so that nothing of the next may share it.
_CHAIN = (Step.OPEN, Step.CLOSE_ENTRY, Step.CLOSE_SCORING, Step.EVALUATE, Step.DELIVER, Step.LOCK)
_AFTER_A_CLOSING = frozenset({Step.EVALUATE, Step.DELIVER, Step.LOCK})
_DEADLINE_OF = {Step.REMIND_REPORT: Step.CLOSE_ENTRY, Step.REMIND_RATE: Step.CLOSE_SCORING}


@transaction.atomic
def move_step(
    *, step: ScheduledStep, day: datetime.date, reason: str, shown: str, actor: Actor, today: datetime.date
) -> ScheduledStep:
    """Move a step; the deadlines of its period follow. One event.

    Raises:
        StepChangedError: it is not what was shown.
        StepRefusedError: done, no reason, no working day, in the past, out of order, or ratings that are sealed.
    """
    stored, why = held_step(step, shown, reason)
    before = stored.due_on
    _refuse_day(day, today)
    if stored.step == Step.CLOSE_SCORING:
        refuse_after_sealing(stored.period_code, today)
    _refuse_order(stored, day)
    stored.due_on, stored.is_moved, stored.state = day, True, State.WAITING
    stored.reason, stored.outcome, stored.tried_at = why, "", None
    stored.changed_by_id = actor.user_id
    stored.save()
    follow_deadlines(today=today)
    record_event(
        action=AuditEvent.Action.SCHEDULE_STEP_CHANGED,
        subject=str(stored),
        actor=actor,
        details={"step": stored.step, "before": before.isoformat(), "after": day.isoformat()},
        reason=why,
    )
    return stored


def _refuse_day(day: datetime.date, today: datetime.date) -> None:
    if day < today:
        raise StepRefusedError(_("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."), "day")
    if day > today + MOST_AHEAD:
        raise StepRefusedError(_("Tanggal ini terlalu jauh. Pilih tanggal dalam dua tahun ke depan."), "day")
    calendar = WorkingDays.load(today, day)
    why = calendar.name_of(day)
    if why is not None:
        values = {"day": long_date(day), "why": why, "next": long_date(calendar.after(day, 0))}
        raise StepRefusedError(_("%(day)s bukan hari kerja: %(why)s. Hari kerja berikutnya %(next)s.") % values, "day")


def _refuse_order(step: ScheduledStep, day: datetime.date) -> None:
    """One query: the other steps of the period."""
    others = ScheduledStep.objects.filter(period_code=step.period_code).exclude(pk=step.pk)
    days = {Step(one.step): one.due_on for one in others if one.state != State.SKIPPED}
    name = Step(step.step)
    for other, due_on in days.items():
        order = _must_precede(name, other)
        if order is None:
            continue
        first, then = ((name, day), (other, due_on)) if order else ((other, due_on), (name, day))
        if not _in_order(*first, *then):
            values = {"other": STEP_NAMES[other], "day": long_date(due_on)}
            if order:
                raise StepRefusedError(
                    _("Terlalu lambat: %(other)s dijadwalkan %(day)s. Pindahkan langkah itu lebih dulu.") % values,
                    "day",
                )
            raise StepRefusedError(
                _("Terlalu awal: %(other)s dijadwalkan %(day)s. Pilih tanggal sesudahnya.") % values, "day"
            )


def _must_precede(step: ScheduledStep.Step, other: ScheduledStep.Step) -> bool | None:
    """Whether the first comes before the second (True) or after it (False); None where the order is free."""
    if step in _DEADLINE_OF:
        return True if _DEADLINE_OF[step] == other else None
    if other in _DEADLINE_OF:
        return False if _DEADLINE_OF[other] == step else None
    return _CHAIN.index(step) < _CHAIN.index(other)


def _in_order(first: ScheduledStep.Step, day: datetime.date, then: ScheduledStep.Step, other: datetime.date) -> bool:
    if first in (Step.CLOSE_ENTRY, Step.CLOSE_SCORING) and then in _AFTER_A_CLOSING:
        return day < other
    return day <= other
