"""Quadrant: how do result and behaviour combine? The regulation's 3 x 3 table, with one position or with counts.

A table and no drawing: it is read cell by cell, its words wrap on a phone, and in a PDF it costs half the time.
"""

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from appraisal.charts.marks import mark
from appraisal.charts.svg import element
from appraisal.scoring.axes import PREDICATES
from appraisal.scoring.language import say
from appraisal.scoring.types import Rating
from appraisal.scoring.wording import PREDICATE_NAMES, number

Cell = tuple[Rating, Rating]
"""Result, then behaviour."""
Position = tuple[Rating | None, Rating | None]
"""The same of one evaluation; without ratings there is no position yet."""

_ROWS = tuple(Rating)
"""Best on top."""
_COLUMNS = tuple(reversed(_ROWS))
"""Best on the right."""


def quadrant(shown: Mapping[Cell, int] | Position, label: str) -> Markup:
    """Each cell names its predicate by shape and words; that of a position has a heavy border, or each has its count.

    ``label`` is the caption; it says what is where, since nothing but the table does.
    """
    counts = shown if isinstance(shown, Mapping) else None
    rows = [
        element(
            "tr",
            element("th", element("span", say("Hasil"), ": ", class_="quadrant-axis"), _level(result), scope="row"),
            *(_cell((result, behaviour), counts, is_here=(result, behaviour) == shown) for behaviour in _COLUMNS),
        )
        for result in _ROWS
    ]
    heads = [
        element("th", element("span", say("Perilaku"), ": ", class_="quadrant-axis"), _level(behaviour), scope="col")
        for behaviour in _COLUMNS
    ]
    key = element(
        "span", " ", say("Baris: hasil kerja. Kolom: perilaku kerja. Terhadap ekspektasi."), class_="quadrant-key"
    )
    head = element("thead", element("tr", element("td", " "), *heads))
    return element("table", element("caption", label, key), head, element("tbody", *rows), class_="quadrant")


def _level(rating: Rating) -> str:
    levels = {Rating.ABOVE: say("Di atas"), Rating.EXPECTED: say("Sesuai"), Rating.BELOW: say("Di bawah")}
    return levels[rating]


def _cell(cell: Cell, counts: Mapping[Cell, int] | None, *, is_here: bool) -> Markup:
    predicate = PREDICATES[cell]
    parts: list[str] = [mark(predicate), PREDICATE_NAMES[predicate]]
    if counts is not None:
        parts.append(element("span", number(Decimal(counts.get(cell, 0))), class_="quadrant-count"))
    if is_here:
        parts.append(element("span", " ", say("(posisi evaluasi ini)"), class_="vh"))
    return element("td", *parts, class_="is-here" if is_here else None)
