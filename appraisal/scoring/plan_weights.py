"""Rule 4 for plans: main weights are positive, have at most 2 decimals and sum to exactly 100.00."""

from collections.abc import Sequence
from decimal import Decimal

from appraisal.scoring.rounding import HUNDRED, HUNDREDTH, absolute, multiply, subtract, sum_of
from appraisal.scoring.wording import number


def distribute_weights(items: int) -> tuple[Decimal, ...]:
    """Equal weights for so many main items, the odd hundredths to the first: 3 give 33.34, 33.33, 33.33.

    Raises:
        ValueError: for less than 1 or more than 10,000 items, which leave no weight to an item.
    """
    return distribute_remainder([Decimal("0.00")] * items)


def distribute_remainder(weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The weights with what is missing to (or beyond) 100.00 shared out equally, odd hundredths to the first.

    Raises:
        ValueError: if there is no weight, one has more than 2 decimals, or one would not stay positive.
    """
    hundredths = [multiply(weight, HUNDRED) for weight in weights]
    if not weights or any(part != int(part) for part in hundredths):
        raise ValueError(f"weights to complete need at most 2 decimals each: {weights}")
    each, odd = divmod(10_000 - int(sum_of(hundredths)), len(weights))
    shares = [int(part) + each + (place < odd) for place, part in enumerate(hundredths)]
    if min(shares) < 1:
        raise ValueError(f"sharing out to 100 leaves an item without weight: {weights}")
    return tuple(multiply(Decimal(share), HUNDREDTH) for share in shares)


def check_weights(weights: Sequence[Decimal]) -> tuple[str, ...]:
    """Indonesian sentences that say why a plan with these main weights cannot be agreed; none if it can."""
    if not weights:
        return ("SKP belum memiliki butir utama. Tambahkan paling sedikit satu.",)
    problems = []
    for place, weight in enumerate(weights, start=1):
        if weight <= 0:
            problems.append(f"Bobot butir {place} adalah {number(weight)}. Isi dengan angka di atas 0.")
        elif (hundredths := multiply(weight, HUNDRED)) != int(hundredths):
            problems.append(
                f"Bobot butir {place} adalah {number(weight)}. Tulis paling banyak dua angka di belakang koma."
            )
    gap = subtract(HUNDRED, sum_of(weights))
    if gap:
        mend = f"Tambahkan {number(gap)}%" if gap > 0 else f"Kurangi {number(absolute(gap))}%"
        problems.append(f"Jumlah bobot {number(sum_of(weights))}%. {mend} agar menjadi 100%.")
    return tuple(problems)
