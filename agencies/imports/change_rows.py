"""Rows of a draft are mended, one or many, by hand or by a rule."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from agencies.imports.cells import fingerprint, restored, shown
from agencies.imports.drafts import (
    ImportStateError,
    forget_remarks,
    held_draft,
    leave_out,
    left_out_rows,
    save_next_edition,
)
from agencies.imports.kinds import Mend
from agencies.imports.row_cells import changed_cells, write_rows_of
from agencies.models import ImportDraft, ImportRow


class RowChangedError(ValueError):
    """Somebody wrote other cells into the row meanwhile; ``cells`` are those that are stored, by column."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        super().__init__(_("Baris ini sudah diubah sejak halaman ini dibuka. Isian Anda belum disimpan."))


def change_row(*, draft: ImportDraft, number: int, cells: Mapping[str, str], seen: str) -> ImportDraft:
    """Write what was typed into a row; a cell whose text did not change keeps what the file held.

    ``seen`` is the fingerprint of the row that was on the screen, empty where none was needed.

    Raises:
        RowChangedError: the row is not what was on the screen, and what was typed is not what is stored.
        ImportStateError: the draft is open no more, or has no such row.
    """
    stored = held_draft(draft)
    row = ImportRow.objects.filter(draft=stored, number=number).first()
    if row is None:
        raise ImportStateError(_("Baris %(row)s tidak ada dalam draf ini.") % {"row": number})
    before = _texts(stored, row.cells)
    changes = {title: text for title, text in cells.items() if title in before and text != before[title]}
    if changes and seen and seen != fingerprint(row.cells):
        raise RowChangedError(before)
    if changes:
        write_rows_of(stored, {number: changed_cells(stored, row.cells, _clean(changes))})
        forget_remarks(stored, {number: changes})
        save_next_edition(stored, "outcome")
    return stored


def change_value(*, draft: ImportDraft, title: str, before: str, after: str) -> int:
    """Write another value into a column wherever it holds ``before``, in all rows that are not left out; how many."""
    stored = held_draft(draft)
    if title not in stored.columns:
        return 0
    rows = {
        number: changed_cells(stored, cells, _clean({title: after}))
        for number, cells in _kept_rows(stored)
        if _texts(stored, cells)[title] == before
    }
    if rows:
        write_rows_of(stored, rows)
        forget_remarks(stored, {number: [title] for number in rows})
        save_next_edition(stored, "outcome")
    return len(rows)


def mend_rows(*, draft: ImportDraft, mend: Mend) -> int:
    """Do what a mend says, and tell how many rows it touched."""
    stored = held_draft(draft)
    rows = {
        number: changed_cells(stored, cells, _clean(mend.changes[number]))
        for number, cells in _kept_rows(stored)
        if number in mend.changes
    }
    if rows:
        write_rows_of(stored, rows)
        forget_remarks(stored, mend.changes)
    leave_out(stored, left_out_rows(stored) | mend.left_out)
    save_next_edition(stored, "outcome")
    return len(rows) + len(mend.left_out)


def leave_row_out(*, draft: ImportDraft, number: int, is_out: bool) -> ImportDraft:
    """Take a row out of what will be published, or back in."""
    stored = held_draft(draft)
    rows = left_out_rows(stored)
    leave_out(stored, rows | {number} if is_out else rows - {number})
    save_next_edition(stored, "outcome")
    return stored


def _kept_rows(draft: ImportDraft) -> list[tuple[int, Sequence[Any]]]:
    left_out = left_out_rows(draft)
    found = ImportRow.objects.filter(draft=draft).values_list("number", "cells")
    return [(number, cells) for number, cells in found if number not in left_out]


def _texts(draft: ImportDraft, cells: Sequence[Any]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(draft.columns) - len(cells))]
    return {title: shown(restored(cell)) for title, cell in zip(draft.columns, padded, strict=True) if title}


def _clean(changes: Mapping[str, str]) -> dict[str, str]:
    """No text of the database holds NUL; a cell longer than any column reads is cut where nobody misses it."""
    return {title: text.replace("\0", "")[:10_000] for title, text in changes.items()}
