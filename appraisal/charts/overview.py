"""Overview: all indicators of a card on paper, attainment beside points. Two drawings for all rows together.

In a PDF each element of a drawing costs half a millisecond and each text in it two (docs/documents.md), so that the
bands of expectation and the mark of the target stand once behind all bars, and the words stand in the cells beside.
"""

import textwrap
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from markupsafe import Markup

from appraisal.charts.bullet import TARGET, Bands
from appraisal.charts.points import Part, in_order
from appraisal.charts.svg import element, fixed, length, line, rect, shape
from appraisal.scoring.language import say

_WIDE, _ROW, _BAR = 160, 14, 7
_LETTERS = 42
"""So many of 8.5 points fit into the first column."""


class AttainedPart(Part, Protocol):
    """A part of a score with the attainment that it follows from."""

    @property
    def attainment(self) -> Decimal | None:
        """Percent, 0 to the cap; nothing for additional tasks, which have no target."""


def overview(parts: Sequence[AttainedPart], bands: Bands, cap: Decimal, label: str) -> Markup:
    """The parts with the largest loss first: name, attainment over the bands, earned points within those of the weight.

    The figures stand in the list of indicators above it.
    """
    rows = in_order(parts)
    heads = (say("Indikator"), say("Capaian, target 100%"), say("Poin, diperoleh dari bobot"))
    names = [textwrap.shorten(part.name, _LETTERS, placeholder=" …") for part in rows]
    cells = (
        Markup("<br/>").join(names),
        _attainments(rows, bands, cap, f"{label} {heads[1]}"),
        _points(rows, f"{label} {heads[2]}"),
    )
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in heads)))
    body = element("tbody", element("tr", *(element("td", cell) for cell in cells)))
    widths = element("colgroup", *(element("col", class_=f"overview-{name}") for name in ("name", "bars", "bars")))
    return element("table", widths, head, body, class_="overview")


def _attainments(rows: Sequence[AttainedPart], bands: Bands, cap: Decimal, label: str) -> Markup:
    scale = _WIDE / cap
    height = len(rows) * _ROW
    bounds = (("band-low", Decimal(0), bands.expected), ("band-mid", bands.expected, bands.above))
    behind = [
        rect(token, x=start * scale, width=(end - start) * scale, height=height)
        for token, start, end in (*bounds, ("band-high", bands.above, cap))
    ]
    bars = shape("chart", _bars([min(part.attainment or Decimal(0), cap) * scale for part in rows]))
    target = line("text", f"M{length(TARGET * scale)} 0v{height}", stroke_width=1.5)
    return fixed("ch-column", label, (_WIDE, height), [*behind, bars, target])


def _points(rows: Sequence[Part], label: str) -> Markup:
    most = max((max(part.earned, part.full) for part in rows), default=Decimal(0)) or Decimal(1)
    scale = (_WIDE - 1) / most
    frames = line("chart-line", _bars([part.full * scale for part in rows]))
    filled = shape("chart", _bars([part.earned * scale for part in rows]))
    return fixed("ch-column", label, (_WIDE, len(rows) * _ROW), [frames, filled])


def _bars(widths: Sequence[Decimal]) -> str:
    """All bars as one path, each in the middle of its row."""
    top = (_ROW - _BAR) / 2
    return "".join(
        f"M0 {length(place * _ROW + top)}h{length(width)}v{_BAR}h-{length(width)}z"
        for place, width in enumerate(widths)
    )
