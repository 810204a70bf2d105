"""The one place where a figure is rounded: half up, two decimals, from the exact value (contract 2); and spelled.

A Decimal quotient is already rounded when one sees it, and rounding it again can turn a tie the wrong way. So nothing
here divides first: ``floor(100 * n / d + 1/2)`` is taken as the whole number ``(200 * n + d) // (2 * d)``, which is
exact. The private context never rounds (it raises instead), so that no figure depends on the caller's context.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from functools import reduce

EXACT = Context(prec=2000, traps=[DivisionByZero, Inexact, InvalidOperation, Overflow])
"""Adds, subtracts and multiplies without loss; 2,000 digits are far beyond any amount that can be stored."""

ZERO = Decimal("0.00")
ONE = Decimal(1)
HUNDRED = Decimal(100)
HUNDREDTH = Decimal("0.01")

_TWO = Decimal(2)
_TWO_HUNDRED = Decimal(200)

add = EXACT.add
subtract = EXACT.subtract
multiply = EXACT.multiply
absolute = EXACT.abs

_add_product = EXACT.fma
_whole_quotient = EXACT.divide_int


def rounded_ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    """``numerator / denominator`` rounded half up to 2 decimals; numerator >= 0, denominator > 0."""
    halves = _add_product(_TWO_HUNDRED, numerator, denominator)
    return multiply(_whole_quotient(halves, multiply(_TWO, denominator)), HUNDREDTH)


def published(value: Decimal) -> Decimal:
    """A value of at least 0 as it is published: half up, with exactly 2 decimals."""
    return rounded_ratio(value, ONE)


def sum_of(values: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    return reduce(add, values, ZERO)


def mean_of(values: Sequence[Decimal]) -> Decimal:
    """The mean of at least one published figure, rounded."""
    return values[0] if len(values) == 1 else rounded_ratio(sum_of(values), Decimal(len(values)))


def weighted_mean(parts: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    """The mean of ``(weight, published figure)`` pairs, rounded; the weights are positive in sum."""
    if len(parts) == 1:
        return parts[0][1]
    total = sum_of([weight for weight, _ in parts])
    return rounded_ratio(sum_of([multiply(weight, value) for weight, value in parts]), total)


def reconciled_parts(total: Decimal, numerators: Mapping[str, Decimal], denominator: Decimal) -> dict[str, Decimal]:
    """Each ``numerator / denominator`` in whole hundredths, so that the parts sum to the published ``total``.

    Every part is rounded down; the hundredths still owed go to the largest remainders, to the smaller key on a tie.
    """
    hundredfold = {key: multiply(HUNDRED, part) for key, part in sorted(numerators.items())}
    floors = {key: _whole_quotient(part, denominator) for key, part in hundredfold.items()}
    remainders = {key: subtract(part, multiply(floors[key], denominator)) for key, part in hundredfold.items()}
    owed = int(subtract(multiply(HUNDRED, total), sum_of(floors.values())))
    for key in sorted(remainders, key=remainders.__getitem__, reverse=True)[:owed]:
        floors[key] = add(floors[key], ONE)
    return {key: multiply(floors[key], HUNDREDTH) for key in numerators}


def plain(number: Decimal) -> str:
    """A number in its one canonical spelling: no exponent, no needless zeros, a point (``100``, ``0.5``, ``-3``)."""
    text = str(number)
    if text.isdecimal():  # most amounts are whole and without a sign: one look instead of three saves half the time
        return text
    if "E" in text:
        text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").removesuffix(".")
    return "0" if text == "-0" else text
