"""Rule 4 for plans: main weights are positive, have at most 2 decimals and sum to exactly 100.00."""

from collections.abc import Sequence
from decimal import Decimal

from appraisal.scoring.rounding import HUNDRED, absolute, multiply, subtract, sum_of
from appraisal.scoring.wording import number


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
