"""Raters who are late, as their superior sees them (contract 6: take over when the rater is silent)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from agencies.models import Employee, Placement, PlacementKind
from appraisal.models import Period
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.rating.rating_progress import ProgressRow, RatingProgress

DAYS_WITHOUT_DEADLINE = 5
"""After the last day of a period that has no deadline (docs/adr/0007)."""


@dataclass(frozen=True, slots=True)
class SilentRater:
    """A rater with rows that are late in a period; ``also`` are the labels of other periods that are late as well."""

    rater_id: int
    name: str
    code: str
    label: str
    waiting: int
    total: int
    due: datetime.date
    also: tuple[str, ...]


def rating_due(span: PeriodSpan, rate_until: datetime.date | None) -> datetime.date:
    """The last day to rate a period; five days after its last where none was set."""
    return rate_until or span.last_day + datetime.timedelta(days=DAYS_WITHOUT_DEADLINE)


def is_overdue(period: Period, today: datetime.date) -> bool:
    """Whether the raters of a period have had their time."""
    return rating_due(parse_period_code(period.code), period.rate_until) < today


class _Seat(NamedTuple):
    """Where a rater sits, and under whom."""

    first_day: datetime.date
    last_day: datetime.date | None
    superior_id: int | None


class Superiors:
    """The superiors of some raters by date: the supervisor of the rater's own placement on that day."""

    def __init__(self, seats: Mapping[int, Sequence[_Seat]]) -> None:
        self._seats = seats

    @classmethod
    def load(cls, raters: Any, begin: datetime.date, today: datetime.date) -> "Superiors":
        """Of raters (ids, or a query for them) between two days. One query; the definitive place goes first."""
        rows = Placement.objects.during(begin, today).filter(employee_id__in=raters).order_by("first_day", "id")
        seats: dict[int, list[_Seat]] = defaultdict(list)
        columns = ("employee_id", "kind", "first_day", "last_day", "supervisor_id")
        for employee_id, kind, first_day, last_day, superior_id in rows.values_list(*columns):
            place = 0 if kind == PlacementKind.DEFINITIVE else len(seats[employee_id])
            seats[employee_id].insert(place, _Seat(first_day, last_day, superior_id))
        return cls(seats)

    def of(self, rater_id: int, day: datetime.date) -> int | None:
        """The superior on a day; none where the rater has no seat, or nobody above."""
        for seat in self._seats.get(rater_id, ()):
            if seat.first_day <= day and (seat.last_day is None or day <= seat.last_day):
                return seat.superior_id
        return None


def find_silent_raters(
    *,
    progress: RatingProgress,
    superiors: Superiors,
    periods: Sequence[Period],
    superior_id: int,
    rates_as: Collection[int],
    today: datetime.date,
) -> tuple[SilentRater, ...]:
    """The raters under a superior whose rows in overdue ``periods`` (open ones) are not all sent, the latest first.

    Who is stood in for already (``rates_as``) is left out. One query.
    """
    late: dict[int, list[tuple[Period, list[ProgressRow]]]] = defaultdict(list)
    for period in sorted(periods, key=lambda one: (one.last_day, one.first_day)):
        if is_overdue(period, today):
            for rater_id, rows in _late_rows(progress, period):
                if rater_id not in rates_as and superiors.of(rater_id, period.last_day) == superior_id:
                    late[rater_id].append((period, rows))
    names = dict(Employee.objects.filter(pk__in=late).values_list("id", "name"))
    return tuple(_silent(rater_id, names[rater_id], found) for rater_id, found in late.items())


def _late_rows(progress: RatingProgress, period: Period) -> Iterator[tuple[int, list[ProgressRow]]]:
    by_rater: dict[int, list[ProgressRow]] = defaultdict(list)
    for row in progress.rows_of(parse_period_code(period.code)):
        if row.rater_id is not None and row.employee_id != row.rater_id:
            by_rater[row.rater_id].append(row)
    for rater_id, rows in by_rater.items():
        if any(row.is_waiting for row in rows):
            yield rater_id, rows


def _silent(rater_id: int, name: str, found: Sequence[tuple[Period, list[ProgressRow]]]) -> SilentRater:
    period, rows = found[0]
    span = parse_period_code(period.code)
    return SilentRater(
        rater_id=rater_id,
        name=name,
        code=period.code,
        label=span.label,
        waiting=sum(row.is_waiting for row in rows),
        total=sum(not row.is_excluded for row in rows),
        due=rating_due(span, period.rate_until),
        also=tuple(parse_period_code(one.code).label for one, _rows in found[1:]),
    )
