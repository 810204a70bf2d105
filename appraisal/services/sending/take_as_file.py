"""Rows of an admin are taken as a file with them would be (contract 4), but for those that the file is refused for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from agencies.files.errors import FileRefused, RowError
from agencies.services.take_file import take_whole
from appraisal.services.inputs.import_actuals import save_actuals
from appraisal.services.inputs.import_attendance import save_attendance
from appraisal.services.sending.results import refusals, results_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agencies.permissions import Actor
    from agencies.services.row_checks import NumberedRow
    from agencies.services.take_file import TakenRows
    from appraisal.services.inputs.import_actuals import ActualRow
    from appraisal.services.inputs.import_attendance import AttendanceRow
    from appraisal.services.sending.results import RowResult

    Row = TypeVar("Row", bound=NumberedRow)


def take_actuals_as_file(rows: Sequence[ActualRow], actor: Actor) -> Iterable[RowResult]:
    """Actuals that count as verified, of people of the actor's units."""
    return _take(rows, lambda waiting: save_actuals(waiting, (), actor))


def take_attendance_as_file(rows: Sequence[AttendanceRow], actor: Actor) -> Iterable[RowResult]:
    """Recaps of people of the actor's units."""
    return _take(rows, lambda waiting: save_attendance(waiting, (), actor))


def _take(rows: Sequence[Row], save: Callable[[Sequence[Row]], TakenRows]) -> Iterable[RowResult]:
    """Save what can be saved. Each round without the rows refused in the one before: a check comes after the other,
    so that there are as many rounds as checks, whatever the number of rows.
    """
    waiting = list(rows)
    results: list[RowResult] = []
    while waiting:
        try:
            taken = take_whole(lambda: save(waiting))  # noqa: B023 - called at once
        except FileRefused as refused:
            found = _by_row(refused, waiting)
            results += refusals(found)
            named = {error.row for error in found}
            waiting = [row for row in waiting if row.row_number not in named]
        else:
            return [*results, *results_of(taken, (row.row_number for row in waiting))]
    return results


def _by_row(refused: FileRefused, waiting: Sequence[Row]) -> Sequence[RowError]:
    """Its errors; one that names no row stands against all that are left."""
    whole = [error for error in refused.errors if error.row is None]
    return [RowError(row.row_number, None, None, error.message) for row in waiting for error in whole] or refused.errors
