"""Pairs: how are the predicates spread now, and how were they before? Two bars a predicate on one scale.

The earlier period is a frame and the later one is filled, so that grey print and every sight tell them apart.
"""

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from appraisal.charts.distribution import shares_of
from appraisal.charts.marks import SHAPES
from appraisal.charts.palette import PREDICATE_CODES
from appraisal.charts.svg import fluid, length, outline, rect, shape, words
from appraisal.scoring.language import say
from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import PREDICATE_NAMES, number

_HEAD, _ROW, _BAR = 30, 66, 12
_ACROSS = Decimal("0.68")
"""Which part of the width the bars have; the counts stand in the rest."""

Counts = Mapping[Predicate, int]


def pairs(before: Counts, now: Counts, labels: tuple[str, str], label: str) -> Markup:
    """The five predicates, best first, each as its part of the people of either period; ``labels`` name the periods."""
    shares = shares_of(before), shares_of(now)
    drawn = _legend(labels)
    for place, predicate in enumerate(Predicate):
        top = _HEAD + place * _ROW
        code = PREDICATE_CODES[predicate]
        then, later = (_percent(counts, predicate) for counts in (before, now))
        drawn += [
            shape(code, SHAPES[predicate], transform=f"translate(0 {top + 2}) scale(.875)"),
            words(PREDICATE_NAMES[predicate], x=22, y=top + 14, font_size=14),
            outline("chart-line", x=0.5, y=top + 22.5, width=then, height=_BAR - 1),
            _facts(before.get(predicate, 0), shares[0][predicate], top + 33, "text-2", None),
            rect(code, y=top + 38, width=later, height=_BAR),
            _facts(now.get(predicate, 0), shares[1][predicate], top + 49, "text", 700),
        ]
    return fluid("ch-pairs", label, _HEAD + len(Predicate) * _ROW, drawn)


def _legend(labels: tuple[str, str]) -> list[Markup]:
    """The earlier period to the left, the later one to the right, each with its kind of bar."""
    return [
        outline("chart-line", x=0.5, y=3.5, width=17, height=_BAR - 1),
        words(labels[0], "text-2", x=24, y=13, font_size=12),
        rect("chart", x="50%", y=3, width=18, height=_BAR),
        # A position in percent with an offset: text has no other way to stand right of a drawing of fluid width.
        words(labels[1], x="50%", dx=24, y=13, font_size=12, font_weight=700),
    ]


def _percent(counts: Counts, predicate: Predicate) -> str:
    """The width of a bar: everybody would be as wide as the bars may be."""
    total = sum(counts.values())
    part = Decimal(100 * counts.get(predicate, 0)) / total if total else Decimal(0)
    return f"{length(part * _ACROSS)}%"


def _facts(count: int, share: Decimal, y: int, ink: str, weight: int | None) -> Markup:
    """How many, and which part; somebody is never nobody."""
    part = say("kurang dari 1%") if count and not share else f"{number(share)}%"
    said = f"{number(Decimal(count))} ({part})"
    return words(said, ink, x="100%", y=y, font_size=13, font_weight=weight, text_anchor="end")
