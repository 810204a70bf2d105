"""What is due until when in the periods that are open."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from appraisal.models import Period
from appraisal.models.period import PeriodState
from appraisal.period_codes import parse_period_code

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class PeriodDeadline:
    """A period by its name, with the last days to report and to rate; either may not be set."""

    label: str
    report_until: datetime.date | None
    rate_until: datetime.date | None


def find_deadlines() -> list[PeriodDeadline]:
    """The newest open periods of the region that have a deadline. One query."""
    has_one = Q(report_until__isnull=False) | Q(rate_until__isnull=False)
    periods = Period.objects.filter(has_one, state=PeriodState.OPEN).order_by("-first_day", "last_day")[:MOST_SHOWN]
    return [PeriodDeadline(parse_period_code(one.code).label, one.report_until, one.rate_until) for one in periods]
