"""Rule 9: which months of a period belong to which of an employee's plans, and each plan's calendar days."""

from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from appraisal.scoring.types import PlacementKind


class DaySpan(NamedTuple):
    """From the first to the last day, both included."""

    first: date
    last: date


class DatedPlan(NamedTuple):
    """A plan and the days on which its placement holds; a return to the same post makes several spans."""

    key: str
    kind: PlacementKind
    spans: tuple[DaySpan, ...]


class PlanShare(NamedTuple):
    """A plan in a period: its months, and its calendar days within the period. Without months it is not evaluated."""

    months: tuple[int, ...]
    days: int


def assign_months(plans: Sequence[DatedPlan], year: int, months: Collection[int]) -> dict[str, PlanShare]:
    """Each plan's share of a period of one year, by plan key.

    A month belongs to the definitive plan with more days in it (on a tie to the later one: the one whose last day in
    the month is later), and to each plt or plh plan whose days touch it.
    """
    spans = {plan.key: _without_overlap(plan.spans) for plan in plans}
    owned: dict[str, list[int]] = {plan.key: [] for plan in plans}
    days = dict.fromkeys(owned, 0)
    for month in sorted(months):
        claims = []
        for plan in plans:
            amount, last = _days_held(spans[plan.key], *_month_bounds(year, month))
            days[plan.key] += amount
            if amount and plan.kind is PlacementKind.DEFINITIVE:
                claims.append((amount, last, plan.key))
            elif amount:
                owned[plan.key].append(month)
        if claims:
            owned[max(claims)[2]].append(month)
    return {key: PlanShare(tuple(owned[key]), days[key]) for key in owned}


@lru_cache(maxsize=1024)
def share_alone(kind: PlacementKind, spans: tuple[DaySpan, ...], year: int, months: tuple[int, ...]) -> PlanShare:
    """The share of a plan that competes with no other. Remembered, since most people hold one place all the period."""
    return assign_months([DatedPlan("", kind, spans)], year, months)[""]


def _days_held(spans: Sequence[DaySpan], first: date, last: date) -> tuple[int, date]:
    """How many of these days the spans hold, and the last one of them (``date.min`` if none)."""
    amount, latest = 0, date.min
    for span in spans:
        start, end = max(span.first, first), min(span.last, last)
        if start <= end:
            amount += (end - start).days + 1
            latest = end
    return amount, latest


def _without_overlap(spans: Sequence[DaySpan]) -> list[DaySpan]:
    """The spans in order, each cut to start after the one before, so that no day counts twice."""
    separate: list[DaySpan] = []
    for span in sorted(spans):
        start = max(span.first, separate[-1].last + timedelta(days=1)) if separate else span.first
        if start <= span.last:
            separate.append(DaySpan(start, span.last))
    return separate


@cache
def _month_bounds(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
