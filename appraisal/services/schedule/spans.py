"""The periods of a kind that a schedule looks at. Pure: no query."""

import datetime

from appraisal.period_codes import PeriodSpan
from appraisal.services.periods.load_year import spans_of

AHEAD = datetime.timedelta(days=60)
"""How long before its first day a period is planned, also of the next year."""

BEHIND = datetime.timedelta(days=400)
"""How long after its last day a period still gets steps, should nothing have run for so long."""


def spans_of_kind(kind: str, year: int) -> list[PeriodSpan]:
    """The periods of a kind in a year, in order."""
    months, longer = spans_of(year)
    return [span for span in (*months, *longer) if span.kind == kind]


def spans_at_hand(kind: str, today: datetime.date) -> list[PeriodSpan]:
    """The periods of a kind that a schedule plans on a day: this year's, those before and after in reach.

    The one after the current is always among them, so that something is due before each period begins.
    """
    near = [span for year in range(today.year - 2, today.year + 2) for span in spans_of_kind(kind, year)]
    following = next(span.first_day for span in near if span.first_day > today)
    until = max(following, today + AHEAD, datetime.date(today.year, 12, 31))
    return [span for span in near if span.last_day >= today - BEHIND and span.first_day <= until]


def current_span(kind: str, today: datetime.date) -> PeriodSpan:
    """The period of a kind that a day belongs to."""
    return next(span for span in spans_of_kind(kind, today.year) if span.first_day <= today <= span.last_day)
