"""Writing rows to a file that people open in a spreadsheet and that scripts read (contract section 4)."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from agencies.files.errors import refuse_file
from agencies.files.formulas import CsvWriter
from agencies.files.values import NumberRange, plain_number

COLUMN_WIDTH = 20


def write_rows(headers: Sequence[str], rows: Iterable[Sequence[object]], output_path: Path) -> None:
    """Write a `.csv` (`,`, UTF-8 without BOM, LF, decimal point) or an `.xlsx` file, whole or not at all.

    Cells are None, texts, whole numbers, Decimals, NumberRanges and dates; a float is an error of the caller. In XLSX a
    text stays a text: a NIP keeps its digits, and one that begins with `=`, `+`, `-` or `@` is no formula. CSV has no
    types: such a text gets an apostrophe there (`agencies.files.formulas`). An existing file is replaced. Raises
    FileRefused when the name has another ending or the place cannot be written to.
    """
    writers = {".csv": _write_csv, ".xlsx": _write_xlsx}
    write = writers.get(output_path.suffix.lower())
    if write is None:
        raise refuse_file(f"Berkas {output_path.name} harus berakhiran .csv atau .xlsx.")
    unfinished = output_path.with_name(f".{output_path.name}.{secrets.token_hex(4)}.part")
    try:
        write(headers, rows, unfinished)
        unfinished.replace(output_path)
    except OSError as error:
        raise refuse_file(f"Berkas {output_path} tidak dapat ditulis. Periksa folder dan izin tulisnya.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def file_text(value: object) -> str:
    """A value as it stands in a file; reading it gives the same value back."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, NumberRange):
        return f"{plain_number(value.low)} s.d. {plain_number(value.high)}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"no place in a file for {type(value).__name__}")


def _write_csv(headers: Sequence[str], rows: Iterable[Sequence[object]], path: Path) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = CsvWriter(file)
        writer.writerows([headers])
        writer.writerows([value if isinstance(value, str) else file_text(value) for value in row] for row in rows)


def _write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[object]], path: Path) -> None:
    path.touch()  # a place that cannot be written to is refused before openpyxl opens files of its own
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for column in range(1, len(headers) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    sheet.append(list(headers))
    try:
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    finally:
        # Saved even when the rows break off: only that removes openpyxl's own temporary file.
        book.save(path)


def _cell(sheet: WriteOnlyWorksheet, value: object) -> Cell | str | int | date | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, Decimal):
        return _styled(sheet, value, number_format=_number_format(value))
    if isinstance(value, date):
        return _styled(sheet, value, number_format="yyyy-mm-dd")
    text = ILLEGAL_CHARACTERS_RE.sub("", file_text(value))
    if text[:1].isalpha() or not text:
        return text or None
    # A spreadsheet could take it for a number, a date or a formula, now or when somebody edits the cell.
    return _styled(sheet, text, number_format="@", data_type="s")


def _styled(sheet: WriteOnlyWorksheet, value: Any, *, number_format: str, data_type: str | None = None) -> Cell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = number_format
    if data_type:
        cell.data_type = data_type
    return cell


def _number_format(value: Decimal) -> str:
    """As many decimals on screen as the number has, so that 92.50 does not show as 92.5."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return f"0.{'0' * decimals}" if decimals > 0 else "0"
