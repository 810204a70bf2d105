"""Rows that programs send, read by the columns of the files: the same words, bounds and sentences (contract 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.utils.translation import gettext as _

from agencies.files.columns import Column, NumberWidget, Reading
from agencies.files.errors import RowError
from appraisal.resources import NOT_APPLICABLE, ActualResource, AttendanceResource, RatingResource
from appraisal.services.sending.rate_rows import LevelRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from agencies.files.errors import RowWarning
    from appraisal.services.inputs.import_actuals import ActualRow
    from appraisal.services.inputs.import_attendance import AttendanceRow

Row = TypeVar("Row")

_IS_PLAIN = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
#: The one word of the files that the API says in English, as it says all states.
_NOT_APPLICABLE = "not_applicable"
_WORDS = {"status": {_NOT_APPLICABLE: NOT_APPLICABLE}}


@dataclass(frozen=True, slots=True)
class RowKind(Generic[Row]):
    """How rows of a kind are read. ``columns`` are those of its file, by the names that the API gives them."""

    columns: Mapping[str, Column]
    key: Sequence[str]
    make: Callable[..., Row]
    check: Callable[[Row], Iterable[RowError | RowWarning]] = lambda _row: ()

    def place(self, header: str | None) -> str:
        """The API's name of a column, by its header in files; empty for the row as a whole."""
        return next((name for name, column in self.columns.items() if column.column_name == header), "")


@dataclass(slots=True)
class ReadRows(Generic[Row]):
    """The rows as far as they could be read; ``row_number`` is the place in what was sent, from 0."""

    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read_rows(kind: RowKind[Row], sent: Sequence[Mapping[str, Any]]) -> ReadRows[Row]:
    """Every row that can be read, and an error for each value that cannot; a key twice is an error of the second."""
    found: ReadRows[Row] = ReadRows()
    seen: dict[tuple[object, ...], int] = {}
    for number, cells in enumerate(sent):
        readings = {name: _reading(name, column, cells.get(name)) for name, column in kind.columns.items()}
        errors = [
            RowError(number, kind.columns[name].column_name, None, one.refusal)
            for name, one in readings.items()
            if one.refusal is not None
        ]
        key = tuple(readings[name].value for name in kind.key)
        if not errors and (first := seen.setdefault(key, number)) != number:
            message = _("Kuncinya sama dengan rows/%(first)s. Kirim satu dari kedua baris itu.") % {"first": first}
            errors = [RowError(number, None, None, message)]
        if not errors:
            row = kind.make(row_number=number, **{name: one.value for name, one in readings.items()})
            errors = [remark for remark in kind.check(row) if isinstance(remark, RowError)]
            found.rows += [] if errors else [row]
        found.errors += errors
    return found


def _reading(name: str, column: Column, raw: object) -> Reading:
    if isinstance(raw, str) and isinstance(column.widget, NumberWidget):
        if not _IS_PLAIN.fullmatch(raw):
            return Reading(None, refusal=_('Tulis angka desimal biasa dengan titik, misalnya "12.5".'))
        return column.reading(Decimal(raw))
    if isinstance(raw, str):
        raw = _WORDS.get(name, {}).get(raw, raw)
    return column.reading(raw)


def _columns(resource: type[Any], names: Iterable[str], **renamed: str) -> dict[str, Column]:
    """The columns of a kind of file: by their own names, and by those that the API gives some of them."""
    declared: dict[str, Column] = resource().fields
    return {name: declared[renamed.get(name, name)] for name in names}


class _SentActuals(ActualResource):
    """Actuals whose refusals say the API's word."""

    not_applicable = _NOT_APPLICABLE

    class Meta(ActualResource.Meta):
        pass


def _actual(*, agency: str, indicator: str, **cells: Any) -> ActualRow:
    return ActualResource().row_class(agency_code=agency, indicator_code=indicator, **cells)


ACTUALS: RowKind[ActualRow] = RowKind(
    columns=_columns(
        ActualResource,
        ("nip", "period", "agency", "indicator", "value", "status", "note"),
        agency="agency_code",
        indicator="indicator_code",
    ),
    key=("nip", "period", "agency", "indicator"),
    make=_actual,
    check=_SentActuals().check_row,
)
ATTENDANCE: RowKind[AttendanceRow] = RowKind(
    columns=_columns(AttendanceResource, AttendanceResource.fields),
    key=("nip", "period"),
    make=AttendanceResource().row_class,
    check=AttendanceResource().check_row,
)
RATINGS: RowKind[LevelRow] = RowKind(
    columns=_columns(RatingResource, ("nip", "period", "rubric", "dimension", "level")),
    key=("nip", "period", "rubric", "dimension"),
    make=LevelRow,
)
