"""XLSX through python-calamine: the first visible sheet, number and date cells with their types."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from agencies.files.errors import FileRefused, RowError, RowWarning, refuse_file, shown_number
from agencies.files.limits import FileLimits
from agencies.files.values import read_number
from agencies.files.workbook_scan import BROKEN, SheetScan, column_letters, scan_first_sheet

Cells = Sequence[Sequence[object]]
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """One sheet: `rows` from row 1 on, each from column A on, and what to say about cells that mislead."""

    sheet: str
    rows: Cells
    warnings: list[RowWarning]


def read_workbook(content: bytes, *, limits: FileLimits) -> Workbook:
    """The first visible sheet of an XLSX file.

    Raises FileRefused when the file is broken or too large, when a cell holds a formula error or a formula without its
    result, and when a filled cell is merged with others (its value would count for one row and be missing in the rest).
    """
    scan = scan_first_sheet(content, limits=limits)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheet = book.get_sheet_by_name(scan.name)
            rows: Cells = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
    except (CalamineError, OSError, ValueError) as error:
        raise refuse_file(BROKEN) from error
    errors = [*_faults(rows, scan), *_merged(rows, merged)]
    if errors:
        raise FileRefused(errors)
    return Workbook(scan.name, rows, _percent_warnings(rows, scan))


def _cell(rows: Cells, row: int, column: int) -> object:
    """The cell by its row and column, counted from 1; empty where the sheet does not reach."""
    cells = rows[row - 1] if row <= len(rows) else []
    return cells[column - 1] if column <= len(cells) else ""


def _column_name(rows: Cells, column: int) -> str:
    return str(_cell(rows, 1, column)).strip() or column_letters(column)


def _faults(rows: Cells, scan: SheetScan) -> Iterator[RowError]:
    for (row, column), message in sorted(scan.faults.items()):
        yield RowError(row, _column_name(rows, column), None, message)


def _merged(rows: Cells, ranges: list[Range]) -> Iterator[RowError]:
    for (first_row, first_column), (last_row, last_column) in sorted(ranges):
        value = _cell(rows, first_row + 1, first_column + 1)
        if first_row == 0 or value == "":
            continue
        first = f"{column_letters(first_column + 1)}{first_row + 1}"
        last = f"{column_letters(last_column + 1)}{last_row + 1}"
        message = f"Sel {first}:{last} digabung (merge). Batalkan penggabungannya, lalu isi setiap sel."
        yield RowError(first_row + 1, _column_name(rows, first_column + 1), value, message)


def _percent_warnings(rows: Cells, scan: SheetScan) -> list[RowWarning]:
    """A number cell is taken as it is; but one that shows `95%` holds 0.95, and rarely is that what was meant."""
    warnings = []
    for row, column in sorted(scan.percents):
        cell = _cell(rows, row, column)
        if row == 1 or not isinstance(cell, float):
            continue
        number = read_number(cell).value
        if number:
            message = (
                f"Sel ini berformat persen: tampil {shown_number(number * 100)}% tetapi dibaca {shown_number(number)}. "
                f"Bila maksudnya {shown_number(number * 100)}, ubah format sel menjadi Umum (General), lalu isi ulang."
            )
            warnings.append(RowWarning(row, _column_name(rows, column), None, message))
    return warnings
