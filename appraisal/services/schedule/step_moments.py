"""At which moment of its day each step runs, in the region's own zone. Pure: no query, no clock of its own."""

import datetime

from appraisal.models import ScheduledStep
from appraisal.services.schedule.step_dates import runs_from

Step = ScheduledStep.Step

NIGHT = datetime.time(2)
"""From when on the open periods are checked each night."""

TIMES = {
    Step.OPEN: datetime.time(0, 5),
    Step.REMIND_REPORT: datetime.time(8),
    Step.CLOSE_ENTRY: datetime.time(0, 5),
    Step.REMIND_RATE: datetime.time(8),
    Step.CLOSE_SCORING: datetime.time(0, 5),
    Step.EVALUATE: datetime.time(1),
    Step.DELIVER: datetime.time(8),
    Step.LOCK: datetime.time(20),
}
"""People are written to when work begins; what nobody reads runs at night; the last act leaves the whole day."""


def moment_of(step: ScheduledStep.Step, due_on: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment from which a step runs: of a closing on the day after, since its own day is still given to people."""
    return datetime.datetime.combine(runs_from(step, due_on), TIMES[step], zone)
