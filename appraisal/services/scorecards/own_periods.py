"""The periods of an employee: those with an own result, and those in which one is coming about."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear

from agencies.dates import long_date
from appraisal.models import Period, PeriodState
from appraisal.scoring.own_advice import Until
from appraisal.services.scorecards.find_evaluations import own_evaluations
from indicators.models import Plan


@dataclass(frozen=True, slots=True)
class OwnPeriod:
    """A period as its employee meets it: whether figures can still change, and until when work and reports count."""

    period: Period
    is_open: bool
    until: Until
    today: datetime.date

    @classmethod
    def of(cls, period: Period, today: datetime.date) -> "OwnPeriod":
        """A period of :func:`own_periods`."""
        is_open = not getattr(period, "is_closed", period.is_locked)
        return cls(period, is_open, _until(period, today) if is_open else Until("", ""), today)


def own_periods(employee_id: int, today: datetime.date) -> QuerySet[Period]:
    """The newest first, a month before its quarter: evaluated ones, and open ones that have begun under an own plan.

    The first is what *Kinerja saya* opens with. For the person that is the month that runs now, as soon as the region
    has opened it: what one still can do something about. A month that ended comes before it as long as its results
    may still be reported, because its work is due first. Who looks for the last result finds it one link away.
    """
    around = Period.objects.filter(
        state=PeriodState.LOCKED, first_day__lte=OuterRef("first_day"), last_day__gte=OuterRef("last_day")
    )
    plans = Plan.objects.all().agreed().filter(employee_id=employee_id, year=ExtractYear(OuterRef("first_day")))
    found = Period.objects.annotate(is_closed=Exists(around)).filter(
        Exists(own_evaluations(employee_id).filter(period=OuterRef("pk")))
        | Q(Exists(plans), is_closed=False, first_day__lte=today)
    )
    return found.order_by("-first_day", "last_day")


def first_of(periods: list[Period], today: datetime.date) -> Period | None:
    """The period to open with (see :func:`own_periods`); they come newest first."""
    due = [
        one for one in periods if one.last_day < today and one.report_until is not None and one.report_until >= today
    ]
    is_open = [one for one in due if one.kind == "month" and not getattr(one, "is_closed", one.is_locked)]
    return next(iter([*is_open, *periods]), None)


def _until(period: Period, today: datetime.date) -> Until:
    """Days that are over are not named: then the step says what to do and leaves the date out."""
    report = period.report_until or period.last_day
    return Until(
        long_date(period.last_day) if today <= period.last_day else "",
        long_date(report) if today <= report else "",
    )
