"""The steps whose moment has come, run once each: the heart of the clock (design 6). ``now`` is an argument.

What is due is asked of rows, so that it does not matter when beat fired, how often, or for how long it was down.
"""

import datetime
import logging
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from celery import current_app
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.dates import long_date
from agencies.models import AuditEvent
from agencies.services.ask_worker import WorkerError
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from appraisal.models import ScheduledStep
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.reminders.send_reminders import RemindersRefusedError
from appraisal.services.schedule.plan_steps import plan_steps
from appraisal.services.schedule.step_moments import moment_of
from appraisal.services.schedule.steps import (
    close_step,
    deliver_step,
    evaluate_step,
    lock_step,
    open_step,
    remind_step,
)
from appraisal.services.schedule.steps.turn import Outcome, Turn, wait

Step, State = ScheduledStep.Step, ScheduledStep.State

TASK = "appraisal.run_due_steps"

EXPIRES = 600
"""Seconds after which a message that no worker took is dropped: a later tick has asked again meanwhile."""

FAILED_AGAIN = datetime.timedelta(minutes=15)
"""So long after a failure a step is tried again."""

WAITING_AGAIN = datetime.timedelta(minutes=5)
"""So long after a look a step that waits for something looks again."""

RUNS: Mapping[ScheduledStep.Step, Callable[[Turn], Outcome]] = {
    Step.OPEN: open_step.run,
    Step.REMIND_REPORT: remind_step.run,
    Step.CLOSE_ENTRY: close_step.run,
    Step.REMIND_RATE: remind_step.run,
    Step.CLOSE_SCORING: close_step.run,
    Step.EVALUATE: evaluate_step.run,
    Step.DELIVER: deliver_step.run,
    Step.LOCK: lock_step.run,
}
IN_ORDER = {step: place for place, step in enumerate(Step)}
REMINDERS = frozenset({Step.REMIND_REPORT, Step.REMIND_RATE})
REFUSALS = (PeriodStateError, NoSchemeError, RemindersRefusedError, WorkerError)
"""What a step may be refused with: their text is a sentence for people."""

_log = logging.getLogger("timbang.schedule")


class RanStep(NamedTuple):
    """What became of a step at this tick."""

    period_code: str
    step: ScheduledStep.Step
    state: ScheduledStep.State
    outcome: str


def run_next_step(*, now: datetime.datetime) -> None:
    """Run one due step of the region in scope, and ask for the next one once that is committed.

    A step may take minutes, and what it writes keeps others waiting until it is committed: so each is a transaction.
    """
    if run_due_steps(now=now, most=1) and has_due_steps(timezone.localtime(now)):
        facts = {"region_id": current_region_id(), "now": now.isoformat()}
        transaction.on_commit(lambda: current_app.send_task(TASK, kwargs=facts, expires=EXPIRES), robust=True)


def run_due_steps(*, now: datetime.datetime, most: int | None = None) -> list[RanStep]:
    """Plan the steps of the region in scope, then run those whose moment has come, by day and order of life.

    ``now`` is any aware moment; the region's zone is the one that is active. Each step has a savepoint of its own: one
    that fails is kept with its reason, tried again after a while, and holds back the later ones of its period alone.
    ``most`` is how many at most. Where another transaction is running steps of the region, it is left to that one; a
    step that somebody is just changing waits for the next tick.
    """
    if not _take_turn():
        return []
    local = timezone.localtime(now)
    plan_steps(today=local.date())
    return list(islice((_run(row, local) for row in _due_in_order(local)), most))


def has_due_steps(local: datetime.datetime) -> bool:
    """Whether the moment of any step has come in the region in scope. One query."""
    return any(is_due(row, local) for row in owed_steps(local))


def _take_turn() -> bool:
    """Whether nobody else runs steps of the region until this transaction ends. Never waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('run_due_steps'), %s)", [current_region_id()])
        return bool(cursor.fetchone()[0])


def _due_in_order(local: datetime.datetime) -> Iterator[ScheduledStep]:
    """The steps whose moment has come, each held from its turn on. One query, and one for each."""
    due = [row for row in owed_steps(local) if is_due(row, local)]
    for row in sorted(due, key=lambda row: (row.due_on, IN_ORDER[Step(row.step)])):
        held = owed_steps(local).select_for_update(skip_locked=True, of=("self",)).filter(pk=row.pk).first()
        if held is not None and is_due(held, local):
            yield held


def owed_steps(local: datetime.datetime) -> QuerySet[ScheduledStep]:
    """The steps that may be due: their day has come, they are not done, and were not tried just now."""
    tried = (
        Q(tried_at__isnull=True)
        | Q(state=State.WAITING, tried_at__lte=local - WAITING_AGAIN)
        | Q(state=State.FAILED, tried_at__lte=local - FAILED_AGAIN)
    )
    return ScheduledStep.objects.filter(
        tried, state__in=[State.WAITING, State.FAILED], due_on__lte=local.date()
    ).order_by("due_on", "id")


def is_due(row: ScheduledStep, local: datetime.datetime) -> bool:
    """Whether the moment of a step has come in the region. No query."""
    return moment_of(Step(row.step), row.due_on, local.tzinfo or datetime.UTC) <= local


def _run(row: ScheduledStep, local: datetime.datetime) -> RanStep:
    try:
        with transaction.atomic():
            outcome = _held_back(row) or RUNS[Step(row.step)](Turn(row, local))
            state = State.DONE if outcome.is_done else State.WAITING
            _keep(row, state, outcome.sentence, local)
    except REFUSALS as error:
        _keep(row, State.FAILED, str(error), local)
    except Exception as error:  # noqa: BLE001 - one step must not keep the others of the region waiting
        _log.exception("step %s of %s failed", row.step, row.period_code)
        _keep(row, State.FAILED, f"Langkah ini gagal karena galat sistem ({type(error).__name__}).", local)
    return RanStep(row.period_code, Step(row.step), State(row.state), row.outcome)


def _held_back(row: ScheduledStep) -> Outcome | None:
    """The wait for an earlier step of the same period; nobody waits for a reminder."""
    earlier = [step for step in Step if IN_ORDER[step] < IN_ORDER[Step(row.step)] and step not in REMINDERS]
    open_ones = ScheduledStep.objects.filter(
        period_code=row.period_code, step__in=earlier, state__in=[State.WAITING, State.FAILED]
    )
    if Step(row.step) in REMINDERS:
        open_ones = open_ones.filter(step=Step.OPEN)
    first = min(open_ones, key=lambda one: IN_ORDER[Step(one.step)], default=None)
    if first is None:
        return None
    return wait(f"Menunggu langkah sebelumnya: {first.get_step_display()}, {long_date(first.due_on)}.")


def _keep(row: ScheduledStep, state: ScheduledStep.State, sentence: str, local: datetime.datetime) -> None:
    """Two statements; one for a step that is not done."""
    row.state, row.outcome, row.tried_at = state, sentence, local
    row.done_at = local if state == State.DONE else None
    row.save(update_fields=["state", "outcome", "tried_at", "done_at"])
    if state == State.DONE:
        record_event(
            action=AuditEvent.Action.SCHEDULE_STEP_DONE,
            subject=str(row),
            details={"step": row.step, "due_on": row.due_on.isoformat(), "outcome": sentence},
        )
