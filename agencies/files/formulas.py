"""Texts that a spreadsheet would take for a formula, in files that have no types (OWASP "CSV injection").

Excel and LibreOffice compute what begins with ``=``, ``+``, ``-`` or ``@``, and such a formula may call programs or
send cells away. An apostrophe before it makes it a text; reading takes the apostrophe off again, so that nothing
changes on the way through a file.
"""

import csv
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import SupportsWrite

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = tuple(f"'{start}" for start in _STARTS)
_HARMLESS = re.compile(r"[+-]?[\d.,\s]*")


def guarded(text: str) -> str:
    """The text as it may stand in a CSV; numbers and a lone sign stay as they are."""
    return f"'{text}" if text.startswith(_STARTS) and not _HARMLESS.fullmatch(text) else text


def unguarded(text: str) -> str:
    """What the text was before it was guarded."""
    return text[1:] if text.startswith(_GUARDED) else text


class CsvWriter:
    """Writes rows as CSV (`,`, LF) in which a spreadsheet computes nothing. What is no text is written as ``str``."""

    def __init__(self, file: "SupportsWrite[str]") -> None:
        self._writer = csv.writer(file, lineterminator="\n")

    def writerows(self, rows: "Iterable[Iterable[object]]") -> None:
        """All rows."""
        self._writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
