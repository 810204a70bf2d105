"""Distribution: how many of each predicate, and does the spread follow the range of the guideline?"""

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

_ROW, _ROW_WITH_GUIDE = 44, 60

Guide = Mapping[Predicate, tuple[Decimal, Decimal]]
"""Rentang pedoman: at least and at most so many percent. A guideline and no quota: one predicate may lack it."""


def distribution(counts: Mapping[Predicate, int], label: str, guide: Guide | None = None) -> Markup:
    """The five predicates, best first, each with count and percent (whole ones that sum to 100) on one scale."""
    shares = shares_of(counts)
    height = _ROW_WITH_GUIDE if guide else _ROW
    total = Decimal(sum(counts.values())) or ONE
    drawn: list[Markup] = []
    for place, predicate in enumerate(Predicate):
        count, top = counts.get(predicate, 0), place * height
        drawn += _row(predicate, _facts(count, shares[predicate]), percent(Decimal(count), total), top)
        if guide and predicate in guide:
            drawn += _bracket(guide[predicate], top)
    return fluid("ch-distribution", label, len(Predicate) * height, drawn)


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


def _row(predicate: Predicate, facts: str, width: str, top: int) -> list[Markup]:
    code = PREDICATE_CODES[predicate]
    return [
        shape(code, SHAPES[predicate], transform=f"translate(0 {top + 2}) scale(.875)"),
        words(PREDICATE_NAMES[predicate], x=22, y=top + 14, font_size=14),
        words(facts, x="100%", y=top + 14, font_size=14, font_weight=700, text_anchor="end"),
        rect("surface-2", y=top + 21, width="100%", height=12),
        rect(code, y=top + 21, width=width, height=12),
    ]


def _bracket(span: tuple[Decimal, Decimal], top: int) -> list[Markup]:
    """A frame round that part of the scale, and its bounds in words."""
    low, high = span
    bounds = say("rentang pedoman {low} s.d. {high}%", low=number(low), high=number(high))
    return [
        outline("text", x=percent(low, HUNDRED), y=top + 19, width=percent(high - low, HUNDRED), height=16),
        words(bounds, "text-2", y=top + 49, font_size=12),
    ]
