"""On which days the steps of a period fall, by the rule of its kind. Pure: no query, no clock.

A closing (`CLOSE_ENTRY`, `CLOSE_SCORING`) falls on the last day on which people may still report or rate: that day is
`report_until` or `rate_until`. It is done when the day is over, any other step when its day begins: :func:`runs_from`.
"""

import datetime
from dataclasses import dataclass

from agencies.working_days import ONE_DAY, WorkingDays
from appraisal.models import PeriodRule, ScheduledStep
from appraisal.period_codes import PeriodSpan

Step = ScheduledStep.Step

CLOSINGS = frozenset({Step.CLOSE_ENTRY, Step.CLOSE_SCORING})


@dataclass(frozen=True, slots=True)
class TypedNumbers:
    """The numbers of a rule that nobody saved: what is suggested, or typed for a preview. Empty: people do the step."""

    open_before: int | None = None
    remind_before: int | None = None
    report_after: int | None = None
    rate_after: int | None = None
    evaluate_after: int | None = None
    deliver_after: int | None = None
    lock_after: int | None = None


StepNumbers = PeriodRule | TypedNumbers


def step_dates(span: PeriodSpan, rule: StepNumbers, calendar: WorkingDays) -> dict[ScheduledStep.Step, datetime.date]:
    """The day of each step that the rule has a number for, in the order of a period's life; all are working days.

    Opening counts back from the first day (with 0 the last working day on or before it), reminders back from their
    deadlines, all others forward from the last day.
    """
    found: dict[ScheduledStep.Step, datetime.date] = {}
    if rule.open_before is not None:
        found[Step.OPEN] = calendar.before(span.first_day, rule.open_before)
    for step, number in (
        (Step.CLOSE_ENTRY, rule.report_after),
        (Step.CLOSE_SCORING, rule.rate_after),
        (Step.EVALUATE, rule.evaluate_after),
        (Step.DELIVER, rule.deliver_after),
        (Step.LOCK, rule.lock_after),
    ):
        if number is not None:
            found[step] = calendar.after(span.last_day, number)
    if rule.remind_before is not None:
        for reminder, deadline in ((Step.REMIND_REPORT, Step.CLOSE_ENTRY), (Step.REMIND_RATE, Step.CLOSE_SCORING)):
            if deadline in found:
                found[reminder] = calendar.before(found[deadline], rule.remind_before)
    return {step: found[step] for step in Step if step in found}


def runs_from(step: ScheduledStep.Step, due_on: datetime.date) -> datetime.date:
    """The first day, in the region's zone, on which a step is run: a closing after its day is over."""
    return due_on + ONE_DAY if step in CLOSINGS else due_on
