"""CSV as spreadsheets save it: UTF-8 with or without BOM, `,` or `;`, quoted fields, any line end."""

import csv
import io
from collections.abc import Iterator

from agencies.files.errors import refuse_file
from agencies.files.formulas import unguarded

DELIMITERS = (",", ";")

_SAVE_AS_UTF8 = (
    'Buka berkas di Excel, pilih Simpan Sebagai (Save As) dengan jenis "CSV UTF-8", atau simpan sebagai XLSX.'
)


def delimited_rows(content: bytes) -> Iterator[list[str]]:
    """Every row of the file from the header on, blank lines as empty lists, so that the rows can be counted.

    Raises FileRefused when the text is not UTF-8, the delimiter is unclear or a quotation mark has no partner.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4096]:
        raise refuse_file(f"Berkas ini bukan CSV dengan pengodean UTF-8. {_SAVE_AS_UTF8}")
    yield from _records(content, _delimiter_of(content))


def _delimiter_of(content: bytes) -> str:
    """The delimiter by the header alone: no header of ours holds a comma or a semicolon, so only one can split it."""
    found = [delimiter for delimiter in DELIMITERS if _splits_header(content, delimiter)]
    if len(found) > 1:
        raise refuse_file(
            "Baris judul memakai koma dan titik koma sekaligus. Pakai satu pemisah kolom saja di seluruh berkas.", row=1
        )
    if not found and _splits_header(content, "\t"):
        raise refuse_file(f"Kolom berkas ini dipisahkan dengan tab. {_SAVE_AS_UTF8}", row=1)
    return found[0] if found else DELIMITERS[0]


def _splits_header(content: bytes, delimiter: str) -> bool:
    reader = csv.reader(_text(content), delimiter=delimiter)
    try:
        return len(next(reader, [])) > 1
    except UnicodeDecodeError as error:
        raise refuse_file(f"Berkas ini tidak tersimpan sebagai UTF-8. {_SAVE_AS_UTF8}") from error
    except csv.Error:
        return False


def _records(content: bytes, delimiter: str) -> Iterator[list[str]]:
    # Strict, because otherwise a quotation mark that is never closed swallows all rows below it without a word.
    reader = csv.reader(_text(content), delimiter=delimiter, strict=True)
    row = 0
    try:
        for row, record in enumerate(reader, start=1):  # noqa: B007 - `row` serves the error below
            yield [unguarded(cell) for cell in record]
    except UnicodeDecodeError as error:
        raise refuse_file(f"Berkas ini tidak tersimpan sebagai UTF-8. {_SAVE_AS_UTF8}") from error
    except csv.Error as error:
        raise refuse_file(
            'Tanda kutip (") dalam baris ini tidak berpasangan, atau selnya terlalu panjang. '
            'Tulis tanda kutip di dalam sel sebagai "" dan tutup setiap sel yang dibuka dengan tanda kutip.',
            row=row + 1,
        ) from error


def _text(content: bytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
