"""Sparkline: is it getting better? Points in the order of time on a scale that never changes, the last one labelled."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from appraisal.charts.svg import fixed, length, line, rect, words
from appraisal.scoring.wording import score_text

SIZE = (176, 36)
TRACE_SIZE = (108, 36)
SCALE = (Decimal(60), Decimal(120))
"""Scores outside are drawn at the border. A scale that follows the data would make a cliff of a tenth of a point."""
FEWEST = 2
"""One value is a number and not a line."""

_LEFT, _RIGHT, _TOP, _BOTTOM = Decimal(4), Decimal(104), Decimal(4), Decimal(32)


class _Point(NamedTuple):
    place: int
    x: Decimal
    y: Decimal
    value: Decimal


def sparkline(
    values: Sequence[Decimal | None],
    label: str,
    scale: tuple[Decimal, Decimal] = SCALE,
    band: tuple[Decimal, Decimal] | None = None,
) -> Markup:
    """``None`` is a gap, never a zero. ``band`` is shaded behind the line, as sesuai ekspektasi.

    Raises:
        ValueError: fewer than two places, or no value at all.
    """
    points = [
        _Point(place, _across(place, len(values)), _down(value, scale), value)
        for place, value in enumerate(values)
        if value is not None
    ]
    if len(values) < FEWEST or not points:
        raise ValueError("a line needs at least two places and one value")
    parts: list[str] = []
    if band:
        top, bottom = _down(band[1], scale), _down(band[0], scale)
        parts.append(rect("surface-2", y=top, width=_LEFT + _RIGHT, height=bottom - top))
    parts.append(line("chart", "".join(_strokes(points)), stroke_width=2, stroke_linecap="round"))
    dots = "".join(f"M{length(point.x)} {length(point.y)}h0" for point in points[:-1])
    last = points[-1]
    parts.append(line("chart", dots, stroke_width=4.5, stroke_linecap="round"))
    parts.append(line("chart", f"M{length(last.x)} {length(last.y)}h0", stroke_width=8, stroke_linecap="round"))
    text = score_text(last.value)
    parts.append(words(text, x=_RIGHT + 10, y=min(max(last.y + 5, _TOP + 9), _BOTTOM), font_size=13, font_weight=700))
    return fixed("ch-sparkline", label, SIZE, parts)


def trace(values: Sequence[Decimal | None], scale: tuple[Decimal, Decimal] = SCALE) -> Markup:
    """The line alone, small, as an ornament beside the figures that it is drawn from; nothing with fewer than two."""
    points = [
        _Point(place, _across(place, len(values)), _down(value, scale), value)
        for place, value in enumerate(values)
        if value is not None
    ]
    if len(points) < FEWEST:
        return Markup("")
    last = points[-1]
    parts = [
        line("chart", "".join(_strokes(points)), stroke_width=2, stroke_linecap="round"),
        line("chart", f"M{length(last.x)} {length(last.y)}h0", stroke_width=7, stroke_linecap="round"),
    ]
    return fixed("ch-trace", "", TRACE_SIZE, parts)


def _across(place: int, places: int) -> Decimal:
    return _LEFT + (_RIGHT - _LEFT) * place / max(places - 1, 1)


def _down(value: Decimal, scale: tuple[Decimal, Decimal]) -> Decimal:
    low, high = scale
    share = (min(max(value, low), high) - low) / (high - low)
    return _BOTTOM - (_BOTTOM - _TOP) * share


def _strokes(points: Sequence[_Point]) -> Iterator[str]:
    """From each point to the next month's; after a gap the pen is lifted."""
    before: int | None = None
    for point in points:
        is_next = before is not None and point.place == before + 1
        yield f"{'L' if is_next else 'M'}{length(point.x)} {length(point.y)}"
        before = point.place
