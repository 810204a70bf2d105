"""Workbooks as people and programs make them, in memory."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def workbook(rows: Iterable[Sequence[object]], change: Callable[[Worksheet], object] | None = None) -> bytes:
    """An XLSX file with the rows on its only sheet; `change` does to the sheet what a user would."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The file of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, replace: Callable[[bytes], bytes]) -> bytes:
    """The same XLSX file with one of its parts changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, replace(old.read(part)) if part == name else old.read(part))
    return changed.getvalue()
