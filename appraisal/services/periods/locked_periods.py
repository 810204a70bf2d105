"""Which periods refuse a change (contract 2.11); asked for a change, the answer stays true until it is stored."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from agencies.tenancy.scope import current_region_id
from appraisal.models import Period, PeriodState


class LockedPeriod(NamedTuple):
    """A period that is closed, with its days and the moment of its lock."""

    code: str
    first_day: datetime.date
    last_day: datetime.date
    locked_at: datetime.datetime

    def closes(self, first_day: datetime.date, last_day: datetime.date) -> bool:
        """Whether it is, or lies around, the span from one day to another."""
        return self.first_day <= first_day and last_day <= self.last_day


def closing_lock(
    locks: Iterable[LockedPeriod], first_day: datetime.date, last_day: datetime.date
) -> LockedPeriod | None:
    """The lock that closes a span: the span's own before those of longer periods around it; none where it is open."""
    around = [lock for lock in locks if lock.closes(first_day, last_day)]
    own = (lock for lock in around if (lock.first_day, lock.last_day) == (first_day, last_day))
    return next(own, around[0] if around else None)


def find_locks(first_day: datetime.date, last_day: datetime.date) -> list[LockedPeriod]:
    """The locked periods that touch a span of days, for reading: nobody waits for it. One query."""
    locked = Period.objects.filter(state=PeriodState.LOCKED, first_day__lte=last_day, last_day__gte=first_day)
    columns = ("code", "first_day", "last_day", "locked_at")
    return [LockedPeriod(*row) for row in locked.order_by("first_day", "-last_day").values_list(*columns)]


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
