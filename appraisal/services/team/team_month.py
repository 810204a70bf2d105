"""The month that the pages of a team are about."""

import datetime

from appraisal.models import Period, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.services.delegation.find_silent_raters import rating_due


def team_month(today: datetime.date) -> Period | None:
    """The last month while it is still to be rated, else the newest one that has begun. One query."""
    newest = list(Period.objects.filter(kind=PeriodKind.MONTH, first_day__lte=today).order_by("-first_day")[:2])
    if len(newest) > 1 and _is_rated_now(newest[1], today):
        return newest[1]
    return newest[0] if newest else None


def _is_rated_now(period: Period, today: datetime.date) -> bool:
    return not period.is_locked and rating_due(parse_period_code(period.code), period.rate_until) >= today
