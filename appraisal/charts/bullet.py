"""Bullet: how far from the target? One bar over three bands of expectation, with a mark at 100."""

from decimal import Decimal
from typing import Protocol

from markupsafe import Markup

from appraisal.charts.svg import fluid, percent, rect

HEIGHT = 12
TARGET = Decimal(100)


class Bands(Protocol):
    """Where ``sesuai`` and ``di atas ekspektasi`` begin, in percent."""

    @property
    def expected(self) -> Decimal:
        """The lower bound of the middle band."""

    @property
    def above(self) -> Decimal:
        """The lower bound of the upper band."""


def bullet(value: Decimal | None, bands: Bands, cap: Decimal, label: str = "") -> Markup:
    """A value of 0 to ``cap`` percent; what lies outside is drawn at the border, and without a value there is no bar.

    Without ``label`` the drawing is an ornament beside the figure that says the same.
    """
    bounds = (("band-low", Decimal(0), bands.expected), ("band-mid", bands.expected, bands.above))
    parts = [
        rect(token, x=percent(start, cap), width=percent(end - start, cap), height=HEIGHT)
        for token, start, end in (*bounds, ("band-high", bands.above, cap))
    ]
    if value is not None:
        parts.append(rect("chart", y=3, width=percent(value, cap), height=6))
    parts.append(rect("text", x=percent(TARGET, cap), width=2, height=HEIGHT))
    return fluid("ch-bullet", label, HEIGHT, parts)
