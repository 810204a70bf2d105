"""Rule 3: how many percent of its target an actual attains, exact until the one rounding."""

from decimal import Decimal

from appraisal.scoring.card import Branch
from appraisal.scoring.rounding import HUNDRED, ONE, ZERO, absolute, add, multiply, rounded_ratio, subtract
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import Direction, Target

Attainment = tuple[Decimal | None, Branch]
"""The published percent (``None``: not evaluable) and the line of the rule that gave it."""

_GAINS_WHEN_HIGHER = {  # the side of the range on which a higher actual is better
    Direction.RANGE: (True, False),
    Direction.RANGE_HIGHER: (True, True),
    Direction.RANGE_LOWER: (False, False),
}
_NOT_EVALUABLE: Attainment = (None, Branch.NOT_EVALUABLE)
_SINGLE = Branch.SINGLE_TARGET
_HIGHER = Direction.HIGHER
_LOWER = Direction.LOWER


def attain(direction: Direction, actual: Decimal, target: Target, scheme: Scheme) -> Attainment:
    """Attainment in percent, clamped to 0 ... cap, then rounded.

    Raises:
        ValueError: if the target's shape does not fit the direction (a range for one number, or the other way round).
    """
    low, high = target
    if direction is _HIGHER or direction is _LOWER:
        if high is not None:
            raise ValueError(f"a {direction} item takes a single target, not {target}")
        if low:
            return _percent(actual, low, gains_when_higher=direction is _HIGHER, cap=scheme.cap), _SINGLE
        if direction is _HIGHER:
            return _NOT_EVALUABLE
        return _against_zero(actual, scheme), Branch.ZERO_TARGET
    if high is None or high < low:
        raise ValueError(f"a {direction} item takes a range from low to high, not {target}")
    return _attain_range(direction, actual, low, high, scheme.cap)


def _attain_range(direction: Direction, actual: Decimal, low: Decimal, high: Decimal, cap: Decimal) -> Attainment:
    below, above = _GAINS_WHEN_HIGHER[direction]
    if actual < low:
        bound, gains, branch = low, below, Branch.BELOW
    elif actual > high:
        bound, gains, branch = high, above, Branch.ABOVE
    else:
        return _clamped(HUNDRED, ONE, cap), Branch.INSIDE
    if not bound:
        return _NOT_EVALUABLE
    return _percent(actual, bound, gains_when_higher=gains, cap=cap), branch


def _percent(actual: Decimal, bound: Decimal, *, gains_when_higher: bool, cap: Decimal) -> Decimal:
    """``100 x (1 + gain / |bound|)``, where the gain is how far the actual is on the better side of the bound."""
    size = absolute(bound)
    gain = subtract(actual, bound) if gains_when_higher else subtract(bound, actual)
    return _clamped(multiply(HUNDRED, add(size, gain)), size, cap)


def _against_zero(actual: Decimal, scheme: Scheme) -> Decimal:
    """A target of 0 where lower is better: each unit above it costs the scheme's penalty."""
    if actual <= 0:
        return _clamped(HUNDRED, ONE, scheme.cap)
    return _clamped(subtract(HUNDRED, multiply(scheme.zero_target_penalty, actual)), ONE, scheme.cap)


def _clamped(numerator: Decimal, denominator: Decimal, cap: Decimal) -> Decimal:
    """The ratio between 0 and the cap; clamped before rounding, and before a quotient can grow long."""
    if numerator <= 0:
        return ZERO
    if numerator >= multiply(cap, denominator):
        return cap
    return rounded_ratio(numerator, denominator)
