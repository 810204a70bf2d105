"""What a document says of itself, beside its content: whose paper it is, its number, and where it can be checked."""

from dataclasses import dataclass, fields

import segno
from markupsafe import Markup, escape

_CODE_PREFIXES = {
    "scorecard": "KN",
    "evaluation_form": "FE",
    "evaluation_document": "DE",
    "plan_form": "SKP",
    "agency_summary": "RP",
    "region_summary": "RD",
    "region_annex": "LD",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead and the sheet, as they are printed. ``logo`` is a data address or empty, ``paper`` a4 or f4.

    ``sender`` is the unit that a document of one unit comes from; empty where the region speaks.
    """

    government: str
    lines: tuple[str, ...] = ()
    logo: str = ""
    paper: str = "a4"
    place: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs what speaks for a unit or the region. Empty texts leave their lines free to be filled in by hand."""

    title: str = ""
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What one issue of a document says of itself, as it stands in the page. ``day`` is the date within ``made_at``,
    ``shown_address`` the address as people read it, ``qr`` the code that leads there, as a data address.
    """

    head: Head
    made_at: str
    day: str
    number: str
    version: str
    shown_address: str
    qr: str

    @classmethod
    def of_issue(cls, head: Head, *, made_at: str, number: str, version: int, address: str) -> "Imprint":
        """The imprint of an issue; ``made_at`` like `21 November 2026 pukul 14.32 WITA`."""
        day = made_at.partition(" pukul")[0]
        shown = address.removeprefix("https://")
        return cls(head, made_at, day, number, str(version), shown, qr_address(address))


_ISSUED = tuple(one.name for one in fields(Imprint) if one.name != "head")
_PLACE = "<<{}>>"
"""Not a word of people: theirs stand escaped in the page, so none of them can name a place."""


def pending(head: Head) -> Imprint:
    """The imprint under which a page is written and contents are compared: it names the places where `filled` puts what
    is only known once a number is given. So each page is written once, whatever becomes of it.
    """
    return Imprint(head, **{name: Markup(_PLACE.format(name)) for name in _ISSUED})  # noqa: S704 - our own words


def filled(page: str, imprint: Imprint) -> str:
    """A page that was written under a pending imprint, as it is issued. Signs of markup are escaped."""
    for name in _ISSUED:
        page = page.replace(_PLACE.format(name), escape(getattr(imprint, name)))
    return page


def document_number(kind: str, year: int, number: int) -> str:
    """`KN-2026-000123`: kind, year of issue and running number within the region."""
    return f"{_CODE_PREFIXES[kind]}-{year:04}-{number:06}"


def qr_address(address: str) -> str:
    """The code that leads to an address, as a data address with its quiet zone: four dots a module, so that viewers
    that smooth pictures leave its edges. A picture is laid down once and shown on every sheet; drawn as a path it would
    cost a printer ten milliseconds a sheet.
    """
    return segno.make(address, error="m", micro=False).png_data_uri(scale=4, border=4)
