"""A locked period was evaluated with the placements of its days: they stay as they were (contract 2.11)."""

import datetime

from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.services.find_region_admins import find_region_admins
from appraisal.period_codes import parse_period_code
from appraisal.services.periods.locked_periods import locked_periods


def ask_closed_days(first_day: datetime.date, last_day: datetime.date | None) -> str | None:
    """Why a placement may not change from one day to another (None: for good), or None when it may.

    Registered with :mod:`agencies.services.organisation.closed_days`. One query; two more for a refusal.
    """
    locked = locked_periods(first_day, last_day or datetime.date.max)
    if not locked:
        return None
    latest = max(locked, key=lambda period: period.last_day)
    admins = ", ".join(find_region_admins()) or _("admin daerah (BKPSDM)")
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
