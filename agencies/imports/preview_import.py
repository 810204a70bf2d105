"""What publishing a draft would change, row by row, before and after; and whom it touches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from agencies.imports.check_import import CheckedImport, file_rows
from agencies.imports.kinds import Affected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agencies.imports.kinds import ImportKind
    from agencies.models import ImportDraft
    from agencies.permissions import Actor
    from agencies.resources import CheckedResource

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A column of a row, before and after."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that publishing would add or change: its key in words, and what changes (nothing for a new one)."""

    number: int
    name: str
    changes: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of a file beside what is stored: those to be added and changed as the kind's rows, and as words."""

    new: tuple[Any, ...]
    changed: tuple[Any, ...]
    before: tuple[Any, ...]
    unchanged: int
    new_rows: tuple[RowChange, ...]
    changed_rows: tuple[RowChange, ...]
    affected: Affected = field(default_factory=Affected)


def preview_import(*, draft: ImportDraft, kind: ImportKind, checked: CheckedImport, actor: Actor) -> Comparison:
    """Compare the rows of a sound draft with what is stored. A constant number of statements, those of the kind."""
    compared = compared_rows(draft=draft, kind=kind, checked=checked, actor=actor)
    return replace(compared, affected=kind.affected([*compared.new, *compared.changed]))


def compared_rows(*, draft: ImportDraft, kind: ImportKind, checked: CheckedImport, actor: Actor) -> Comparison:
    """The comparison without whom it touches."""
    made = kind.resource(actor=actor)
    rows = made.read(file_rows(draft, checked.rows)).rows
    stored = kind.stored(rows)
    key_names = made.get_import_id_fields()
    new, changed, before = [], [], []
    new_rows, changed_rows = [], []
    for row in rows:
        cells = made.cells_of(row)
        was = stored.get(tuple(cells[name] for name in key_names))
        if was is None:
            new.append(row)
            new_rows.append(RowChange(row.row_number, _name(made, cells), ()))
        elif changes := _changes(made, row, was):
            changed.append(row)
            before.append(was)
            changed_rows.append(RowChange(row.row_number, _name(made, cells), changes))
    return Comparison(
        new=tuple(new),
        changed=tuple(changed),
        before=tuple(before),
        unchanged=len(rows) - len(new) - len(changed),
        new_rows=tuple(new_rows),
        changed_rows=tuple(changed_rows),
    )


def texts_of(made: CheckedResource[Any], row: object) -> Cells:
    """What a row would hold in a file, by the titles of its columns; read back it is the same row."""
    cells = made.cells_of(row)
    return {column.column_name: column.widget.render(cells[name]) for name, column in made.fields.items()}


def texts_of_all(made: CheckedResource[Any], rows: Sequence[object]) -> list[Cells]:
    """The same of many rows."""
    return [texts_of(made, row) for row in rows]


def _changes(made: CheckedResource[Any], row: object, stored: object) -> tuple[CellChange, ...]:
    was, becomes = texts_of(made, stored), texts_of(made, made.over(row, stored))
    return tuple(CellChange(title, was[title], becomes[title]) for title in was if was[title] != becomes[title])


def _name(made: CheckedResource[Any], cells: Mapping[str, Any]) -> str:
    """The key in words, and the name where the kind has one."""
    key = [made.fields[name].widget.render(cells[name]) for name in made.get_import_id_fields()]
    return " · ".join(part for part in (*key, cells.get("name") or "") if part)
