"""What actuals, ratings and attendance recaps have in common: only differences are written, and none under a lock."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.files.errors import FileRefused, RowError
from agencies.services.take_file import TakenRows
from agencies.tenancy.bulk import merge_rows
from appraisal.period_codes import PeriodSpan
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.periods.locked_periods import locked_periods


class Input(NamedTuple):
    """A row of a file with everything looked up: what it is about and what it says, as the database stores it."""

    row_number: int
    span: PeriodSpan
    key: tuple[object, ...]
    values: tuple[object, ...]


def unknown_person(row_number: int, nip: str) -> RowError:
    """The error of a row about nobody of the region."""
    return RowError(row_number, "nip", nip, _("NIP ini belum terdaftar. Impor pegawainya dahulu, atau periksa NIP."))


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
    ask_refresh()
    new = frozenset(found.row_number for found in different if found.key not in before)
    return TakenRows(
        new=len(new),
        updated=len(different) - len(new),
        unchanged=len(inputs) - len(different),
        new_rows=new,
        updated_rows=frozenset(found.row_number for found in different) - new,
    )


def _refuse_locked(inputs: Sequence[Input]) -> None:
    spans = {found.span for found in inputs}
    locked = locked_periods(min(span.first_day for span in spans), max(span.last_day for span in spans))
    lock_of = {span: lock.code for span in spans for lock in locked if lock.closes(span.first_day, span.last_day)}
    refuse_rows(
        [
            RowError(found.row_number, "periode", found.span.code, _LOCKED % {"period": lock_of[found.span]})
            for found in inputs
            if found.span in lock_of
        ]
    )


_LOCKED = gettext_lazy(
    "Periode %(period)s sudah dikunci, sehingga isinya tidak dapat diubah. Hapus baris ini, atau minta admin daerah "
    "membuka kembali periode itu dengan alasan."
)
