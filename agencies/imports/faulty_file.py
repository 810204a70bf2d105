"""Faulty rows as a spreadsheet, for those who mend in Excel; uploaded to the same draft, they are merged by number."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from agencies.files.errors import refuse_file
from agencies.files.reader import FileRows
from agencies.files.writer import write_rows
from agencies.imports.cells import storable
from agencies.imports.check_import import CheckedImport
from agencies.imports.columns import ROW_NUMBER, TO_MEND
from agencies.imports.drafts import forget_remarks, held_draft, save_next_edition
from agencies.imports.row_cells import changed_cells, write_rows_of
from agencies.imports.upload_import import read_upload
from agencies.models import ImportDraft, ImportRow

MOST_CELLS = 32_000
"""A cell of a spreadsheet holds little more text."""


def faulty_file(checked: CheckedImport) -> bytes:
    """The rows to mend, each with its number and what is to be done, as an XLSX file."""
    headers = [ROW_NUMBER.capitalize(), *checked.titles, TO_MEND.capitalize()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bermasalah.xlsx"
        write_rows(headers, _faulty_rows(checked), path)
        return path.read_bytes()


def _faulty_rows(checked: CheckedImport) -> Iterator[list[object]]:
    for row in checked.faulty:
        said = " ".join(f"{error.column}: {error.message}" if error.column else error.message for error in row.errors)
        yield [row.number, *(row.text(title) for title in checked.titles), said[:MOST_CELLS]]


def merge_faulty_rows(*, draft: ImportDraft, content: bytes, name: str) -> int:
    """Write mended rows over those of the draft that have the same number; how many there were.

    Raises:
        FileRefused: the file cannot be read, has no column of numbers or names rows that the draft does not have.
        ImportStateError: the draft is open no more.
    """
    rows = read_upload(content, name)
    stored = held_draft(draft)
    titles = [title for title in rows.headers if title in stored.columns and title]
    if ROW_NUMBER not in rows.headers or not titles:
        raise refuse_file(
            _("Unggah kembali berkas baris bermasalah dengan kolom Baris di dalamnya; nomornya menentukan baris mana.")
        )
    before = dict(ImportRow.objects.filter(draft=stored).values_list("number", "cells"))
    mended = {}
    for number, cells in _numbered(rows):
        if number not in before:
            raise refuse_file(_("Baris %(row)s tidak ada dalam draf ini. Periksa kolom Baris.") % {"row": number})
        mended[number] = changed_cells(stored, before[number], {title: cells[title] for title in titles})
    write_rows_of(stored, mended)
    forget_remarks(stored, dict.fromkeys(mended, titles))
    save_next_edition(stored, "outcome")
    return len(mended)


def _numbered(rows: FileRows) -> Iterator[tuple[object, dict[str, object]]]:
    place = rows.headers.index(ROW_NUMBER)
    for cells in rows:
        number = str(cells[place]).removesuffix(".0").strip()
        yield (
            int(number) if number.isdecimal() and len(number) < 8 else number,
            {title: storable(cell) for title, cell in zip(rows.headers, cells, strict=True)},
        )
