"""Whom a period does not wait for, by a recorded exclusion."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.dates import long_date
from appraisal.models import Exclusion


@dataclass(frozen=True, slots=True)
class Excluded:
    """An exclusion in force, as screens say it."""

    id: int
    kind: Exclusion.Kind
    first_day: datetime.date
    last_day: datetime.date | None
    reason: str

    @property
    def sentence(self) -> str:
        """`Cuti melahirkan, 1 November 2026 sampai 31 Januari 2027.`"""
        values = {"reason": self.reason[:1].upper() + self.reason[1:], "first": long_date(self.first_day)}
        if self.last_day is None:
            return _("%(reason)s, sejak %(first)s.") % values
        return _("%(reason)s, %(first)s sampai %(last)s.") % {**values, "last": long_date(self.last_day)}


def find_exclusions(*, employee_ids: Collection[int], last_day: datetime.date) -> dict[int, Excluded]:
    """By person, the exclusion of each whom it leaves out on the last day of a period. One query.

    Who is back before the period ends can report and be rated; the months they missed are the rater's to declare.
    """
    rows = Exclusion.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=last_day),
        employee_id__in=employee_ids,
        ended_at__isnull=True,
        first_day__lte=last_day,
    )
    return {
        row.employee_id: Excluded(row.pk, Exclusion.Kind(row.kind), row.first_day, row.last_day, row.reason)
        for row in rows.order_by("-first_day", "-id")
    }
