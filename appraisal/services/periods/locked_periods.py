"""Which periods refuse a change, asked so that the answer stays true until the change is stored (contract 2.11)."""

import datetime
from typing import NamedTuple

from django.db import connection

from agencies.tenancy.scope import current_region_id


class LockedPeriod(NamedTuple):
    """A period that is closed, with its days and the moment of its lock."""

    code: str
    first_day: datetime.date
    last_day: datetime.date
    locked_at: datetime.datetime

    def closes(self, first_day: datetime.date, last_day: datetime.date) -> bool:
        """Whether it is, or lies around, the span from one day to another."""
        return self.first_day <= first_day and last_day <= self.last_day


def locked_periods(first_day: datetime.date, last_day: datetime.date) -> list[LockedPeriod]:
    """The locked periods that touch a span of days.

    The share lock keeps the open ones open until this transaction ends: who locks one waits for us, and we for them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, first_day, last_day, locked_at, state FROM appraisal_period"
            " WHERE region_id = %s AND first_day <= %s AND last_day >= %s ORDER BY id FOR SHARE",
            [current_region_id(), last_day, first_day],
        )
        return [LockedPeriod(*period) for *period, state in cursor.fetchall() if state == "locked"]
