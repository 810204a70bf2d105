"""The letterheads of the demo: written like the region admin writes them, with logos drawn from simple shapes."""

import tomllib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from agencies.models import Role
from config.demo.ahead import first_of
from config.demo.book import HERE, Book
from reports.services.change_letterhead import LetterheadFacts, LogoChange, change_letterhead, clean_logo

FIELD, SIDE = 100, 800
"""Shapes are given on a field of 100, and drawn large so that their edges are smooth when the product scales them."""


def write_letterhead(book: Book) -> None:
    """The letterhead of the region in scope."""
    said = read_letterheads()[book.folder.name]
    facts = LetterheadFacts(
        government=said["government"],
        lines="\n".join(said["lines"]),
        paper=said["paper"],
        place=said["place"],
        signatory_title=said["signatory_title"],
        signatory_name=said["signatory_name"],
        signatory_nip=said["signatory_nip"],
    )
    logo = LogoChange(clean_logo(draw_logo(said["logo"])))
    change_letterhead(facts=facts, logo=logo, began_with=None, actor=first_of(Role.REGION_ADMIN))


def read_letterheads() -> Mapping[str, Any]:
    """What the file says of each region, by the name of its folder."""
    return tomllib.loads((HERE / "letterheads.toml").read_text(encoding="utf-8"))


def draw_logo(shapes: Iterable[Mapping[str, Any]]) -> bytes:
    """The shapes, one upon another on white, as PNG."""
    picture = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(picture)
    for shape in shapes:
        points = [point * SIDE // FIELD for point in shape["points"]]
        draw = pen.ellipse if shape["shape"] == "ellipse" else pen.polygon
        draw(points, fill=shape["fill"])
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
