"""Cells survive their wait as JSON."""

import datetime
import json

import pytest

from agencies.imports.cells import fingerprint, restored, shown, storable

CELLS = [
    "naik",
    7,
    24.65,
    True,
    datetime.date(2026, 1, 1),
    datetime.datetime(2026, 1, 1, 7, 30),  # noqa: DTZ001 - a spreadsheet knows no zone
    datetime.time(7, 30),
    datetime.timedelta(hours=30),
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_comes_back_as_it_was(cell: object) -> None:
    back = restored(json.loads(json.dumps(storable(cell))))
    assert back == cell
    assert type(back) is type(cell)


def test_what_no_database_holds_is_taken_away() -> None:
    assert storable("na\0ik") == "naik"
    assert storable(float("nan")) == "nan"
    assert storable(None) == ""


@pytest.mark.parametrize(
    ("cell", "text"),
    [(24.65, "24,65"), (5.0, "5"), (True, "TRUE"), (datetime.date(2026, 1, 31), "2026-01-31"), (None, "")],
)
def test_a_cell_in_a_field_reads_as_people_write_it(cell: object, text: str) -> None:
    assert shown(cell) == text


def test_another_content_has_another_fingerprint() -> None:
    assert fingerprint(["a", 1]) == fingerprint(["a", 1])
    assert fingerprint(["a", 1]) != fingerprint(["a", "1"])
