"""A scheme as the text of a TOML file (contract 4); reading it back gives the same fingerprint."""

import json
from collections.abc import Mapping

from appraisal.scoring.scheme import Scheme


def scheme_toml(scheme: Scheme) -> str:
    """Every key written out, in the order of the contract; the two axes as tables of their own."""
    document = scheme.to_document()
    axes = {name: document.pop(name) for name in ("result", "behaviour")}
    lines = [f"{key} = {_date_or_value(key, value)}" for key, value in document.items()]
    for name, axis in axes.items():
        lines += ["", f"[{name}]", *(f"{key} = {_value(value)}" for key, value in _items(axis))]
    return "\n".join(lines) + "\n"


def _date_or_value(key: str, value: object) -> str:
    return str(value) if key == "valid_from" else _value(value)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, str):
        # JSON's strings are TOML's but for one control character that JSON leaves as it is.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return str(value)


def _items(table: object) -> list[tuple[str, object]]:
    return list(table.items()) if isinstance(table, Mapping) else []
