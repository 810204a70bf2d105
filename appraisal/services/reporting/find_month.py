"""The month that somebody reports on, whether it is open, and which other months are."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Placement
from agencies.services.find_region_admins import find_region_admins
from appraisal.models import Period
from appraisal.period_codes import PeriodSpan, month_code, parse_period_code
from appraisal.services.periods.closings import Closings, Part, periods_around
from appraisal.services.periods.locked_periods import LockedPeriod, closing_lock, find_locks, locked_periods
from appraisal.services.rating.find_rated_period import UNNAMED
from indicators.models import Plan

MONTHS_OFFERED = 12


@dataclass(frozen=True, slots=True)
class ReportMonth:
    """A month; ``closed`` is the sentence that says why nothing can be reported for it, empty while it can.

    Its period may be one that nobody has named yet: then it has no row (``UNNAMED``). ``extended_until`` is how long
    the unit of the person has time beyond the period's own deadline.
    """

    period: Period
    span: PeriodSpan
    closed: str
    extended_until: datetime.date | None = None

    @property
    def code(self) -> str:
        """`2026-11`."""
        return self.span.code

    @property
    def label(self) -> str:
        """`November 2026`."""
        return self.span.label

    @property
    def report_until(self) -> datetime.date | None:
        """Until when reports are expected; after it none is refused until reporting is closed."""
        return self.extended_until or self.period.report_until


@dataclass(frozen=True, slots=True)
class OfferedMonth:
    """A month to choose."""

    code: str
    label: str
    is_here: bool


def find_month(
    *, code: str, today: datetime.date, employee_id: int | None = None, is_held: bool = False
) -> ReportMonth | None:
    """The month that a code names, for a person; nothing where it names a longer period.

    Two queries; two more for a closed month, and three where reporting closed or some unit has an extension.
    ``is_held`` keeps an open month open until the transaction ends, for who is about to change something in it.
    """
    span = parse_period_code(code)
    if span.kind != "month":
        return None
    locks = locked_periods(*span.days) if is_held else find_locks(*span.days)
    around = periods_around(*span.days)
    period = next((one for one in around if one.code == span.code), None) or Period(
        id=UNNAMED, code=span.code, kind=span.kind, first_day=span.first_day, last_day=span.last_day
    )
    if closed := _closed(span, closing_lock(locks, *span.days), today):
        return ReportMonth(period, span, closed)
    closings = Closings.load(part=Part.ENTRY, code=span.code, around=around, today=today)
    if not (closings.closed or closings.extended):
        return ReportMonth(period, span, "")
    units = [] if employee_id is None else _units_of(employee_id, span)
    entry = closings.of(units)
    return ReportMonth(period, span, closings.sentence(entry) if entry else "", closings.until(units))


def _units_of(employee_id: int, span: PeriodSpan) -> list[int]:
    """Where a person sits in the month. One query."""
    places = Placement.objects.filter(employee_id=employee_id).during(*span.days)
    return list(places.values_list("agency_id", flat=True))


def find_months(*, employee_id: int, today: datetime.date, here: str) -> tuple[OfferedMonth, ...]:
    """The open months of the last twelve that a plan of the person may measure, newest first, and the one in view.

    Two queries.
    """
    years = set(Plan.objects.all().agreed().filter(employee_id=employee_id).values_list("year", flat=True))
    spans = [parse_period_code(month_code(day)) for day in _last_months(today)]
    locks = find_locks(spans[-1].first_day, spans[0].last_day)
    codes = [span.code for span in spans if span.year in years and not closing_lock(locks, *span.days)]
    if here not in codes:
        codes = sorted([*codes, here], reverse=True)
    return tuple(OfferedMonth(code, parse_period_code(code).label, code == here) for code in codes)


def _last_months(today: datetime.date) -> Sequence[datetime.date]:
    days = [today.replace(day=1)]
    while len(days) < MONTHS_OFFERED:
        days.append((days[-1] - datetime.timedelta(days=1)).replace(day=1))
    return days


def _closed(span: PeriodSpan, lock: LockedPeriod | None, today: datetime.date) -> str:
    if lock is not None:
        admins = ", ".join(find_region_admins()).removesuffix(".") or _("admin daerah")
        values = {
            "period": span.label,
            "around": parse_period_code(lock.code).label,
            "day": long_date(lock.locked_at),
            "admins": admins,
        }
        if lock.code == span.code:
            return _("Periode %(period)s dikunci pada %(day)s. Minta pembukaan kepada %(admins)s.") % values
        return (
            _("%(around)s, yang memuat %(period)s, dikunci pada %(day)s. Minta pembukaan kepada %(admins)s.") % values
        )
    if span.first_day > today:
        values = {"period": span.label, "day": long_date(span.first_day)}
        return _("%(period)s belum dimulai. Realisasinya dapat dilaporkan mulai %(day)s.") % values
    return ""
