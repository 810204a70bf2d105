"""What is typed in a grid: read as files are read, kept as typed, each input with its own complaint."""

from decimal import Decimal

import pytest

from agencies.files.errors import ValueRefused
from agencies.files.values import NumberRange
from indicators.forms.item_grid import grid_data, read_grid, refilled, with_levelled_weights
from indicators.models import Direction, Pattern
from tests.indicators.agreements.grids import a_row, typed, year_of

RANGE = a_row(direction=Direction.RANGE)
INDEX = a_row(pattern=Pattern.POSITION)


def months_after(data: dict[str, str], row: object = None) -> str:
    """The twelve inputs after a row was filled; a dot is an empty one."""
    filled = refilled(data, row or a_row())  # type: ignore[arg-type]
    return " ".join(filled[f"1-t{month:02}"] or "." for month in range(1, 13))


def test_numbers_are_read_as_indonesia_writes_them() -> None:
    row = read_grid(typed(bobot="33,34", t01="1.250.000", t02="12,5"), [a_row()]).rows[0]
    assert row.weight_value == Decimal("33.34")
    assert row.targets[:3] == (Decimal(1_250_000), Decimal("12.5"), None)


def test_a_range_has_both_bounds() -> None:
    assert read_grid(typed(t01="80-90"), [RANGE]).rows[0].targets[0] == NumberRange(Decimal(80), Decimal(90))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"t01": "seratus"}, "Isi dengan angka"),
        ({"t01": "80-90"}, "memerlukan satu angka"),
        ({"t01": "1,1234567"}, "batasnya 6"),
        ({"bobot": "0"}, "lebih dari 0 sampai 100"),
        ({"bobot": "100,5"}, "lebih dari 0 sampai 100, terbaca 100,5"),
        ({"bobot": "33,333"}, "batasnya 2"),
        ({"tahun": "120"}, "Belum dibagi ke bulan"),
        ({"tahun": "120", "t01": "10"}, "Jumlah bulannya 10"),
    ],
)
def test_an_input_that_cannot_be_taken_says_why_and_stays(cells: dict[str, str], said: str) -> None:
    ((_row, cell),) = read_grid(typed(**cells), [a_row()]).problems
    assert said in cell.error
    assert cell.text == next(iter(cells.values()))


def test_a_number_read_as_thousands_is_echoed() -> None:
    ((_row, cell),) = read_grid(typed(t01="12.500"), [a_row()]).notes
    assert cell.note.startswith("Dibaca 12500")


def test_a_month_that_is_not_measured_has_no_input_and_takes_no_target() -> None:
    row = a_row(months=(6, 12))
    assert read_grid({}, [row]).rows[0].months[0].is_shut
    ((_row, cell),) = read_grid(typed(t01="5"), [row]).problems
    assert "bukan bulan ukur" in cell.error


def test_a_year_that_nobody_touched_follows_its_months() -> None:
    stored = a_row().with_figures(None, year_of("10", "20"))
    data = grid_data([stored]) | typed(t02="25")
    assert data["1-tahun"] == "30"
    assert not read_grid(data, [stored]).problems


def test_stored_figures_are_typed_so_that_they_are_read_back() -> None:
    stored = RANGE.with_figures(Decimal("12.5"), year_of("-5-10", "0.125-1234567.5"))
    assert read_grid(grid_data([stored]), [stored]).read == (stored,)


def test_weights_are_told_with_what_they_lack() -> None:
    rows = [a_row("1"), a_row("2")]
    assert read_grid(typed("1", bobot="60") | typed("2", bobot="35"), rows).weight_words == "95,00, kurang 5,00"
    assert read_grid(typed("1", bobot="65") | typed("2", bobot="40"), rows).weight_words == "105,00, lebih 5,00"
    assert read_grid(typed("1", bobot="65") | typed("2", bobot="35"), rows).is_complete


@pytest.mark.parametrize(
    ("data", "months"),
    [
        (typed(pola="even-month", tahun="100"), "8 8 8 8 8 8 8 8 9 9 9 9"),
        (typed(pola="even-quarter", tahun="10"), ". . 2 . . 2 . . 3 . . 3"),
        (typed(pola="ramp-month", tahun="78"), "1 2 3 4 5 6 7 8 9 10 11 12"),
        (typed(pola="copy-month", t03="7,5"), "7,5 7,5 7,5 7,5 7,5 7,5 7,5 7,5 7,5 7,5 7,5 7,5"),
        (typed(pola="even-half", t01="6", t02="4"), ". . . . . 5 . . . . . 5"),
    ],
)
def test_a_counted_row_is_filled_from_its_year_or_its_months(data: dict[str, str], months: str) -> None:
    assert months_after(data) == months


def test_a_range_is_cut_by_both_bounds() -> None:
    filled = months_after(typed(pola="even-quarter", tahun="10-20,5"), RANGE)
    assert filled == ". . 2,5-5,1 . . 2,5-5,1 . . 2,5-5,1 . . 2,5-5,2"


def test_an_index_is_copied_or_led_but_never_cut() -> None:
    offered = {offer.value for offer in read_grid({}, [INDEX]).rows[0].offers}
    assert offered == {"copy-month", "copy-quarter", "copy-half", "copy-year", "between-month"}
    assert read_grid({}, [INDEX]).rows[0].year is None
    assert months_after(typed(pola="copy-half", t06="82,5"), INDEX) == ". . . . . 82,5 . . . . . 82,5"
    assert months_after(typed(pola="between-month", t01="70", t12="92"), INDEX).startswith("70 72 74")


@pytest.mark.parametrize(
    ("row", "cells", "why"),
    [
        (INDEX, {"pola": "even-month", "t01": "80"}, "tidak dibagi ke bulan"),
        (a_row(), {"pola": "even-month"}, "Isi dahulu jumlah setahun"),
        (a_row(), {"pola": "copy-month"}, "Isi dahulu target satu bulan"),
        (INDEX, {"pola": "between-month", "t01": "80"}, "Isi dahulu dua bulan"),
        (a_row(), {"pola": "lain", "tahun": "10"}, "Pilih pola dari daftar"),
        (a_row(), {"pola": "even-month", "tahun": "x"}, "Jumlah setahun: Isi dengan angka"),
    ],
)
def test_a_row_that_cannot_be_filled_says_why(row: object, cells: dict[str, str], why: str) -> None:
    with pytest.raises(ValueRefused, match=why):
        refilled(typed(**cells), row)  # type: ignore[arg-type]


def test_ways_that_would_fill_the_same_months_are_offered_once() -> None:
    row = a_row(pattern=Pattern.RELEASE, months=(12,))
    assert [offer.value for offer in read_grid({}, [row]).rows[0].offers] == ["copy-month"]


def test_rows_without_a_weight_share_what_is_left_to_the_last_hundredth() -> None:
    rows = [a_row(key) for key in "1234"]
    levelled = with_levelled_weights(typed("1", bobot="0,01"), rows)
    assert [levelled[f"{key}-bobot"] for key in "1234"] == ["0,01", "33,33", "33,33", "33,33"]


def test_weights_that_leave_nothing_are_not_levelled() -> None:
    with pytest.raises(ValueRefused, match="sudah 100 atau lebih"):
        with_levelled_weights(typed("1", bobot="100"), [a_row("1"), a_row("2")])
