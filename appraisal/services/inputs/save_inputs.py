"""What actuals, ratings and attendance recaps have in common: only differences are written, and none under a lock."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from agencies.files.errors import FileRefused, RowError
from agencies.services.take_file import TakenRows
from agencies.tenancy.bulk import merge_rows
from agencies.tenancy.scope import current_region_id
from appraisal.period_codes import PeriodSpan


class Input(NamedTuple):
    """A row of a file with everything looked up: what it is about and what it says, as the database stores it."""

    row_number: int
    span: PeriodSpan
    key: tuple[object, ...]
    values: tuple[object, ...]


def unknown_person(row_number: int, nip: str) -> RowError:
    """The error of a row about nobody of the region."""
    return RowError(row_number, "nip", nip, "NIP ini belum terdaftar. Impor pegawainya dahulu, atau periksa NIP.")


def refuse_rows(errors: Sequence[RowError]) -> None:
    """Refuse the file for these errors, in the order of its rows; without any it goes on.

    Raises:
        FileRefused: there are errors.
    """
    if errors:
        raise FileRefused(sorted(errors, key=lambda error: error.row or 0))


def save_inputs(
    *,
    stored: QuerySet[Any],
    key: Sequence[str],
    columns: Sequence[str],
    inputs: Sequence[Input],
    nullable_key: Collection[str] = (),
    touched_at: str | None = None,
) -> TakenRows:
    """Add what is new and update what differs, in a fixed number of statements.

    ``stored`` holds at least the rows that the inputs may meet; ``touched_at`` is the column that says when a row was
    last written. Rows that say what is stored already are not touched, so a file may repeat a locked month.

    Raises:
        FileRefused: a new or different row falls in a locked period, with an error for each such row.
    """
    before = {tuple(row[: len(key)]): tuple(row[len(key) :]) for row in stored.values_list(*key, *columns)}
    different = [found for found in inputs if before.get(found.key) != found.values]
    if not different:
        return TakenRows(unchanged=len(inputs))
    _refuse_locked(different)
    now = (timezone.now(),) if touched_at else ()
    merge_rows(
        stored.model,
        key=key,
        columns=[*columns, touched_at] if touched_at else columns,
        rows=((*found.key, *found.values, *now) for found in different),
        nullable_key=nullable_key,
    )
    new = sum(found.key not in before for found in different)
    return TakenRows(new=new, updated=len(different) - new, unchanged=len(inputs) - len(different))


def _refuse_locked(inputs: Sequence[Input]) -> None:
    spans = {found.span for found in inputs}
    locked = _locked_periods(min(span.first_day for span in spans), max(span.last_day for span in spans))
    lock_of = {
        span: code
        for span in spans
        for code, first_day, last_day in locked
        if first_day <= span.first_day and span.last_day <= last_day
    }
    refuse_rows(
        [
            RowError(found.row_number, "periode", found.span.code, _LOCKED.format(code=lock_of[found.span]))
            for found in inputs
            if found.span in lock_of
        ]
    )


_LOCKED = (
    "Periode {code} sudah dikunci, sehingga isinya tidak dapat diubah. Hapus baris ini, atau minta admin daerah "
    "membuka kembali periode itu dengan alasan."
)


def _locked_periods(
    first_day: datetime.date, last_day: datetime.date
) -> list[tuple[str, datetime.date, datetime.date]]:
    """Code and days of each locked period in a span of days.

    The share lock keeps the open ones open until this transaction ends: who locks one waits for us, and we for them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, first_day, last_day, state FROM appraisal_period"
            " WHERE region_id = %s AND first_day <= %s AND last_day >= %s ORDER BY id FOR SHARE",
            [current_region_id(), last_day, first_day],
        )
        return [(code, begin, end) for code, begin, end, state in cursor.fetchall() if state == "locked"]
