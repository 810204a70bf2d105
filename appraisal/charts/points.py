"""Points: what holds the score back? The outline is what a part can bring, the filled part is what it has brought."""

import textwrap
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from markupsafe import Markup

from appraisal.charts.svg import fluid, outline, percent, rect, words
from appraisal.scoring.language import say
from appraisal.scoring.wording import score_text

_LETTERS = 34
"""So many fit into a line on a phone of 320 pixels."""


class Part(Protocol):
    """A part of a score: its name and its points."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def earned(self) -> Decimal:
        """At least 0; above ``full`` where the target was passed."""

    @property
    def full(self) -> Decimal:
        """The points at 100 percent."""


AnyPart = TypeVar("AnyPart", bound=Part)


def points(parts: Sequence[Part], label: str) -> Markup:
    """The parts with the largest loss first; all bars have one scale, and their earned points sum to the score."""
    most = max((max(part.earned, part.full) for part in parts), default=Decimal(0)) or Decimal(1)
    drawn: list[Markup] = []
    height = 0
    for part in in_order(parts):
        row, row_height = _row(part, height, most)
        drawn += row
        height += row_height
    return fluid("ch-points", label, height, drawn)


def in_order(parts: Sequence[AnyPart]) -> list[AnyPart]:
    """By the largest loss; parts of one loss stay as they are."""
    return sorted(parts, key=lambda part: part.earned - part.full)


def _row(part: Part, top: int, most: Decimal) -> tuple[list[Markup], int]:
    """The name above, then the points in words, then the bar; and how high all that is."""
    lines = textwrap.wrap(part.name, _LETTERS, max_lines=3, placeholder=" …")
    bar = top + len(lines) * 18 + 20
    row = [words(text, y=top + 14 + place * 18, font_size=14) for place, text in enumerate(lines)]
    row += [
        words(_facts(part), "text-2", y=bar - 6, font_size=13),
        outline("chart-line", y=bar + 0.5, width=percent(part.full, most), height=9),
        rect("chart", y=bar, width=percent(part.earned, most), height=10),
    ]
    return row, bar - top + 24


def _facts(part: Part) -> str:
    return say("{earned} dari {full} poin", earned=score_text(part.earned), full=score_text(part.full))
