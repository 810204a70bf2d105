"""Reads the worked tables of ``docs/scoring.md``."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DOCUMENT = Path(__file__).parents[2] / "docs" / "scoring.md"
_MARKER = re.compile(r"<!-- table: (?P<name>[a-z-]+) -->")


class Row(NamedTuple):
    """One line of a table: its table's name, its place in the document and its cells by column."""

    table: str
    line: int
    cells: dict[str, str]


def worked_rows() -> list[Row]:
    """All rows of all tables. A table without a marker before it is an error, so that none escapes its replay."""
    return list(_rows(DOCUMENT.read_text(encoding="utf-8").splitlines()))


def _rows(lines: list[str]) -> Iterator[Row]:
    name = ""
    header: list[str] = []
    for place, line in enumerate(lines, start=1):
        marker = _MARKER.fullmatch(line)
        if marker:
            name, header = marker["name"], []
        elif not line.startswith("|"):
            name = ""
        elif not name:
            raise AssertionError(f"line {place}: a table without a marker")
        elif not header:
            header = _cells(line)
        elif set(line) - set("|-: "):
            yield Row(name, place, dict(zip(header, _cells(line), strict=True)))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
