"""A step's turn: what it is told, and what it answers."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from appraisal.models import Period, ScheduledStep
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.periods.locked_periods import LockedPeriod, closing_lock, find_locks


class Outcome(NamedTuple):
    """Whether the step is done, and one sentence for the region admin; a step that is not done comes again."""

    is_done: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A step whose moment has come; ``now`` is local time of the region."""

    step: ScheduledStep
    now: datetime.datetime

    @property
    def today(self) -> datetime.date:
        """The day in the region."""
        return self.now.date()

    @property
    def span(self) -> PeriodSpan:
        """The period by its code."""
        return parse_period_code(self.step.period_code)

    @property
    def zone(self) -> datetime.tzinfo:
        """The zone of the region."""
        return self.now.tzinfo or datetime.UTC

    def period(self) -> Period:
        """The period, made where nobody has named it yet. One query, more for a new one."""
        found = Period.objects.filter(code=self.step.period_code).first()
        return found or ensure_period(code=self.step.period_code)

    def lock(self) -> LockedPeriod | None:
        """The lock of the period, or that of a longer one around it. One query."""
        days = self.span.days
        return closing_lock(find_locks(*days), *days)


def done(sentence: str) -> Outcome:
    """The step is over."""
    return Outcome(is_done=True, sentence=sentence)


def wait(sentence: str) -> Outcome:
    """The step comes again; the sentence says what it waits for."""
    return Outcome(is_done=False, sentence=sentence)
