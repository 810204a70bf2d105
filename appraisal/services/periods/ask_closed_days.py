"""A locked period was evaluated with the placements of its days: they stay as they were (contract 2.11)."""

import datetime
from collections.abc import Collection

from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.services.find_region_admins import find_region_admins
from agencies.services.organisation.closed_days import Days
from appraisal.period_codes import parse_period_code
from appraisal.services.periods.locked_periods import LockedPeriod, locked_periods


def ask_closed_days(changes: Collection[Days]) -> dict[Days, str]:
    """Why placements may not change from one day to another (None: for good); what may is left out.

    Registered with :mod:`agencies.services.organisation.closed_days`. One query; two more for refusals.
    """
    first = min(first_day for first_day, _last_day in changes)
    last = max(last_day or datetime.date.max for _first_day, last_day in changes)
    locked = locked_periods(first, last)
    if not locked:
        return {}
    closed = {days: found for days in changes if (found := _latest(locked, *days)) is not None}
    if not closed:
        return {}
    admins = ", ".join(find_region_admins()) or _("admin daerah")
    return {days: _sentence(found, admins) for days, found in closed.items()}


def _latest(
    locked: Collection[LockedPeriod], first_day: datetime.date, last_day: datetime.date | None
) -> LockedPeriod | None:
    """The last of the locked periods that share a day with a change."""
    touched = [one for one in locked if one.last_day >= first_day and (last_day is None or one.first_day <= last_day)]
    return max(touched, key=lambda period: period.last_day, default=None)


def _sentence(latest: LockedPeriod, admins: str) -> str:
    sentence = _(
        "Periode %(period)s sudah dikunci pada %(locked)s dan dinilai dengan penempatan saat itu. Minta %(admins)s "
        "membukanya kembali, atau pilih hari sesudah %(last)s."
    )
    return sentence % {
        "period": parse_period_code(latest.code).label,
        "locked": long_date(latest.locked_at),
        "last": long_date(latest.last_day),
        "admins": admins,
    }
