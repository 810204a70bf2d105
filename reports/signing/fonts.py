"""The letters of a signature's appearance, embedded: what an archive prints years later must look as it did.

The face is that of the documents (Liberation Sans, or what stands in for it here), asked of fontconfig, as
`documents.requirements` does.
"""

import ctypes
import functools
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

FACE = "Liberation Sans"
_EM = 1000


@dataclass(frozen=True, slots=True)
class Letters:
    """A font with just the letters that are needed: their numbers, and measures in thousandths of the size.

    ``box`` is what all letters stay in, ``heights`` how far lines reach above and below.
    """

    name: str
    numbers: dict[str, int]
    widths: dict[int, int]
    box: tuple[int, ...]
    heights: tuple[int, int]
    data: bytes

    @classmethod
    def of(cls, path: Path, text: str) -> "Letters":
        """Those of a text; for whatever the face has no picture of, a question mark stands."""
        options = subset.Options(hinting=False, layout_features=[], name_IDs=[6], notdef_outline=True)
        options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "kern"]
        cutter, output = subset.Subsetter(options), BytesIO()
        cutter.populate(text=f"{text}?…")
        with TTFont(path) as font:
            cutter.subset(font)
            font.save(output)
            head, lines = font["head"], font["hhea"]
            scale = _EM / head.unitsPerEm
            measures = font["hmtx"].metrics.items()
            return cls(
                name=f"TMBANG+{printable(str(font['name'].getDebugName(6))).replace(' ', '')}",
                numbers={chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()},
                widths={font.getGlyphID(name): round(width * scale) for name, (width, _bearing) in measures},
                box=tuple(round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)),
                heights=(round(lines.ascent * scale), round(lines.descent * scale)),
                data=output.getvalue(),
            )

    def drawn(self, text: str) -> list[int]:
        """The numbers of a text's letters."""
        return [self.numbers.get(letter, self.numbers["?"]) for letter in text]

    def width(self, text: str, size: float) -> float:
        """In points."""
        return sum(self.widths[number] for number in self.drawn(text)) * size / _EM

    def shown(self, text: str) -> bytes:
        """The operand that shows a text: two bytes a letter."""
        return b"<%s>" % "".join(f"{number:04x}" for number in self.drawn(text)).encode()

    def embedded(self, writer: BasePdfFileWriter) -> generic.IndirectObject:
        """The font as the file holds it: composite, its letters found by number, and by text when it is copied."""
        name = pdf_name(f"/{self.name}")
        file = generic.StreamObject(stream_data=self.data, dict_data={pdf_name("/Length1"): number(len(self.data))})
        file.compress()  # type: ignore[no-untyped-call]
        descendant = _dictionary(
            {
                "/Type": pdf_name("/Font"),
                "/Subtype": pdf_name("/CIDFontType2"),
                "/BaseFont": name,
                "/CIDSystemInfo": _dictionary(
                    {
                        "/Registry": generic.pdf_string("Adobe"),
                        "/Ordering": generic.pdf_string("Identity"),
                        "/Supplement": number(0),
                    }
                ),
                "/FontDescriptor": writer.add_object(self._descriptor(name, writer.add_object(file))),
                "/CIDToGIDMap": pdf_name("/Identity"),
                "/DW": number(0),
                "/W": generic.ArrayObject(
                    part
                    for glyph, width in sorted(self.widths.items())
                    for part in (number(glyph), generic.ArrayObject([number(width)]))
                ),
            }
        )
        texts = generic.StreamObject(stream_data=self._texts())
        texts.compress()  # type: ignore[no-untyped-call]
        whole = _dictionary(
            {
                "/Type": pdf_name("/Font"),
                "/Subtype": pdf_name("/Type0"),
                "/BaseFont": name,
                "/Encoding": pdf_name("/Identity-H"),
                "/DescendantFonts": generic.ArrayObject([writer.add_object(descendant)]),
                "/ToUnicode": writer.add_object(texts),
            }
        )
        return writer.add_object(whole)

    def _descriptor(self, name: generic.NameObject, file: generic.IndirectObject) -> generic.DictionaryObject:
        above, below = self.heights
        return _dictionary(
            {
                "/Type": pdf_name("/FontDescriptor"),
                "/FontName": name,
                "/Flags": number(4),  # letters found by number, not by a standard encoding
                "/FontBBox": generic.ArrayObject(number(side) for side in self.box),
                "/ItalicAngle": number(0),
                "/Ascent": number(above),
                "/Descent": number(below),
                "/CapHeight": number(round(above * 0.8)),
                "/StemV": number(80),
                "/FontFile2": file,
            }
        )

    def _texts(self) -> bytes:
        """Which text each letter stands for (a ToUnicode map)."""
        pairs = sorted((glyph, letter) for letter, glyph in self.numbers.items())
        lines = [f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in pairs]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        mapped = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{mapped}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode()


def number(value: int) -> generic.NumberObject:
    """A whole number as the file writes it."""
    return generic.NumberObject(value)  # type: ignore[no-untyped-call]


def _dictionary(entries: dict[str, Any]) -> generic.DictionaryObject:
    return generic.DictionaryObject(  # type: ignore[no-untyped-call]
        {pdf_name(key): value for key, value in entries.items()}
    )


def printable(text: str) -> str:
    """A text without signs that have no picture or turn others around."""
    return " ".join("".join(sign for sign in text if unicodedata.category(sign)[0] != "C").split())


@functools.cache
def font_file(*, bold: bool) -> Path | None:
    """The file of the face on this machine; nothing where there is no font that can be embedded."""
    try:
        library = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return None
    pattern = f"{FACE}:fontformat=TrueType{':bold' if bold else ''}".encode()
    library.FcNameParse.restype = library.FcFontMatch.restype = ctypes.c_void_p
    library.FcFontMatch.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    library.FcConfigSubstitute.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]
    library.FcDefaultSubstitute.argtypes = [ctypes.c_void_p]
    library.FcPatternGetString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    wanted = library.FcNameParse(pattern)
    library.FcConfigSubstitute(None, wanted, 0)
    library.FcDefaultSubstitute(wanted)
    result = ctypes.c_int()
    found = library.FcFontMatch(None, wanted, ctypes.byref(result))
    name = ctypes.c_char_p()
    if not found or library.FcPatternGetString(found, b"file", 0, ctypes.byref(name)) or not name.value:
        return None
    path = Path(name.value.decode())
    return path if path.suffix.lower() == ".ttf" else None
