"""Distribution: how many of each predicate, and does the spread follow the range of the guideline?

Paired bars: how many there are, and under it the range of the guideline on the same scale. Five classes and no curve.
"""

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from appraisal.charts.marks import SHAPES
from appraisal.charts.palette import PREDICATE_CODES
from appraisal.charts.svg import fluid, outline, percent, rect, shape, words
from appraisal.scoring.language import say
from appraisal.scoring.rounding import HUNDRED, ONE, multiply, reconciled_parts
from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import PREDICATE_NAMES, number

_ROW, _GUIDE = 44, 30
_COMPACT_ROW, _COMPACT_GUIDE = 31, 19
"""Beside other things that are to be seen at one glance, and on paper."""

Guide = Mapping[Predicate, tuple[int, int]]
"""Rentang pedoman: at least and at most so many people. A guideline and no quota: one predicate may lack it."""


def distribution(
    counts: Mapping[Predicate, int], label: str, guide: Guide | None = None, *, compact: bool = False
) -> Markup:
    """The five predicates, best first, each with count and percent (whole ones that sum to 100) on one scale.

    ``compact`` takes two thirds of the height.
    """
    shares = shares_of(counts)
    total = Decimal(sum(counts.values())) or ONE
    row, below = (_COMPACT_ROW, _COMPACT_GUIDE) if compact else (_ROW, _GUIDE)
    drawn: list[Markup] = []
    top = 0
    for predicate in Predicate:
        count = counts.get(predicate, 0)
        drawn += _row(predicate, _facts(count, shares[predicate]), percent(Decimal(count), total), top, row)
        if guide and predicate in guide:
            drawn += _range(guide[predicate], total, top + row, below)
            top += below
        top += row
    return fluid("ch-distribution", label, top, drawn)


def shares_of(counts: Mapping[Predicate, int]) -> dict[Predicate, Decimal]:
    """Whole percents by largest remainder, so that they sum to 100; all 0 without anybody."""
    total = Decimal(sum(counts.values()))
    if not total:
        return dict.fromkeys(Predicate, Decimal(0))
    numerators = {predicate.value: Decimal(counts.get(predicate, 0)) for predicate in Predicate}
    hundredths = reconciled_parts(ONE, numerators, total)
    return {predicate: multiply(HUNDRED, hundredths[predicate.value]) for predicate in Predicate}


def _facts(count: int, share: Decimal) -> str:
    """How many and which part; somebody is never nobody."""
    amount = number(Decimal(count))
    if count and not share:
        return say("{count} (kurang dari 1%)", count=amount)
    return say("{count} ({share}%)", count=amount, share=number(share))


def _row(predicate: Predicate, facts: str, width: str, top: int, row: int) -> list[Markup]:
    code = PREDICATE_CODES[predicate]
    size, bar, high = (14, 21, 12) if row == _ROW else (13, 18, 8)
    return [
        shape(code, SHAPES[predicate], transform=f"translate(0 {top + size - 12}) scale(.875)"),
        words(PREDICATE_NAMES[predicate], x=22, y=top + size, font_size=size),
        words(facts, x="100%", y=top + size, font_size=size, font_weight=700, text_anchor="end"),
        rect("surface-2", y=top + bar, width="100%", height=high),
        rect(code, y=top + bar, width=width, height=high),
    ]


def _range(span: tuple[int, int], total: Decimal, bottom: int, below: int) -> list[Markup]:
    """The second bar: that part of the scale, framed, and its bounds in words. A range of nobody is a single mark."""
    least, most = (min(Decimal(bound), total) for bound in span)
    width = percent(most - least, total) if most > least else 2
    said = say("rentang pedoman {low} s.d. {high} orang", low=number(least), high=number(most))
    bar, high, size = (bottom - 7, 7, 12) if below == _GUIDE else (bottom - 3, 5, 11)
    return [
        outline("text", x=percent(least, total), y=bar, width=width, height=high),
        words(said, "text-2", y=bar + (21 if below == _GUIDE else 15), font_size=size),
    ]
