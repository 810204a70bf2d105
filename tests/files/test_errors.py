"""How remarks on a file are worded."""

from datetime import datetime
from decimal import Decimal

import pytest

from agencies.files.errors import FileRefused, RowError, RowWarning, listed, refuse_file

HINT = "Isi dengan angka, misalnya 100."


def test_an_error_says_row_column_value_and_how_to_mend_it() -> None:
    error = RowError(42, "bobot", "seratus", HINT)
    assert str(error) == f'Baris 42, kolom bobot: tertulis "seratus". {HINT}'
    assert error.text == f'tertulis "seratus". {HINT}'


@pytest.mark.parametrize(
    ("row", "column", "value", "sentence"),
    [
        (3, "bobot", "", f"Baris 3, kolom bobot: kosong. {HINT}"),
        (3, "bobot", None, f"Baris 3, kolom bobot: {HINT}"),
        (3, None, None, f"Baris 3: {HINT}"),
        (None, "bobot", None, f"Kolom bobot: {HINT}"),
        (None, None, None, HINT),
    ],
)
def test_what_is_not_known_is_left_out(row: int | None, column: str | None, value: object, sentence: str) -> None:
    assert str(RowWarning(row, column, value, HINT)) == sentence


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (24.65, "24,65"),
        (100.0, "100"),
        (Decimal("12.50"), "12,5"),
        (1e300, "1E+300"),
        (float("inf"), "inf"),
        (True, "TRUE"),
        (datetime(2026, 1, 31), "2026-01-31"),  # noqa: DTZ001 - as spreadsheets have it
        (datetime(2026, 1, 31, 8, 30), "2026-01-31 08:30:00"),  # noqa: DTZ001 - as spreadsheets have it
        ("dua\n baris", "dua baris"),
        ("x" * 100, "x" * 59 + "…"),
    ],
)
def test_a_value_is_shown_as_its_owner_knows_it(value: object, shown: str) -> None:
    assert str(RowError(None, None, value, HINT)) == f'tertulis "{shown}". {HINT}'


def test_a_list_is_bounded_and_counts_the_rest() -> None:
    errors = [RowError(row, None, None, HINT) for row in range(2, 7)]
    assert listed(errors, limit=2).splitlines() == [f"Baris 2: {HINT}", f"Baris 3: {HINT}", "… dan 3 lainnya."]
    assert listed(errors).count("\n") == 4


def test_a_refused_file_shows_its_first_errors_and_keeps_them_all() -> None:
    refused = FileRefused(RowError(row, None, None, HINT) for row in range(2, 1002))
    assert str(refused).endswith("… dan 950 lainnya.")
    assert len(refused.errors) == 1000


def test_a_file_can_be_refused_with_one_sentence() -> None:
    assert str(refuse_file("Berkas kosong.")) == "Berkas kosong."
