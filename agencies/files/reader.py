"""Reading a spreadsheet file into rows that remember which row of the spreadsheet they are (contract section 4)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tablib import Dataset

from agencies.files.delimited import delimited_rows
from agencies.files.errors import FileRefused, RowError, RowWarning, refuse_file
from agencies.files.limits import DEFAULT_LIMITS, FileLimits
from agencies.files.workbook import read_workbook
from agencies.files.workbook_scan import column_letters

SAVE_AS = "Simpan sebagai XLSX (Excel Workbook) atau CSV UTF-8, lalu unggah kembali."

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class FileRows(Dataset):  # type: ignore[misc]  # tablib has no types
    """A tablib Dataset of a file's filled rows, as wide as its header.

    `headers` are in small letters without outer spaces; `row_numbers` gives for each row the number that a spreadsheet
    shows (the header is 1), which differs from its place here where blank rows were left out; `sheet` is the name of
    the sheet that was read, None for CSV; `warnings` are remarks on cells that mislead.
    """

    def __init__(
        self,
        headers: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        row_numbers: Sequence[int],
        sheet: str | None = None,
        warnings: Sequence[RowWarning] = (),
    ) -> None:
        super().__init__(*rows, headers=headers)
        self.row_numbers = row_numbers
        self.sheet = sheet
        self.warnings = tuple(warnings)


def row_numbers_of(dataset: Dataset) -> Sequence[int]:
    """The row of the spreadsheet for each row of a dataset; one that another reader made has no blank rows."""
    return dataset.row_numbers if isinstance(dataset, FileRows) else range(2, len(dataset) + 2)


def read_rows(source: Path | bytes, *, name: str, limits: FileLimits = DEFAULT_LIMITS) -> FileRows:
    """The rows of a CSV or XLSX file, told apart by what is in it and not by its name.

    `name` is what the file is called towards the user. Cells are texts, in XLSX also numbers, dates, times and
    booleans. Raises FileRefused when the file cannot be read whole, holds more than `limits` allow, has no header in
    row 1, or has a filled cell that belongs to no header.
    """
    content = _content(source, name=name, limits=limits)
    if content.startswith(_ZIP):
        workbook = read_workbook(content, limits=limits)
        return _file_rows(workbook.rows, limits=limits, sheet=workbook.sheet, warnings=workbook.warnings)
    _refuse_foreign(content, name=name)
    return _file_rows(delimited_rows(content), limits=limits)


def normal_headers(cells: Iterable[object]) -> list[str]:
    """Headers as they are compared: case and outer spaces ignored."""
    return [str(cell).strip().lower() for cell in cells]


def check_headers(headers: Sequence[str], *, required: Collection[str], optional: Collection[str] = ()) -> None:
    """Refuse a header that the kind of file does not know, one that stands there twice, and one that is missing."""
    known = {*required, *optional}
    unknown = [header for header in headers if header not in known]
    double = [header for header in dict.fromkeys(headers) if headers.count(header) > 1]
    missing = [header for header in required if header not in headers]
    errors = []
    if unknown:
        expected = ", ".join([*required, *optional])
        errors.append(
            f"Kolom tidak dikenal: {', '.join(unknown)}. Hapus atau perbaiki judulnya; yang dikenal: {expected}."
        )
    if double:
        errors.append(f"Judul kolom ganda: {', '.join(double)}. Sisakan satu kolom untuk setiap judul.")
    if missing:
        errors.append(f"Kolom wajib belum ada: {', '.join(missing)}. Tambahkan judulnya di baris 1, urutannya bebas.")
    if errors:
        raise FileRefused(RowError(1, None, None, message) for message in errors)


def _content(source: Path | bytes, *, name: str, limits: FileLimits) -> bytes:
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                content = file.read(limits.size + 1)
        except OSError as error:
            raise refuse_file(f"Berkas {name} tidak dapat dibuka. Periksa nama dan izin bacanya.") from error
    else:
        content = source
    if len(content) > limits.size:
        raise refuse_file(f"Berkas {name} lebih dari {limits.size / 2**20:.0f} MB. Bagi menjadi beberapa berkas.")
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise refuse_file(f"Berkas {name} kosong. Baris 1 harus berisi judul kolom.")
    return content


def _refuse_foreign(content: bytes, *, name: str) -> None:
    """Say what the file is when it is none of ours; many an `.xls` from an information system is a web page."""
    start = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise refuse_file(f"Berkas {name} dikunci kata sandi. Buka kuncinya di Excel, simpan, lalu unggah kembali.")
    if content.startswith(_OLE):
        raise refuse_file(f"Berkas {name} berformat Excel lama (.xls). {SAVE_AS}")
    if start.startswith(b"<"):
        raise refuse_file(
            f"Berkas {name} sebenarnya halaman web atau XML, bukan lembar kerja. Buka di Excel. {SAVE_AS}"
        )
    if start.startswith((b"%pdf", b"{\\rtf")):
        raise refuse_file(f"Berkas {name} berisi dokumen, bukan lembar kerja. {SAVE_AS}")


def _file_rows(
    rows: Iterable[Sequence[object]],
    *,
    limits: FileLimits,
    sheet: str | None = None,
    warnings: Sequence[RowWarning] = (),
) -> FileRows:
    numbered = enumerate(rows, start=1)
    titled = _titled_columns(next(numbered, (1, []))[1], limits=limits)
    filled: list[Sequence[object]] = []
    row_numbers: list[int] = []
    errors: list[RowError] = []
    for number, cells in numbered:
        if all(_is_blank(cell) for cell in cells):
            continue
        if len(filled) == limits.rows:
            raise refuse_file(f"Berkas ini berisi lebih dari {limits.rows} baris. Bagi menjadi beberapa berkas.")
        errors.extend(_untitled(number, cells, titled))
        filled.append([cells[place] if place < len(cells) else "" for place in titled])
        row_numbers.append(number)
    if errors:
        raise FileRefused(errors)
    return FileRows(list(titled.values()), filled, row_numbers=row_numbers, sheet=sheet, warnings=warnings)


def _titled_columns(cells: Sequence[object], *, limits: FileLimits) -> dict[int, str]:
    """The header of each column that has one, by the column's place from 0."""
    headers = normal_headers(cells)
    titled = {place: header for place, header in enumerate(headers) if header}
    if not titled:
        raise refuse_file("Baris 1 kosong. Baris pertama harus berisi judul kolom.")
    if max(titled) >= limits.columns:
        raise refuse_file(f"Judul melebihi {limits.columns} kolom. Hapus kolom yang tidak perlu.", row=1)
    return titled


def _untitled(number: int, cells: Sequence[object], titled: Mapping[int, str]) -> Iterator[RowError]:
    """A filled cell outside the titled columns: left out without a word, it could be the one that mattered."""
    for place, cell in enumerate(cells):
        if place not in titled and not _is_blank(cell):
            message = "Kolom ini tidak berjudul di baris 1. Hapus isinya atau beri judul; periksa juga pemisah kolom."
            yield RowError(number, column_letters(place + 1), cell, message)


def _is_blank(cell: object) -> bool:
    return cell == "" or (isinstance(cell, str) and not cell.strip())
