"""Who got more time in a period, those that still run first."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F

from agencies.models import Agency
from appraisal.models import Period, PeriodExtension


@dataclass(frozen=True, slots=True)
class ListedExtension:
    """A line of the list; ``state`` is current, over or ended."""

    id: int
    unit: str
    code: str
    report_until: datetime.date | None
    rate_until: datetime.date | None
    reason: str
    decided_by: str
    decided_at: datetime.datetime
    ended_at: datetime.datetime | None
    state: str


_ORDER = ("current", "over", "ended")


def load_extensions(
    *, period: Period, today: datetime.date, agency_ids: Collection[int] | None = None
) -> list[ListedExtension]:
    """The extensions of a period, of some units or of the region. One query; with units two.

    Units are those of an agency admin: an extension of a unit above covers them, so that it is listed as well.
    """
    rows = PeriodExtension.objects.filter(period=period).select_related("agency")
    if agency_ids is not None:
        rows = rows.filter(agency_id__in=_with_units_above(agency_ids))
    ordered = rows.order_by(F("ended_at").desc(nulls_first=True), "-decided_at", "-id")
    return sorted((_listed(row, today) for row in ordered), key=lambda one: _ORDER.index(one.state))


def _with_units_above(agency_ids: Collection[int]) -> set[int]:
    parents = dict(Agency.objects.values_list("id", "parent_id"))
    found: set[int] = set()
    waiting: list[int | None] = [*agency_ids]
    while waiting:
        unit = waiting.pop()
        if unit is not None and unit not in found:
            found.add(unit)
            waiting.append(parents.get(unit))
    return found


def _listed(row: PeriodExtension, today: datetime.date) -> ListedExtension:
    last = max(day for day in (row.report_until, row.rate_until) if day is not None)
    return ListedExtension(
        id=row.pk,
        unit=row.agency.name,
        code=row.agency.code,
        report_until=row.report_until,
        rate_until=row.rate_until,
        reason=row.reason,
        decided_by=row.decided_by_name,
        decided_at=row.decided_at,
        ended_at=row.ended_at,
        state="ended" if row.ended_at else "over" if last < today else "current",
    )
