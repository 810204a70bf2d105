"""Which column a title stands for."""

import pytest

from agencies.imports.columns import LEFT_OUT, columns_of, guessed, key_columns, missing
from agencies.resources import EmployeeResource
from indicators.resources import IndicatorResource

KNOWN = tuple(columns_of(IndicatorResource))


def test_titles_of_the_contract_need_no_asking() -> None:
    guesses = guessed(KNOWN, KNOWN)
    assert [guess.column for guess in guesses] == list(KNOWN)
    assert all(guess.is_known for guess in guesses)


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("satuan ukur", "satuan"),
        ("kode opd", "kode_opd"),
        ("nama indikator", "nama"),
        ("polaritas", "arah"),
        ("definisi operasional", "definisi"),
        ("sumber data", "sumber_data"),
        ("tanda tangan", LEFT_OUT),
    ],
)
def test_a_doubtful_title_is_guessed_and_asks(title: str, column: str) -> None:
    (guess,) = guessed([title], KNOWN)
    assert (guess.column, guess.is_known) == (column, False)


def test_a_column_is_guessed_once_and_first_for_its_own_title() -> None:
    first, second = guessed(["satuan ukur", "satuan"], KNOWN)
    assert (first.column, second.column) == (LEFT_OUT, "satuan")


def test_titles_of_the_download_of_faulty_rows_are_left_out_without_asking() -> None:
    assert all(guess.is_known and not guess.column for guess in guessed(["baris", "yang perlu diperbaiki"], KNOWN))


def test_what_the_contract_asks_for_is_missed_and_nothing_else() -> None:
    assert missing(["kode_opd", "kode"], columns_of(IndicatorResource)) == [
        *("nama", "satuan", "arah", "pola", "aspek", "definisi")
    ]


def test_keys_are_named_by_their_titles() -> None:
    assert key_columns(EmployeeResource) == ("nip", "kode_opd", "jenis_penempatan", "mulai")
