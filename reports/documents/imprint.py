"""What a document says of itself, beside its content: whose paper it is, its number, and where it can be checked."""

from dataclasses import dataclass

import segno

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
    """The letterhead and the sheet, as they are printed. ``logo`` is a data address or empty, ``paper`` a4 or f4."""

    government: str
    lines: tuple[str, ...] = ()
    logo: str = ""
    paper: str = "a4"
    place: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs what speaks for a unit or the region. Empty texts leave their lines free to be filled in by hand."""

    title: str = ""
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class QrMark:
    """A QR code as a data address, quiet zone included. An image is laid down once and shown on every sheet; drawn as
    a path it would cost a printer ten milliseconds a sheet.
    """

    source: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """One issue of a document. Everything but ``head`` is empty while a content is only compared (`blank`)."""

    head: Head
    made_at: str = ""
    number: str = ""
    version: int = 0
    address: str = ""
    qr: QrMark | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was issued yet: such a page is for comparison and never printed."""
        return not self.number


def blank(head: Head) -> Imprint:
    """The imprint under which contents are compared."""
    return Imprint(head)


def document_number(kind: str, year: int, number: int) -> str:
    """`KN-2026-000123`: kind, year of issue and running number within the region."""
    return f"{_CODE_PREFIXES[kind]}-{year:04}-{number:06}"


def qr_mark(address: str) -> QrMark:
    """The code that leads to an address: four dots a module, so that viewers that smooth pictures leave its edges."""
    code = segno.make(address, error="m", micro=False)
    return QrMark(code.png_data_uri(scale=4, border=4))
