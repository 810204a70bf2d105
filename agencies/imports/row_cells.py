"""Writing cells of many rows of a draft at once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from agencies.imports.columns import missing
from agencies.imports.kinds import ImportKind
from agencies.models import ImportDraft, ImportRow
from agencies.tenancy.bulk import merge_rows


def write_rows_of(draft: ImportDraft, rows: Mapping[int, Sequence[Any]]) -> None:
    """Store the cells of some rows, new or known, by their numbers. A constant number of statements."""
    merge_rows(
        ImportRow,
        key=["draft_id", "number"],
        columns=["cells"],
        rows=((draft.pk, number, json.dumps(list(cells))) for number, cells in rows.items()),
    )


def changed_cells(draft: ImportDraft, stored: Sequence[Any], changes: Mapping[str, object]) -> list[Any]:
    """The cells of a row with some of them written anew, by title of the kind's column."""
    cells = [*stored, *[""] * (len(draft.columns) - len(stored))]
    for title, value in changes.items():
        cells[draft.columns.index(title)] = value
    return cells


def add_missing_columns(draft: ImportDraft, kind: ImportKind) -> None:
    """Give the draft the columns of the contract that its file lacks, empty in every row."""
    columns = {column.column_name: column for column in kind.resource().fields.values()}
    absent = missing(draft.columns, columns)
    draft.headers = [*draft.headers, *absent]
    draft.columns = [*draft.columns, *absent]
