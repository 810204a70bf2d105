"""Weights and twelve targets in a few words, as dialogue and comparison tell them."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from agencies.files.errors import shown_number
from indicators.models import Pattern

Months = Sequence[Decimal | None]


def shown_weight(weight: object) -> str:
    """`30,00%`, or words for none."""
    return f"{weight:.2f}%".replace(".", ",") if isinstance(weight, Decimal) else _("belum ada")


def shown_target(low: Decimal | None, high: Decimal | None = None) -> str:
    """`1.440`, `80 s.d. 90`, or words for none."""
    if low is None:
        return _("tidak diukur")
    return _grouped(low) if high is None else f"{_grouped(low)} s.d. {_grouped(high)}"


def shown_months(targets: object, upper_targets: object = None) -> str:
    """`Jan–Des: 95`, with months on end that have the same target told once and empty ones left out."""
    lows: Months = targets if isinstance(targets, Sequence) else [None] * 12
    highs: Months = upper_targets if isinstance(upper_targets, Sequence) else [None] * 12
    told = []
    months = enumerate(zip(lows, highs, strict=True), start=1)
    for (low, high), span in groupby(months, key=lambda month: month[1]):
        if low is None:
            continue
        numbers = [number for number, _target in span]
        first, last = str(MONTHS_3[numbers[0]]).capitalize(), str(MONTHS_3[numbers[-1]]).capitalize()
        named = first if first == last else f"{first}–{last}"
        told.append(f"{named}: {shown_target(low, high)}")
    return "; ".join(told) or _("belum ada target")


def year_target(pattern: str, targets: Months, upper_targets: Months | None) -> tuple[Decimal | None, Decimal | None]:
    """The target of the whole year as the form prints it: months of a count add up, else the last one counts.

    The same rule by which actuals and targets of a period are taken (contract 2.2). None without any month.
    """
    lows = [target for target in targets if target is not None]
    highs = [target for target in upper_targets or () if target is not None]
    if not lows:
        return None, None
    if pattern == Pattern.COUNT:
        return sum(lows, Decimal(0)), sum(highs, Decimal(0)) if highs else None
    return lows[-1], highs[-1] if highs else None


def _grouped(value: Decimal) -> str:
    """`1.440,5`, with a true minus sign, as figures are written on screen and paper."""
    whole, mark, fraction = shown_number(abs(value)).partition(",")
    return ("−" if value < 0 else "") + f"{int(whole):,}".replace(",", ".") + mark + fraction
