"""Twelve monthly targets out of one figure: the shapes a year can have. The standard library only, no Django.

A figure is only cut into months where months add up to it (pola hitungan). Indices and released figures are never cut
(domain 0.8): their months repeat a value, or lead from one to another.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

MONTHS = tuple(range(1, 13))

Year = tuple[Decimal | None, ...]
"""January to December; None is a month that is not measured."""


class Shape(StrEnum):
    """How the months follow from what is known."""

    EVEN = "even"
    RAMP = "ramp"
    LATE = "late"
    S_CURVE = "s-curve"
    COPY = "copy"
    BETWEEN = "between"

    @property
    def cuts(self) -> bool:
        """Whether it cuts a year's figure into months that sum to it."""
        return self in {Shape.EVEN, Shape.RAMP, Shape.LATE, Shape.S_CURVE}


class Rhythm(StrEnum):
    """In which of the measured months a target stands."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


LENGTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF: 6, Rhythm.YEAR: 12}


def target_months(rhythm: Rhythm, measured: Sequence[int] = ()) -> tuple[int, ...]:
    """The last measured month of each quarter, half year or year; monthly all of them. No measured month means all."""
    last: dict[int, int] = {}
    for month in sorted(measured or MONTHS):
        last[(month - 1) // LENGTHS[rhythm]] = month
    return tuple(last.values())


def cut_year(shape: Shape, figure: Decimal, months: Sequence[int]) -> Year:
    """The figure in parts that sum to exactly it, in the decimals it was given with; what does not divide goes last.

    `100` over twelve months gives eight times 8, then four times 9. A month whose part would be nothing is not
    measured, unless the whole year is 0.

    Raises:
        ValueError: the shape cuts nothing, or there is no month.
    """
    if not shape.cuts or not months:
        raise ValueError(f"{shape} cuts no figure into {len(months)} months")
    exponent = figure.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    units = int(abs(figure).scaleb(decimals))
    weights = _weights(shape, len(months))
    parts = [units * weight // sum(weights) for weight in weights]
    rest = units - sum(parts)
    for place in range(rest):
        parts[-1 - place] += 1
    sign = -1 if figure < 0 else 1
    shares = [Decimal(sign * part).scaleb(-decimals) if part or not units else None for part in parts]
    return _year(dict(zip(sorted(months), shares, strict=True)))


def copy_value(value: Decimal, months: Sequence[int]) -> Year:
    """The same value in each of these months."""
    return _year(dict.fromkeys(months, value))


def lead_between(values: Year, months: Sequence[int]) -> Year:
    """From each given month to the next in equal steps, rounded to the decimals given; before the first and after the
    last the nearest value holds. What was given stays.

    Raises:
        ValueError: fewer than two months are given.
    """
    given = [(month, value) for month, value in zip(MONTHS, values, strict=True) if value is not None]
    if len(given) < 2:
        raise ValueError("steps need two months with a value")
    step = min((value for _month, value in given), key=_exponent)
    found = {month: given[0][1] if month < given[0][0] else given[-1][1] for month in months}
    for (first, low), (last, high) in pairwise(given):
        for month in range(first, last):
            if month in found:
                between = low + (high - low) * (month - first) / (last - first)
                found[month] = between.quantize(Decimal(1).scaleb(_exponent(step)), ROUND_HALF_UP)
    return _year(found | dict(given))


def _weights(shape: Shape, count: int) -> list[int]:
    """The parts of months in proportion: equal, rising by the same step, squared, or slow, fast, slow."""
    if shape is Shape.RAMP:
        return list(range(1, count + 1))
    if shape is Shape.LATE:
        return [place * place for place in range(1, count + 1)]
    if shape is Shape.S_CURVE:
        reached = [place * place * (3 * count - 2 * place) for place in range(count + 1)]
        return [after - before for before, after in pairwise(reached)]
    return [1] * count


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(0, exponent) if isinstance(exponent, int) else 0


def _year(found: dict[int, Decimal | None] | dict[int, Decimal]) -> Year:
    return tuple(found.get(month) for month in MONTHS)
