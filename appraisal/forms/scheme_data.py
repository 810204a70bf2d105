"""A scheme document as the flat fields of a form, and back: whatever was typed survives both ways.

A draft may be wrong, so nothing here refuses: a field that is no number stays the text that it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from appraisal.scoring.rounding import plain
from appraisal.scoring.scheme import GROUP_KEYS
from appraisal.scoring.types import Axis
from appraisal.scoring.wording import decimal_mark

LEVELS = 5
CUTS = 4
_TABLES = {
    "bands": ("above", "expected"),
    "additional": ("points", "max"),
    "groups": GROUP_KEYS,
}
_PLAIN = ("cap", "zero_target_penalty")
_WORDS = ("name", "valid_from", "missing_policy", "rubric_input")
_TYPED_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")

Data = Mapping[str, str]


def form_data(document: Mapping[str, object]) -> dict[str, str]:
    """The fields that show a document. What stands in the wrong shape shows as empty."""
    data = {name: _text(document.get(name)) for name in _WORDS}
    data |= {name: _number(document.get(name)) for name in _PLAIN}
    data["min_raters"] = _number(document.get("min_raters"))
    for table, names in _TABLES.items():
        data |= {f"{table}_{name}": _number(_part(document.get(table), name)) for name in names}
    data |= _listed("levels", document.get("levels"), LEVELS)
    attendance = document.get("attendance")
    data["attendance_tk"] = _number(_part(attendance, "tk"))
    for kind in ("tl", "psw"):
        data |= _listed(f"attendance_{kind}", _part(attendance, kind), CUTS)
    for axis in Axis:
        data |= _axis_data(axis, document.get(axis))
    return data


def scheme_document(data: Data) -> dict[str, object]:
    """The document that the fields say, in the words of a scheme file."""
    said = {name: data.get(name, "").strip() for name in _WORDS}
    document: dict[str, object] = {
        **said,
        **{name: typed_number(data.get(name, "")) for name in _PLAIN},
        **{
            table: {name: typed_number(data.get(f"{table}_{name}", "")) for name in names}
            for table, names in _TABLES.items()
        },
        "levels": _list_of(data, "levels", LEVELS),
        "min_raters": _whole(data.get("min_raters", "")),
        "attendance": {
            "tk": typed_number(data.get("attendance_tk", "")),
            "tl": _list_of(data, "attendance_tl", CUTS),
            "psw": _list_of(data, "attendance_psw", CUTS),
        },
    }
    return document | {str(axis): _axis_document(axis, data) for axis in Axis}


def storable(value: object) -> object:
    """A document as a TOML reader gives it, in what JSON can hold: numbers as plain text, days as ISO text."""
    if isinstance(value, Mapping):
        return {without_nul(str(key)): storable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    if isinstance(value, Decimal):
        return plain(value) if value.is_finite() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | None) else without_nul(str(value))


def without_nul(text: str) -> str:
    """The text without the one character that the database cannot hold."""
    return text.replace("\0", "")


def scheme_fields(data: Data) -> dict[str, str]:
    """The fields that say something of the scheme, spelled as a stored document shows them."""
    shown = form_data(scheme_document(data))
    return {name: text for name, text in shown.items() if text}


def component_rows(data: Data, axis: Axis) -> int:
    """How many rows of components the fields have, empty ones too."""
    count = 0
    while f"{axis}-{count}-source" in data:
        count += 1
    return count


def typed_number(text: str) -> str:
    """A number with a point as the decimal mark, as scheme files write it; any other text as it was typed."""
    text = text.strip()
    return text.replace(",", ".") if _TYPED_NUMBER.fullmatch(text) else text


def _axis_data(axis: Axis, table: object) -> dict[str, str]:
    """The weight of an axis, its components, and one empty row for another."""
    data = {f"{axis}_weight": _number(_part(table, "weight"))}
    parts = _part(table, "components")
    rows: Sequence[object] = parts if isinstance(parts, list) else []
    for place, row in enumerate([*rows, {}]):
        data[f"{axis}-{place}-source"] = _text(_part(row, "source"))
        data[f"{axis}-{place}-weight"] = _number(_part(row, "weight"))
    return data


def _axis_document(axis: Axis, data: Data) -> dict[str, object]:
    return {"weight": typed_number(data.get(f"{axis}_weight", "")), "components": list(_components(axis, data))}


def _components(axis: Axis, data: Data) -> Iterator[dict[str, str]]:
    """The rows that say anything: one without source and weight is none."""
    for place in range(component_rows(data, axis)):
        source = data[f"{axis}-{place}-source"].strip()
        weight = typed_number(data.get(f"{axis}-{place}-weight", ""))
        if source or weight:
            yield {"source": source, "weight": weight}


def _listed(name: str, values: object, amount: int) -> dict[str, str]:
    found = values if isinstance(values, list) else []
    return {
        f"{name}_{place}": _number(found[place - 1] if place <= len(found) else None) for place in range(1, amount + 1)
    }


def _list_of(data: Data, name: str, amount: int) -> list[str]:
    return [typed_number(data.get(f"{name}_{place}", "")) for place in range(1, amount + 1)]


def _part(table: object, name: str) -> object:
    return table.get(name) if isinstance(table, Mapping) else None


def _whole(text: str) -> int | str:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 6 else text


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> str:
    """A number as people write it, with their decimal mark; other text as it stands."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = _text(value)
    return text.replace(".", decimal_mark()) if _TYPED_NUMBER.fullmatch(text) else text
