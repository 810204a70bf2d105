"""Checking a draft: by the very services that publish, run and taken back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agencies.files.errors import RowError, RowWarning
from agencies.files.reader import FileRows
from agencies.imports.cells import restored, shown
from agencies.imports.columns import missing
from agencies.imports.drafts import left_out_rows, remarks_of
from agencies.models import ImportRow
from agencies.services.take_file import SourceFile, TakenRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agencies.files.columns import Column
    from agencies.files.results import FileResult
    from agencies.imports.kinds import ImportKind
    from agencies.models import ImportDraft
    from agencies.permissions import Actor
    from agencies.resources import CheckedResource


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row of the file: its cells by title of the kind's column, and everything that is said about it."""

    number: int
    stored: Sequence[Any]
    cells: Mapping[str, object]
    errors: tuple[RowError, ...] = ()
    warnings: tuple[RowWarning, ...] = ()
    is_left_out: bool = False

    def text(self, title: str) -> str:
        """A cell as it stands in a field; empty where the file has no such column."""
        return shown(self.cells.get(title))


@dataclass(frozen=True, slots=True)
class CheckedImport:
    """A draft with what the check found; ``errors`` and ``warnings`` hold all remarks, also those on the whole file."""

    titles: tuple[str, ...]
    rows: tuple[CheckedRow, ...]
    errors: tuple[RowError, ...]
    warnings: tuple[RowWarning, ...]
    taken: TakenRows
    columns: Mapping[str, Column] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether it could be published as it is."""
        return not self.errors and any(not row.is_left_out for row in self.rows)

    @property
    def file_errors(self) -> list[RowError]:
        """Those that no row of the draft is to blame for."""
        numbers = {row.number for row in self.rows}
        return [error for error in self.errors if error.row not in numbers]

    @property
    def faulty(self) -> list[CheckedRow]:
        """The rows to mend."""
        return [row for row in self.rows if row.errors]

    @property
    def left_out(self) -> list[CheckedRow]:
        """The rows that are not to be published."""
        return [row for row in self.rows if row.is_left_out]

    @property
    def ready(self) -> int:
        """How many rows nothing stands against."""
        return sum(not row.errors and not row.is_left_out for row in self.rows)

    def row(self, number: int) -> CheckedRow | None:
        """A row by its number in the spreadsheet."""
        return next((row for row in self.rows if row.number == number), None)

    @property
    def kept(self) -> dict[int, Mapping[str, object]]:
        """The cells of the rows that are not left out, by number."""
        return {row.number: row.cells for row in self.rows if not row.is_left_out}


def check_import(*, draft: ImportDraft, kind: ImportKind, actor: Actor) -> CheckedImport:
    """Everything that stands against publishing a draft, and every warning. Writes nothing.

    The kind's resource takes the rows as if they were published, and all of it is taken back. The number of statements
    is that of the kind's import, and one for the rows.
    """
    made = kind.resource(actor=actor)
    columns: dict[str, Column] = {column.column_name: column for column in made.fields.values()}
    rows = _rows(draft, columns)
    result = dry_run(made, draft, rows)
    errors = result.refused.errors if result.refused else ()
    return CheckedImport(
        titles=_titles(draft, columns),
        rows=tuple(_with_remarks(rows, errors, result.warnings)),
        errors=errors,
        warnings=result.warnings,
        taken=result.saved if isinstance(result.saved, TakenRows) else TakenRows(),
        columns=columns,
    )


def dry_run(made: CheckedResource[Any], draft: ImportDraft, rows: Sequence[CheckedRow]) -> FileResult:
    """What publishing these rows would come to."""
    made.source = SourceFile(name=draft.file_name, sha256=draft.sha256)
    result: FileResult = made.import_data(file_rows(draft, rows), dry_run=True)
    return result


def file_rows(draft: ImportDraft, rows: Sequence[CheckedRow]) -> FileRows:
    """The rows that are not left out, as the reader of a file gives them."""
    kept = [row for row in rows if not row.is_left_out]
    titles = list(rows[0].cells) if rows else []
    numbers = {row.number for row in kept}
    remarks = [
        RowWarning(number, column, None, sentence)
        for number, column, sentence in remarks_of(draft)
        if number in numbers and column in titles
    ]
    return FileRows(
        titles, [list(row.cells.values()) for row in kept], row_numbers=[row.number for row in kept], warnings=remarks
    )


def _titles(draft: ImportDraft, columns: Mapping[str, Column]) -> tuple[str, ...]:
    """The columns that the draft has, in the order of the kind."""
    absent = missing(draft.columns, dict(columns))
    return tuple(title for title in columns if title in draft.columns or title in absent)


def _rows(draft: ImportDraft, columns: Mapping[str, Column]) -> list[CheckedRow]:
    places = {title: draft.columns.index(title) for title in columns if title in draft.columns}
    left_out = left_out_rows(draft)
    titles = _titles(draft, columns)
    found = ImportRow.objects.filter(draft=draft).order_by("number").values_list("number", "cells")
    return [
        CheckedRow(
            number=number,
            stored=cells,
            cells={
                title: restored(cells[places[title]]) if title in places and places[title] < len(cells) else ""
                for title in titles
            },
            is_left_out=number in left_out,
        )
        for number, cells in found
    ]


def _with_remarks(
    rows: Sequence[CheckedRow], errors: Sequence[RowError], warnings: Sequence[RowWarning]
) -> list[CheckedRow]:
    errors_of: dict[int | None, list[RowError]] = defaultdict(list)
    warnings_of: dict[int | None, list[RowWarning]] = defaultdict(list)
    for error in errors:
        errors_of[error.row].append(error)
    for warning in warnings:
        warnings_of[warning.row].append(warning)
    return [
        CheckedRow(
            number=row.number,
            stored=row.stored,
            cells=row.cells,
            errors=tuple(errors_of[row.number]),
            warnings=tuple(warnings_of[row.number]),
            is_left_out=row.is_left_out,
        )
        for row in rows
    ]
