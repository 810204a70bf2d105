"""Slope: who moved between two periods? One line a unit from the earlier value to the later, the most moved in front.

All lines are two paths, since in a PDF an element of a drawing costs half a millisecond and a text in it two
(docs/documents.md). Both ends name the value, the later one the unit as well.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from unicodedata import bidirectional, east_asian_width

from markupsafe import Markup

from appraisal.charts.svg import fixed, length, line, words
from appraisal.scoring.wording import score_text

MOST = 12
"""More lines are a tangle."""
IN_FRONT = 3
"""So many are drawn in colour; the others stay behind them in grey."""

_WIDE, _LEFT, _RIGHT = 372, 60, 136
_TOP, _STEP, _BELOW = 28, 15, 8
"""Where the scale begins, how far labels keep from each other, and what is left under the last one."""
_FOLD, _INDENT, _GAP = 13, 14, 4
"""How far the second line of a name lies under the first and behind its beginning, and what parts it from the next."""
_LEAST_SPAN = Decimal(5)
"""Points of the scale at least: a hundredth of a point is no steep climb."""
_FEWEST_ROWS = 4
"""A single line needs room to go up or down in."""
_LETTERS, _LETTERS_BELOW = 22, 26
_NARROW, _WIDEST = frozenset("fijltrI.,;:'|!()[]-/ "), frozenset("mwMW@%")
_AGAINST = frozenset({"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"})
"""Directions of letters that would turn the value before them round."""


@dataclass(frozen=True, slots=True)
class SlopeLine:
    """A unit with its value before and after."""

    name: str
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """By how much it moved."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A line in the drawing: where its ends lie, and where their labels stand."""

    line: SlopeLine
    ends: tuple[Decimal, Decimal]
    labels: tuple[Decimal, Decimal]


def slope(
    lines: Iterable[SlopeLine | tuple[str, Decimal, Decimal]],
    labels: tuple[str, str],
    label: str = "",
    *,
    folded: bool = False,
) -> Markup:
    """The lines that moved most, at most 12 of them, three in front; ``labels`` name the two periods.

    The scale spans just the values, and five points at least: a slope compares, and starts nowhere. Lines of one change
    keep their order.
    Without ``label`` it is an ornament beside the table that says the same. ``folded`` gives a long name two lines
    before it is cut, where there is room for a taller drawing.

    Raises:
        ValueError: there is no line.
    """
    shown = most_moved(one if isinstance(one, SlopeLine) else SlopeLine(*one) for one in lines)
    if not shown:
        raise ValueError("a slope needs at least one line")
    names = [name_lines(one.name, 2 if folded else 1) for one in shown]
    step = _STEP + (_FOLD + _GAP) * any(len(one) > 1 for one in names)
    height = _TOP + max(len(shown), _FEWEST_ROWS) * step + _BELOW
    drawn = _placed(shown, Decimal(_TOP), Decimal(height - _BELOW - step), step)
    front, behind = drawn[:IN_FRONT], drawn[IN_FRONT:]
    parts = [
        words(labels[0], "text-2", y=12, font_size=12),
        words(labels[1], "text-2", x=_RIGHT, y=12, font_size=12),
        line("line", "".join(_leaders(one) for one in drawn), stroke_width=1),
    ]
    if behind:
        parts.append(line("chart-line", _strokes(behind), stroke_width=1.25, stroke_linecap="round"))
    parts.append(line("chart", _strokes(front), stroke_width=2.5, stroke_linecap="round"))
    for place, (one, name) in enumerate(zip(drawn, names, strict=True)):
        parts += _said(one, name, is_in_front=place < IN_FRONT)
    return fixed("ch-slope", label, (_WIDE, height), parts)


def most_moved(lines: Iterable[SlopeLine]) -> list[SlopeLine]:
    """At most twelve, the largest change first, whichever way it went."""
    return sorted(lines, key=lambda one: -abs(one.change))[:MOST]


def shortened(name: str, room: int) -> str:
    """A name in one line as wide as so many ordinary letters; kept apart from what stands before it where it runs the
    other way.
    """
    text = " ".join(name.split())
    widths = list(accumulate(_width(letter) for letter in text))
    if widths and widths[-1] > room:
        text = f"{text[: sum(width <= room - 1 for width in widths)].rstrip()}…"
    return whole(text)


def whole(name: str) -> str:
    """A name uncut, kept apart from what stands before it where it runs the other way."""
    text = " ".join(name.split())
    return f"\u2068{text}\u2069" if any(bidirectional(one) in _AGAINST for one in text) else text


def name_lines(name: str, most: int) -> list[str]:
    """A name in one line, or in two between its words where it is longer and ``most`` allows; the last one is cut."""
    first: list[str] = []
    rest = name.split()
    while most > 1 and rest and sum(map(_width, " ".join([*first, rest[0]]))) <= _LETTERS:
        first.append(rest.pop(0))
    if not first or not rest:
        return [shortened(name, _LETTERS)]
    return [shortened(" ".join(first), _LETTERS), shortened(" ".join(rest), _LETTERS_BELOW)]


def _width(letter: str) -> float:
    """How wide a letter is beside an ``e``, roughly and for any face without feet."""
    if letter in _NARROW:
        return 0.5
    if letter in _WIDEST or east_asian_width(letter) in {"W", "F"}:
        return 1.6
    return 1.3 if letter.isupper() else 1


def _placed(lines: Sequence[SlopeLine], top: Decimal, bottom: Decimal, step: int) -> list[_Drawn]:
    down = _scale([value for one in lines for value in (one.before, one.after)], top, bottom)
    befores, afters = [down(one.before) for one in lines], [down(one.after) for one in lines]
    beside = zip(_apart(befores, bottom, step), _apart(afters, bottom, step), strict=True)
    ends = zip(befores, afters, strict=True)
    return [_Drawn(*one) for one in zip(lines, ends, beside, strict=True)]


def _scale(values: Sequence[Decimal], top: Decimal, bottom: Decimal) -> Callable[[Decimal], Decimal]:
    """From a value to its place; where they span less than the scale does, around its middle."""
    span = max(max(values) - min(values), _LEAST_SPAN)
    low = (max(values) + min(values) - span) / 2
    return lambda value: bottom - (bottom - top) * (value - low) / span


def _apart(places: Sequence[Decimal], bottom: Decimal, step: int) -> list[Decimal]:
    """The same places, moved no further than needed for each label to have its line."""
    order = sorted(range(len(places)), key=lambda one: places[one])
    found = list(places)
    for upper, lower in pairwise(order):
        found[lower] = max(found[lower], found[upper] + step)
    floor = bottom
    for one in reversed(order):
        found[one] = min(found[one], floor)
        floor = found[one] - step
    return found


def _strokes(lines: Iterable[_Drawn]) -> str:
    return "".join(f"M{_LEFT} {length(one.ends[0])}L{_RIGHT} {length(one.ends[1])}" for one in lines)


def _leaders(one: _Drawn) -> str:
    """From each end of a line to its label."""
    (before, after), (left, right) = one.ends, one.labels
    return f"M{_LEFT - 6} {length(left)}L{_LEFT} {length(before)}M{_RIGHT} {length(after)}L{_RIGHT + 6} {length(right)}"


def _said(one: _Drawn, name: Sequence[str], *, is_in_front: bool) -> list[Markup]:
    ink, weight = ("text", 700) if is_in_front else ("text-2", None)
    left, right = one.labels
    after = f"{score_text(one.line.after)} {name[0]}"
    below = [
        words(more, ink, x=_RIGHT + 9 + _INDENT, y=right + 4 + _FOLD, font_size=12, font_weight=weight)
        for more in name[1:]
    ]
    return [
        words(
            score_text(one.line.before),
            ink,
            x=_LEFT - 9,
            y=left + 4,
            font_size=12,
            font_weight=weight,
            text_anchor="end",
        ),
        words(after, ink, x=_RIGHT + 9, y=right + 4, font_size=12, font_weight=weight),
        *below,
    ]
