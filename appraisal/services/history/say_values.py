"""Stored values of input rows as people read them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import DateTimeField, ForeignKey
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from agencies.dates import long_date, long_month, moment
from agencies.files.nip import format_nip
from agencies.models import Agency, Employee
from appraisal.models import Period, RubricDimension
from appraisal.scoring.wording import number
from indicators.models import Indicator
from indicators.services.participation.load_threads import indicator_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from appraisal.services.history.row_kinds import RowKind

    Content = Mapping[str, Any]
    Names = Mapping[str, Mapping[int, str]]

DIGITS: Mapping[str, Callable[[str], str]] = {"year": str, "nip": format_nip}
"""Columns of digits that are no amount, and how they are written."""
TEXT_OF = {Agency: "name", Employee: "name", Period: "code", RubricDimension: "code"}


def names_of(kind: RowKind, contents: Iterable[Content]) -> Names:
    """What the numbers in the columns of a kind stand for. One statement a column that refers to rows."""
    columns = {*kind.columns, *kind.named_by}
    stored = list(contents)
    found = {}
    for field in kind.model._meta.concrete_fields:
        if field.column in columns and isinstance(field, ForeignKey):
            ids = {one[field.column] for one in stored if one.get(field.column) is not None}
            found[field.column] = _names(field.related_model, ids)
    return found


def _names(model: Any, ids: set[int]) -> Mapping[int, str]:
    if model is Indicator:
        return indicator_names(sorted(ids), timezone.localdate())
    return dict(model.objects.filter(pk__in=ids).values_list("pk", TEXT_OF[model]))


def said_values(kind: RowKind, content: Content, names: Names) -> dict[str, str]:
    """Every column of a kind that is shown, in words."""
    columns = list(kind.columns)
    return dict(zip(columns, written(kind, content, columns, names), strict=True))


def written(kind: RowKind, content: Content, columns: Sequence[str], names: Names) -> list[str]:
    """Some columns of a row in words, in their order; empty where there is nothing."""
    fields = {field.column: field for field in kind.model._meta.concrete_fields}
    return [_said(fields[column], content.get(column), names) for column in columns]


def _said(field: Any, value: object, names: Names) -> str:
    """A value by what its column holds."""
    if value is None or value == "":
        return ""
    if field.column in names and isinstance(value, int):
        return names[field.column].get(value, f"#{value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value)).replace("_", " ")
    if field.column in DIGITS:
        return DIGITS[field.column](str(value))
    if isinstance(value, list):
        return "; ".join(_plain(one) or "-" for one in value)
    return _day(field, str(value)) or _plain(value)


def _day(field: Any, text: str) -> str:
    """A day in words, the month that its first day stands for, or a moment; nothing for other columns."""
    if isinstance(field, DateTimeField):
        at = parse_datetime(text)
        return moment(at) if at else ""
    day = parse_date(text) if field.get_internal_type() == "DateField" else None
    if day is None:
        return ""
    return long_month(day.year, day.month) if field.column == "month" else long_date(day)


def _plain(value: object) -> str:
    """A figure as people write it; any other value as it is."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number(Decimal(value))
    return "" if value is None else str(value)
