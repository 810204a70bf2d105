"""Where on a sheet a signature is seen: in the field above the signatory's name, else where nothing stands.

A printed document names three kinds of places (`layout.html`, `_signature.html`): `tanda-tangan-<NIP>` is the field of
whoever has that NIP, `tanda-tangan` one for whoever signs, `akhir` the end of what stands on the last sheet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import product

import pikepdf

MM = 72 / 25.4
FIELD = "tanda-tangan"
END = "akhir"
FIELD_WIDTH, FIELD_HEIGHT = 60 * MM, 25 * MM
"""The whole dotted field: the words at its foot ask for a signature, so they go under it."""
FREE_WIDTH, FREE_HEIGHT = 78 * MM, 20 * MM
HEAD_WIDTH, HEAD_HEIGHT = 67 * MM, 13 * MM
"""In the margin above the letterhead, beside the word that says how a document stands."""
GAP = 3 * MM
FOOT = 25 * MM
"""The lower margin of every sheet, in which its foot stands."""
SIDE = 30 * MM


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet, counted from 0, and a box on it in points from its lower left corner: left, bottom, right, top."""

    page: int
    box: tuple[int, int, int, int]

    def meets(self, other: "Place") -> bool:
        """Whether both lie on one sheet and share a part of it."""
        mine, its = self.box, other.box
        beside = mine[2] <= its[0] or its[2] <= mine[0] or mine[3] <= its[1] or its[3] <= mine[1]
        return self.page == other.page and not beside


def find_place(pdf: bytes, nip: str = "") -> Place | None:
    """The first free place for the signature of somebody; nothing where every place is taken.

    The field under which somebody else's name stands is left to them.
    """
    with pikepdf.open(BytesIO(pdf)) as file:
        taken = list(_taken(file))
        found = (place for place in _places(file, nip) if not any(place.meets(other) for other in taken))
        return next(found, None)


def _places(file: pikepdf.Pdf, nip: str) -> Iterator[Place]:
    named = _named(file)
    for name in (f"{FIELD}-{nip}", FIELD):
        if name in named:
            page, left, top = named[name]
            yield _place(page, left, top, FIELD_WIDTH, FIELD_HEIGHT)
    side = SIDE
    if END in named:
        page, side, end = named[END]
        yield from _below(page, side, end, _width(file, page))
    for number in range(len(file.pages)):
        top = _top(file, number) - 5 * MM
        for step in range(2):
            yield _place(number, side + step * (HEAD_WIDTH + GAP), top, HEAD_WIDTH, HEAD_HEIGHT)


def _below(page: int, left: float, end: float, width: float) -> Iterator[Place]:
    """Under all that stands on the last sheet, from the right to the left, as many rows as there is room for."""
    columns = max(1, int((width - left - 15 * MM + GAP) // (FREE_WIDTH + GAP)))
    rows = max(0, int((end - FOOT) // (FREE_HEIGHT + GAP)))
    for row, column in product(range(rows), reversed(range(columns))):
        top = end - GAP - row * (FREE_HEIGHT + GAP)
        yield _place(page, left + column * (FREE_WIDTH + GAP), top, FREE_WIDTH, FREE_HEIGHT)


def _place(page: int, left: float, top: float, width: float, height: float) -> Place:
    return Place(page, (round(left), round(top - height), round(left + width), round(top)))


def _named(file: pikepdf.Pdf) -> Mapping[str, tuple[int, float, float]]:
    """Sheet, left and top of every place that the document names."""
    names = file.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return {}
    numbers = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    found = {}
    for name, place in pikepdf.NameTree(names.Dests).items():
        if isinstance(place, pikepdf.Array) and len(place) >= 4 and place[0].objgen in numbers:
            found[str(name)] = numbers[place[0].objgen], float(place[2]), float(place[3])
    return found


def _taken(file: pikepdf.Pdf) -> Iterator[Place]:
    """Where signatures are seen already."""
    for number, page in enumerate(file.pages):
        for note in page.obj.get("/Annots", ()):
            if note.get("/Subtype") == "/Widget":
                left, bottom, right, top = (round(float(side)) for side in note.Rect)
                yield Place(number, (left, bottom, right, top))


def _width(file: pikepdf.Pdf, page: int) -> float:
    return float(file.pages[page].mediabox[2])


def _top(file: pikepdf.Pdf, page: int) -> float:
    return float(file.pages[page].mediabox[3])
