"""Cells of a file while they wait as JSON: what the reader found must be what the check reads later."""

import datetime
import hashlib
import json
import math
from collections.abc import Sequence
from typing import Any

from agencies.files.errors import shown_number

#: A datetime is a date too, so it comes first.
_MOMENTS: dict[str, type[datetime.date | datetime.time]] = {
    "datetime": datetime.datetime,
    "date": datetime.date,
    "time": datetime.time,
}


def storable(cell: object) -> Any:
    """A cell as JSON: dates and times as an object that names their kind, other cells as they are. NUL goes: no text
    of the database holds it.
    """
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, datetime.timedelta):
        return {"timedelta": cell.total_seconds()}
    for kind, of_kind in _MOMENTS.items():
        if isinstance(cell, of_kind):
            return {kind: cell.isoformat()}
    if isinstance(cell, bool | int) or (isinstance(cell, float) and math.isfinite(cell)):
        return cell
    return "" if cell is None else str(cell)


def restored(cell: Any) -> object:
    """The cell that :func:`storable` was given."""
    if not isinstance(cell, dict):
        return cell
    ((kind, value),) = cell.items()
    if kind == "timedelta":
        return datetime.timedelta(seconds=value)
    return _MOMENTS[kind].fromisoformat(value)


def shown(cell: object) -> str:
    """A cell as it stands in a field; read again it says the same, but for the format of the spreadsheet."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, float):
        return shown_number(cell)
    return str(cell)


def fingerprint(cells: Sequence[Any]) -> str:
    """What tells one content of a row from another, short enough for a form."""
    return hashlib.sha256(json.dumps(cells, ensure_ascii=True).encode()).hexdigest()[:16]
