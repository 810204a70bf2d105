"""Which dates of the schedule would move if a day counted differently. Nothing is saved."""

import datetime
from dataclasses import dataclass

from agencies.working_days import SpecialDay, WorkingDays
from appraisal.models import PeriodRule, ScheduledStep
from appraisal.period_codes import parse_period_code
from appraisal.services.schedule.step_dates import step_dates


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A step of a period, its day now and its day then."""

    label: str
    step: str
    before: datetime.date
    after: datetime.date


def foresee_day(*, changed: SpecialDay, today: datetime.date) -> tuple[MovedDate, ...]:
    """The waiting steps that a day of the region would move, in order of their days. At most three queries."""
    rules = {rule.kind: rule for rule in PeriodRule.objects.filter(is_on=True)}
    waiting = ScheduledStep.objects.filter(
        state=ScheduledStep.State.WAITING, is_moved=False, due_on__gte=today, kind__in=list(rules)
    )
    rows = list(waiting.order_by("due_on", "id"))
    if not rows:
        return ()
    spans = {row.period_code: parse_period_code(row.period_code) for row in rows}
    stored = WorkingDays.load(
        min(span.first_day for span in spans.values()), max(span.last_day for span in spans.values())
    )
    calendar = stored.with_day(changed)
    dates = {code: step_dates(span, rules[span.kind], calendar) for code, span in spans.items()}
    found = []
    for row in rows:
        step = ScheduledStep.Step(row.step)
        after = dates[row.period_code].get(step, row.due_on)
        if after != row.due_on:
            found.append(MovedDate(spans[row.period_code].label, step.label, row.due_on, after))
    return tuple(found)
