"""Rule 4 for those who write plans: main weights that sum to exactly 100.00. The standard library only, no Django.

The one formula for the remainder. It stood in ``appraisal.scoring``, which never needed it: scoring takes the weights
of agreed plans as they are, while the grid, the plan's page and the import offer to mend them, and these are below.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

FULL_WEIGHT = Decimal(100)
"""What the main weights of a plan sum to, in percent."""
FULL = 10_000
"""The same in hundredths of a percent."""


def is_weight(weight: Decimal) -> bool:
    """Whether a main item may weigh this much: more than 0, at most 100, in at most two decimals."""
    return 0 < weight <= FULL_WEIGHT and weight == round(weight, 2)


def distribute_remainder(weights: Sequence[Decimal]) -> list[Decimal]:
    """The weights brought to exactly 100.00 in their order, with two decimals: 3 x 33.33 gives 33.34, 33.33, 33.33.

    Items without a weight (0) share equally what the others leave; without such items each keeps its proportion to the
    others. Hundredths that do not divide go to the largest remainders, the earlier item first.

    Raises:
        ValueError: there is no weight, one is negative, or an item would be left without weight.
    """
    if not weights or min(weights) < 0:
        raise ValueError(f"weights to complete must be there and not negative: {weights}")
    exact = [Fraction(weight) * 100 for weight in weights]
    empty = exact.count(Fraction(0))
    if empty:
        left = FULL - sum(exact, Fraction(0))
        shares = _rounded([left / empty if part == 0 else part for part in exact])
    else:
        shares = _rounded([part * FULL / sum(exact, Fraction(0)) for part in exact])
    if min(shares) < 1:
        raise ValueError(f"completing to 100 leaves an item without weight: {weights}")
    return [Decimal(share).scaleb(-2) for share in shares]


def _rounded(parts: Sequence[Fraction]) -> list[int]:
    """Whole hundredths that sum to FULL, as the parts do: rounded down, the rest to the largest remainders."""
    shares = [part.__floor__() for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: (shares[place] - parts[place], place))
    for place in by_remainder[: FULL - sum(shares)]:
        shares[place] += 1
    return shares
