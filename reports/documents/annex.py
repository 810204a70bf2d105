"""The full list of a region's people, laid out before it is printed: which row stands on which page is known first.

The list is printed in chunks, so its pages cannot be counted by the printer: each row is as high as its lines, and the
lines are broken here, by the widths of the letters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reports.documents.data_standing import DataStanding
from reports.documents.imprint import Head, Imprint
from reports.documents.pages import page_html
from reports.documents.summaries import Share

#: Thousandths of the type size, from the space to the tilde, of Liberation Sans (the measures of Arial).
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
_LATIN, _OTHER = 780, 1100
_MM_A_POINT = 25.4 / 72

#: Of print.css, block "annex": the type, the columns that hold words, and what each kind of row costs in height.
TYPE_SIZE = 7.5
NAME_MM, POSITION_MM, UNIT_MM = 44.5, 35.5, 157.0
LINE_MM, PADDING_MM, UNIT_EXTRA_MM, HEAD_MM = 3.1, 1.0, 1.4, 9.6
SHEET_MM = {"a4": 297.0 - 20 - 25, "f4": 330.0 - 20 - 25}
SLACK_MM = 3.0

#: Of the first sheet: letterhead, and what stands between it and the list where every line breaks that may.
SHEET_WIDE_MM, LOGO_MM, KOP_LOGO_MM = 160.0, 48.0, 20.0
KOP_MM, KOP_REGION_MM, KOP_LINE_MM = 3.5, 5.1, 3.7
TITLE_MM = 87.0
PAGES_A_CHUNK = 8
"""About 260 rows: what keeps the memory of the printer bounded."""


class AnnexRow(NamedTuple):
    """One evaluation, or one person without any, as words and published figures; figures only of a complete one."""

    agency_code: str
    agency: str
    name: str
    nip: str
    position: str
    status: str
    result: str = ""
    result_rating: str = ""
    behaviour: str = ""
    behaviour_rating: str = ""
    final: str = ""
    predicate: str = ""
    is_acting: bool = False


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """What stands above the list. ``people`` are its rows; ``acting`` ones of them count in none of the other figures.

    ``complete`` and ``incomplete`` are definitive evaluations, ``unplanned`` people without any.
    """

    period_code: str
    period_label: str
    is_locked: bool
    people: int
    complete: int
    incomplete: int
    unplanned: int
    acting: int = 0

    @property
    def evaluated(self) -> int:
        """Definitive evaluations in force, complete or not."""
        return self.complete + self.incomplete

    @property
    def standing(self) -> DataStanding:
        """How far the list stands."""
        return DataStanding.of(Share(self.complete, self.evaluated), is_locked=self.is_locked, unplanned=self.unplanned)


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """The line above the people of an agency; ``goes_on`` where they began on a page before."""

    words: str
    goes_on: bool
    is_unit: bool = True


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row with its number in the whole list and its lines broken; ``is_even`` rows are tinted."""

    number: int
    name: str
    position: str
    row: AnnexRow
    is_unit: bool = False

    @property
    def is_even(self) -> bool:
        """Every other row is tinted, so that the eye keeps its line."""
        return self.number % 2 == 0


Placed = PlacedUnit | PlacedRow
Page = Sequence[Placed]


def title_mm(head: Head) -> float:
    """How much of the first sheet letterhead and title take at most."""
    wide = SHEET_WIDE_MM - (LOGO_MM if head.logo else 0)
    region = len(fitted(head.government.upper(), wide * 0.9, 11))  # its letters are spaced
    lines = sum(len(fitted(one, wide * 0.95, 8)) for one in head.lines)
    words = region * KOP_REGION_MM + lines * KOP_LINE_MM
    return KOP_MM + max(words, KOP_LOGO_MM if head.logo else 0) + TITLE_MM


def pages_of(rows: Iterable[AnnexRow], paper: str, *, taken: float = 0) -> Iterator[Page]:
    """The rows on their pages, in order; each page names the agency that it begins with.

    ``taken`` is how much of the first sheet is in use before the list; where nothing fits below, its page is empty.
    """
    room = SHEET_MM[paper] - HEAD_MM - SLACK_MM
    page: list[Placed] = []
    left, agency = room - taken, ""
    is_first = taken > 0
    for number, row in enumerate(rows, start=1):
        placed, height = _placed(number, row)
        unit, unit_height = _unit(row, goes_on=row.agency_code == agency)
        needed = height if unit.goes_on and page else height + unit_height
        if needed > left and (page or is_first):
            yield page
            page, left = [], room
        is_first = False
        if not page or not unit.goes_on:
            page.append(unit)
            left -= unit_height
        page.append(placed)
        left -= height
        agency = row.agency_code
    if page or is_first:
        yield page


def annex_html(
    head: AnnexHead, pages: Sequence[Page], imprint: Imprint, *, before: int = 0, total: int = 0, is_first: bool = True
) -> str:
    """Some pages of the list; ``before`` are those in front of them, ``total`` all of the file. The first page of the
    first chunk has the title above it.
    """
    context = {"annex": head, "pages": pages, "before": before, "total": total, "is_first": is_first}
    return page_html("annex", imprint, context)


def fitted(text: str, width_mm: float, size: float = TYPE_SIZE) -> list[str]:
    """A text broken into lines of at most a width: between words, and within one that is longer than a line.

    ``size`` is that of the letters in points.
    """
    room = width_mm / (size * _MM_A_POINT) * 1000
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        width = _width(word)
        if line and used + _WIDTHS[0] + width <= room:
            line, used = f"{line} {word}", used + _WIDTHS[0] + width
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, room) if width > room else [word]
        lines.extend(whole)
        used = _width(line)
    return [*lines, line]


def _pieces(word: str, room: float) -> list[str]:
    pieces, used = [""], 0
    for letter in word:
        width = _width(letter)
        if used + width > room:
            pieces.append("")
            used = 0
        pieces[-1] += letter
        used += width
    return pieces


def _width(text: str) -> int:
    width = 0
    for letter in text:
        place = ord(letter) - 32
        width += _WIDTHS[place] if 0 <= place < len(_WIDTHS) else _LATIN if place < 0x250 else _OTHER
    return width


def _placed(number: int, row: AnnexRow) -> tuple[PlacedRow, float]:
    names, positions = fitted(row.name, NAME_MM), fitted(row.position, POSITION_MM)
    lines = max(len(names) + 1, len(positions), 2)
    return PlacedRow(number, "\n".join(names), "\n".join(positions), row), lines * LINE_MM + PADDING_MM


def _unit(row: AnnexRow, *, goes_on: bool) -> tuple[PlacedUnit, float]:
    words = fitted(f"{row.agency_code} {row.agency}{' (lanjutan)' if goes_on else ''}", UNIT_MM * 0.92)  # bold is wider
    return PlacedUnit("\n".join(words), goes_on), len(words) * LINE_MM + PADDING_MM + UNIT_EXTRA_MM
