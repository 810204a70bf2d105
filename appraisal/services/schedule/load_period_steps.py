"""The steps of one period, as a line of what was done and what comes."""

import datetime
from dataclasses import dataclass

from agencies.dates import long_date
from appraisal.models import Period, ScheduledStep
from appraisal.services.schedule.load_schedule import step_note
from appraisal.services.schedule.rule_words import STEP_NAMES

Step = ScheduledStep.Step


@dataclass(frozen=True, slots=True)
class PeriodStep:
    """An entry of the line: the step, its day, one sentence on how it stands."""

    title: str
    moment: str
    text: str
    is_done: bool


def load_period_steps(*, period: Period, today: datetime.date) -> list[PeriodStep]:
    """The steps of a period in the order of its life; none where it does not run by itself. One query."""
    rows = {Step(row.step): row for row in ScheduledStep.objects.filter(period_code=period.code)}
    return [
        PeriodStep(
            title=str(STEP_NAMES[step]),
            moment=long_date(rows[step].due_on),
            text=step_note(rows[step], today),
            is_done=rows[step].state == ScheduledStep.State.DONE,
        )
        for step in Step
        if step in rows
    ]
