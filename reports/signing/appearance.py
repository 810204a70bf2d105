"""What a signature looks like on the sheet: who signed, as what, when, and who vouches for the key. Black on white."""

from dataclasses import dataclass

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from agencies.files.nip import format_nip
from reports.signing.fonts import Letters, font_file, printable
from reports.signing.signer import CertificateFacts, SignatureFacts

PADDING = 4.0
LARGEST, SMALLEST, STEP = 8.0, 4.5, 0.25
LEADING = 1.18
INK = b"0.09 g 0.09 G"
PAPER = b"1 g"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the appearance."""

    text: str
    is_strong: bool = False


def lines_of(facts: SignatureFacts, certificate: CertificateFacts) -> list[Line]:
    """What it says, from the top."""
    nip = f"NIP {format_nip(facts.nip)}" if facts.nip else ""
    key = certificate.subject.partition(";")[0]
    issuer = certificate.issuer.partition(";")[0]
    vouched = f"Sertifikat: {key}" if issuer == key else f"Sertifikat: {key}, penerbit {issuer}"
    said = [
        Line("Ditandatangani secara elektronik", is_strong=True),
        Line(facts.name, is_strong=True),
        Line(nip),
        Line(facts.title),
        Line(facts.moment),
        Line(vouched),
    ]
    return [Line(printable(line.text), line.is_strong) for line in said if line.text]


@dataclass(frozen=True)
class AppearanceStyle(BaseStampStyle):
    """Makes the appearance for a box of any size. Without a font on this machine there is none (`font_file`)."""

    lines: tuple[Line, ...] = ()

    def create_stamp(
        self,
        writer: BasePdfFileWriter,
        box: BoxConstraints,
        text_params: dict[str, str],  # noqa: ARG002 - pyHanko's own words
    ) -> BaseStamp:
        """As pyHanko calls it."""
        return Appearance(writer, self, box)


class Appearance(BaseStamp):
    """The lines on white in a thin frame, as large as they fit; what fits at no size ends with an ellipsis."""

    def __init__(self, writer: BasePdfFileWriter, style: AppearanceStyle, box: BoxConstraints) -> None:
        super().__init__(writer, style, box)
        self._lines = style.lines

    def render(self) -> bytes:
        """The drawing, with both fonts as its resources."""
        fonts = {strong: self._letters(strong=strong) for strong in (False, True)}
        for strong, letters in fonts.items():
            self.set_resource(ResourceType.FONT, pdf_name(_name(strong)), letters.embedded(self._ensure_writer))
        width, height = float(self.box.width), float(self.box.height)
        size, rows = _fitted(self._lines, fonts, width - 2 * PADDING, height - PADDING)
        top = height - (height - len(rows) * size * LEADING) / 2 - size * 0.93
        frame = b"0.25 0.25 %g %g re" % (width - 0.5, height - 0.5)
        drawn = [b"q %s %s f %s 0.5 w %s S BT" % (PAPER, frame, INK, frame)]
        for index, row in enumerate(rows):
            place = b"1 0 0 1 %g %g Tm" % (PADDING, round(top - index * size * LEADING, 2))
            drawn.append(
                b"%s %g Tf %s %s Tj"
                % (_name(row.is_strong).encode(), size, place, fonts[row.is_strong].shown(row.text))
            )
        return b"\n".join([*drawn, b"ET Q"])

    def _letters(self, *, strong: bool) -> Letters:
        path = font_file(bold=strong)
        assert path is not None  # noqa: S101 - `pades` asks before it makes an appearance
        return Letters.of(path, "".join(line.text for line in self._lines if line.is_strong == strong))


def _name(strong: bool) -> str:  # noqa: FBT001 - of one of two fonts
    return "/Tebal" if strong else "/Biasa"


def _fitted(
    lines: tuple[Line, ...], fonts: dict[bool, Letters], width: float, height: float
) -> tuple[float, list[Line]]:
    """The largest size at which all lines fit the box, and the rows they break into there."""
    size = LARGEST
    while True:
        rows = [row for line in lines for row in _broken(line, fonts[line.is_strong], size, width)]
        if len(rows) * size * LEADING <= height:
            return size, rows
        if size <= SMALLEST:
            most = max(1, int(height / (size * LEADING)))
            kept = rows[:most]
            return size, [*kept[:-1], Line(f"{kept[-1].text}…", kept[-1].is_strong)]
        size -= STEP


def _broken(line: Line, letters: Letters, size: float, width: float) -> list[Line]:
    """At spaces; a word that is wider than the box, wherever it must."""
    rows: list[str] = [""]
    for word in line.text.split(" "):
        joined = f"{rows[-1]} {word}".strip()
        if letters.width(joined, size) <= width:
            rows[-1] = joined
            continue
        if rows[-1]:
            rows.append("")
        for letter in word:
            if letters.width(rows[-1] + letter, size) > width:
                rows.append("")
            rows[-1] += letter
    return [Line(row, line.is_strong) for row in rows]
