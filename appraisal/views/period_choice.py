"""Which period a screen shows, and which others it offers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from appraisal.models import Period
from appraisal.period_codes import parse_period_code


@dataclass(frozen=True, slots=True)
class OfferedPeriod:
    """A period to choose: its code for the address, its label for people."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """The period in view and all that could be; without any period there is nothing to show yet."""

    period: Period | None
    label: str
    offered: Sequence[OfferedPeriod]


def chosen_period(periods: QuerySet[Period], code: str | None) -> PeriodChoice:
    """The period that the address names, else the first.

    Raises:
        Http404: the address names one that is not among them.
    """
    found = list(periods)
    offered = [OfferedPeriod(period.code, label_of(period)) for period in found]
    if code is None and not found:
        return PeriodChoice(None, "", offered)
    period = next((period for period in found if code is None or period.code == code), None)
    if period is None:
        raise Http404
    return PeriodChoice(period, label_of(period), offered)


@dataclass(frozen=True, slots=True)
class PeriodSwitch:
    """The other periods of a page whose address names one; the form goes to ``action``, which leads on."""

    action: str
    code: str
    offered: Sequence[OfferedPeriod]


MOST_OFFERED = 24


def switch_of(code: str, action: str) -> PeriodSwitch:
    """The newest periods of the region, the longer ones before their months. One query."""
    newest = Period.objects.order_by("-last_day", "first_day")[:MOST_OFFERED]
    return PeriodSwitch(action, code, [OfferedPeriod(period.code, label_of(period)) for period in newest])


def label_of(period: Period) -> str:
    """`Januari 2026`, `Triwulan I 2026`, `Semester I 2026`, `Tahun 2026`."""
    return parse_period_code(period.code).label
