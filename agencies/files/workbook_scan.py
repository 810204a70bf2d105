"""A first look into an XLSX file, before its values are read.

The library that reads the values is quick but trusting: it lays out every cell up to the farthest one (a stray cell at
XFD1048576 ends the process) and answers a formula error, or a formula that was never computed, with an empty cell,
which would read as "no value". So this module passes once over the sheet's XML, without keeping it, and tells what the
values alone cannot tell.
"""

import io
import lzma
import posixpath
import re
import string
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from agencies.files.errors import refuse_file
from agencies.files.limits import FileLimits

BROKEN = "Berkas XLSX ini rusak atau terpotong. Buka di Excel, simpan ulang sebagai XLSX, lalu unggah kembali."

_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, expat.ExpatError, EOFError, OSError, RuntimeError, ValueError,
    LookupError,
)  # fmt: skip
_PERCENT_BUILT_IN = {"9", "10"}
_NOT_SHOWN_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')

Attributes = dict[str, str]
Handlers = dict[str, Callable[[Attributes], None]]


@dataclass(slots=True)
class SheetScan:
    """What one sheet holds besides its values; rows and columns count from 1."""

    name: str
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    """By row and column: why the cell has no value although it looks filled."""
    percents: set[tuple[int, int]] = field(default_factory=set)
    """Number cells that are shown as a percentage, a hundred times what they hold."""


def scan_first_sheet(content: bytes, *, limits: FileLimits) -> SheetScan:
    """Look through the first visible sheet of an XLSX file. Raises FileRefused for what is not one, or not whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Archive(archive, limits).scan()
    except _UNREADABLE as error:
        raise refuse_file(BROKEN) from error


def column_letters(column: int) -> str:
    """The letters a spreadsheet shows above a column, 1 = A."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = string.ascii_uppercase[rest] + letters
    return letters


class _Archive:
    """The parts of an XLSX file, found by their names and read as streams."""

    def __init__(self, archive: zipfile.ZipFile, limits: FileLimits) -> None:
        self._archive = archive
        self._limits = limits
        self._parts = {info.filename.replace("\\", "/").casefold(): info for info in archive.infolist()}

    def scan(self) -> SheetScan:
        if sum(info.file_size for info in self._parts.values()) > self._limits.unpacked_size:
            raise refuse_file("Isi berkas XLSX ini terlalu besar. Bagi menjadi beberapa berkas.")
        if "xl/workbook.xml" not in self._parts:
            raise refuse_file(
                "Berkas ini bukan buku kerja XLSX. Simpan sebagai XLSX (Excel Workbook) atau CSV UTF-8, lalu unggah "
                "kembali."
            )
        name, path = self._first_visible_sheet()
        percent_styles = self._percent_styles()
        if "xl/sharedstrings.xml" in self._parts:
            self._parse("xl/sharedstrings.xml", {})
        cells = _CellScan(SheetScan(name), percent_styles, self._limits)
        self._parse(path, cells.handlers, cells.watch_with)
        cells.finish_cell()
        return cells.found

    def _first_visible_sheet(self) -> tuple[str, str]:
        targets: dict[str, str] = {}
        sheets: list[tuple[str, str]] = []

        def relationship(attributes: Attributes) -> None:
            if attributes["Type"].endswith("/worksheet"):
                targets[attributes["Id"]] = posixpath.normpath(posixpath.join("/xl", attributes["Target"]))[1:]

        def sheet(attributes: Attributes) -> None:
            if attributes.get("state", "visible") == "visible":
                sheets.extend((attributes["name"], id_) for key, id_ in attributes.items() if key.endswith(":id"))

        self._parse("xl/_rels/workbook.xml.rels", {"Relationship": relationship})
        self._parse("xl/workbook.xml", {"sheet": sheet})
        for name, relationship_id in sheets:
            if relationship_id in targets:
                return name, targets[relationship_id].casefold()
        raise refuse_file("Buku kerja ini tidak memiliki lembar kerja yang terlihat.")

    def _percent_styles(self) -> set[str]:
        """The indexes of the cell styles (attribute `s` of a cell) that show a percentage."""
        percent_formats = set(_PERCENT_BUILT_IN)
        formats_of_styles: list[str] = []

        def number_format(attributes: Attributes) -> None:
            if "%" in _NOT_SHOWN_IN_FORMAT.sub("", attributes["formatCode"]):
                percent_formats.add(attributes["numFmtId"])

        def named_styles_end(_attributes: Attributes) -> None:
            formats_of_styles.clear()

        def style(attributes: Attributes) -> None:
            formats_of_styles.append(attributes.get("numFmtId", "0"))

        if "xl/styles.xml" in self._parts:
            handlers = {"numFmt": number_format, "cellXfs": named_styles_end, "xf": style}
            self._parse("xl/styles.xml", handlers)
        return {str(index) for index, format_id in enumerate(formats_of_styles) if format_id in percent_formats}

    def _parse(self, path: str, handlers: Handlers, use: Callable[[expat.XMLParserType], None] | None = None) -> None:
        """Pass over one part to its end, calling the handler of each element that has one."""
        by_name: Handlers = {}

        def root(name: str, _attributes: Attributes) -> None:
            prefix = name[: name.rfind(":") + 1]
            by_name.update({prefix + local_name: handler for local_name, handler in handlers.items()})
            parser.StartElementHandler = element

        def element(name: str, attributes: Attributes) -> None:
            handler = by_name.get(name)
            if handler:
                handler(attributes)

        parser = expat.ParserCreate()
        parser.StartElementHandler = root
        parser.StartDoctypeDeclHandler = _refuse_doctype
        if use:
            use(parser)
        with self._archive.open(self._parts[path]) as part:
            parser.ParseFile(part)


def _refuse_doctype(*_declaration: object) -> None:
    # No spreadsheet declares one; entities are the old way to blow up a reader of XML.
    raise refuse_file(BROKEN)


class _CellScan:
    """Follows the cells of a sheet as their elements start: `c` (cell), in it `f` (formula), `v` or `is` (value)."""

    def __init__(self, found: SheetScan, percent_styles: set[str], limits: FileLimits) -> None:
        self.found = found
        self.handlers: Handlers = {
            "row": self._row_starts,
            "c": self._cell_starts,
            "f": self._formula_starts,
            "v": self._value_starts,
            "is": self._value_starts,
        }
        self._percent_styles = percent_styles
        self._limits = limits
        self._parser: expat.XMLParserType | None = None
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._text: list[str] | None = None
        self._columns: dict[str, int] = {}

    def watch_with(self, parser: expat.XMLParserType) -> None:
        self._parser = parser

    def finish_cell(self) -> None:
        """Judge the last cell, now that all of it has been seen, if it is one to be watched."""
        if self._text is None:
            return
        text = "".join(self._text).strip()
        if self._cell.get("t") == "e":
            self.found.faults[self._row, self._column] = (
                f"Rumus dalam sel ini menghasilkan kesalahan {text}. Perbaiki rumusnya atau isi nilainya langsung."
            )
        elif self._cell.get("t") != "str" and not text:
            self.found.faults[self._row, self._column] = (
                "Rumus dalam sel ini belum dihitung. Buka berkas di Excel, simpan, lalu unggah kembali."
            )
        self._text = None

    def _row_starts(self, attributes: Attributes) -> None:
        self.finish_cell()
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0

    def _cell_starts(self, attributes: Attributes) -> None:
        if self._text is not None:
            self.finish_cell()
        self._cell = attributes
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            self._column = self._columns.get(letters) or self._column_of(letters)
            self._row = int(reference[len(letters) :])
        if attributes.get("t") == "e":
            self._text = []

    def _column_of(self, letters: str) -> int:
        column = 0
        for letter in letters.upper():
            column = column * 26 + string.ascii_uppercase.index(letter) + 1
        self._columns[letters] = column
        return column

    def _formula_starts(self, _attributes: Attributes) -> None:
        self._text = []

    def _value_starts(self, _attributes: Attributes) -> None:
        if self._row > self._limits.rows + 1 or self._column > self._limits.columns:
            raise refuse_file(
                f"Sel {column_letters(self._column)}{self._row} berisi nilai di luar batas {self._limits.rows} baris "
                f"dan {self._limits.columns} kolom. Hapus isi sel yang jauh di luar tabel, atau bagi berkasnya."
            )
        if self._text is not None and self._parser:
            self._parser.CharacterDataHandler = self._text.append
            self._parser.EndElementHandler = self._value_ends
        if self._cell.get("s") in self._percent_styles and self._cell.get("t", "n") == "n":
            self.found.percents.add((self._row, self._column))

    def _value_ends(self, _name: str) -> None:
        if self._parser:
            self._parser.CharacterDataHandler = None
            self._parser.EndElementHandler = None
