"""One month of one person: what was agreed, what came of it, and how often the person was there."""

import calendar
import random
from collections.abc import Sequence
from typing import NamedTuple

from config.demo.book import Item, Measure
from config.demo.people import YEAR

RANGE = " s.d. "
GROWS = " > "

#: Weekdays of 2026 that are no workdays: national holidays and cuti bersama (SKB 3 Menteri 1497/2025), by month.
DAYS_OFF = {
    1: {1, 16}, 2: {16, 17}, 3: {18, 19, 20, 23, 24}, 4: {3}, 5: {1, 14, 15, 27, 28}, 6: {1, 16}, 8: {17, 25},
    12: {24, 25},
}  # fmt: skip
LAST_COUNTED = {11: 20}
"""The last day that a recap counts, where the month is not over: Friday, 20 November 2026."""

LATE_AND_EARLY = 8
"""TL1 to TL4, then PSW1 to PSW4."""


class MonthOf(NamedTuple):
    """A month, how well its person works, and the luck of that month."""

    month: int
    quality: float
    chance: random.Random


class Found(NamedTuple):
    """A reported value as a file writes it, and the person's note on it."""

    value: str
    note: str


def target_of(measure: Measure, item: Item, month: int) -> str:
    """The target of an item in a month as a file writes it; empty where it is not measured."""
    if item.is_additional or month not in measure.months:
        return ""
    if RANGE in measure.target:
        return measure.target
    return _written(_target(measure, item, month), measure.decimals)


def actual_of(measure: Measure, item: Item, of: MonthOf) -> Found | None:
    """What the person reports; nothing for a month that is not measured or a figure that is not published yet."""
    if item.is_additional:
        return Found("1", "") if of.chance.random() < of.quality - 0.7 else None
    if of.month not in measure.months or measure.spread is None:
        return None
    done = of.quality * (1 + of.chance.gauss(0, measure.spread))
    value = min(max(_value(measure, item, of, done), 0.0), measure.most)
    return Found(_written(value, measure.decimals), measure.obstacle if done < 0.88 else "")


def attendance_of(of: MonthOf, absent: int) -> Sequence[int]:
    """A recap's counts in the order of its file: workdays, present, TK, TL1 to TL4, PSW1 to PSW4."""
    days_off, last = DAYS_OFF.get(of.month, set()), LAST_COUNTED.get(of.month, calendar.monthrange(YEAR, of.month)[1])
    weekdays = [day for day in range(1, last + 1) if calendar.weekday(YEAR, of.month, day) < calendar.SATURDAY]
    workdays = len(set(weekdays) - days_off)
    events = [0] * LATE_AND_EARLY
    for _event in range(of.chance.choice((0, 0, 1, 1, 2)) if of.quality > 0.9 else of.chance.randrange(2, 7)):
        events[of.chance.choice((0, 0, 0, 1, 1, 2, 3, 4, 4, 5, 6))] += 1
    return (workdays, workdays - absent, absent, *events)


def _value(measure: Measure, item: Item, of: MonthOf, done: float) -> float:
    if RANGE in measure.target:
        low, high = (float(bound) for bound in measure.target.split(RANGE))
        return (low + high) / 2 * (1 + (done - 1) / 2)
    target = _target(measure, item, of.month)
    if measure.direction != "turun":
        return target * done
    return target * (2 - done) if target else float(of.chance.choice((0, 0, 0, 0, 1) if done > 0.95 else (0, 1, 1, 2)))


def _target(measure: Measure, item: Item, month: int) -> float:
    first, grows, last = measure.target.partition(GROWS)
    if not grows:
        return float(first) * item.scale
    part = measure.months.index(month) / (len(measure.months) - 1)
    return (float(first) + (float(last) - float(first)) * part) * item.scale


def _written(value: float, decimals: int) -> str:
    """With a decimal comma and without thousands separators."""
    return f"{value:.{decimals}f}".replace(".", ",")
