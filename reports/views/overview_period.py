"""Which period an overview begins with: one that is over, since the figures of a running month fall by themselves."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from appraisal.models import Period
from appraisal.views.period_choice import PeriodChoice, chosen_period


def overview_period(periods: QuerySet[Period], code: str | None, today: datetime.date) -> PeriodChoice:
    """The period that the address names, else the newest that is over; a running one while there is none.

    Raises:
        Http404: the address names one that was not evaluated.
    """
    return chosen_period(
        periods, next((one.code for one in over_first(periods, today)), None) if code is None else code
    )


def over_first(periods: Iterable[Period], today: datetime.date) -> Sequence[Period]:
    """Those that are over before those that still run, each in their order."""
    return sorted(periods, key=lambda one: one.last_day >= today)
