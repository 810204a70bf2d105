"""Import of the organisation: kode_opd, nama, jenis, kode_induk (contract section 4)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agencies.files.errors import RowError, refuse_file
from agencies.models import Agency
from agencies.permissions import Actor
from agencies.services.own_people import is_limited
from agencies.services.row_checks import circles, refuse_errors, repeated_rows, written_circle
from agencies.services.take_file import SourceFile, TakenRows, take_file
from agencies.tenancy.bulk import merge_rows

#: Deeper than any organisation of a region; each level costs a few statements.
MOST_LEVELS = 20


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """A row of an agencies file; without ``parent_code`` the unit stands at the top."""

    row_number: int
    code: str
    name: str
    kind: str = ""
    parent_code: str | None = None


def import_agencies(
    *,
    rows: Sequence[AgencyRow],
    source: SourceFile,
    actor: Actor | None = None,
    refused: Sequence[RowError] = (),
) -> TakenRows:
    """Add and update the units that the file names; units that it does not name stay as they are.

    ``refused`` are errors of rows that could not be read; nothing is stored then, yet the other rows are checked by
    themselves.

    Raises:
        FileRefused: repeated codes, unknown parents, a unit under itself; an actor who is not the region's admin.
    """
    if is_limited(actor):
        raise refuse_file("Susunan perangkat daerah diatur admin daerah. Serahkan berkas ini kepada mereka.")
    return take_file(kind="agencies", source=source, actor=actor, save=lambda: _save(rows, refused))


def _save(rows: Sequence[AgencyRow], refused: Sequence[RowError]) -> TakenRows:
    ids: dict[str, int] = {}
    parents: dict[str, str | None] = {}
    for code, agency_id, parent_code in Agency.objects.values_list("code", "id", "parent__code"):
        ids[code] = agency_id
        parents[code] = parent_code
    parents |= {row.code: row.parent_code for row in rows}
    _refuse_errors(rows, parents, refused)
    new = updated = 0
    # Top first: a unit can only be added under a parent that already has its number. Few statements: trees are flat.
    for level in _levels(rows, parents):
        merged = merge_rows(
            Agency,
            key=["code"],
            columns=["name", "kind", "parent_id"],
            rows=[(row.code, row.name, row.kind, row.parent_code and ids[row.parent_code]) for row in level],
        )
        new += merged.added
        updated += merged.changed
        ids.update(Agency.objects.filter(code__in=[row.code for row in level]).values_list("code", "id"))
    return TakenRows(new=new, updated=updated, unchanged=len(rows) - new - updated)


def _refuse_errors(rows: Sequence[AgencyRow], parents: Mapping[str, str | None], refused: Sequence[RowError]) -> None:
    errors = [*refused, *repeated_rows(rows, key=lambda row: row.code, named="kode_opd"), *_own_parent_errors(rows)]
    if not refused:
        errors += [*_unknown_parent_errors(rows, parents), *_circle_errors(rows, parents)]
    refuse_errors(errors)


def _own_parent_errors(rows: Sequence[AgencyRow]) -> Iterator[RowError]:
    for row in rows:
        if row.parent_code == row.code:
            message = "Perangkat daerah tidak dapat menjadi induknya sendiri. Kosongkan bila tidak punya induk."
            yield RowError(row.row_number, "kode_induk", row.parent_code, message)


def _unknown_parent_errors(rows: Sequence[AgencyRow], parents: Mapping[str, str | None]) -> Iterator[RowError]:
    for row in rows:
        if row.parent_code and row.parent_code not in parents:
            message = "Kode ini tidak ada di berkas ini maupun di daerah ini. Tambahkan barisnya atau perbaiki kodenya."
            yield RowError(row.row_number, "kode_induk", row.parent_code, message)


def _circle_errors(rows: Sequence[AgencyRow], parents: Mapping[str, str | None]) -> Iterator[RowError]:
    of_file = {row.code: row for row in rows}
    for circle in circles({code: parent for code, parent in parents.items() if parent and parent != code}):
        row = min((of_file[code] for code in circle if code in of_file), key=lambda row: row.row_number)
        message = f"Susunan induk melingkar: {written_circle(circle)}. Perbaiki kode_induk salah satunya."
        yield RowError(row.row_number, "kode_induk", row.parent_code, message)


def _levels(rows: Sequence[AgencyRow], parents: Mapping[str, str | None]) -> list[list[AgencyRow]]:
    """The rows by their depth in the tree, top first."""
    levels: dict[int, list[AgencyRow]] = defaultdict(list)
    for row in rows:
        levels[_depth(row, parents)].append(row)
    return [levels[depth] for depth in sorted(levels)]


def _depth(row: AgencyRow, parents: Mapping[str, str | None]) -> int:
    depth = 0
    code: str | None = row.code
    while code is not None:
        depth += 1
        if depth > MOST_LEVELS:
            raise refuse_file(f"Susunan perangkat daerah lebih dari {MOST_LEVELS} tingkat.", row=row.row_number)
        code = parents[code]
    return depth
