"""Cells: every notation that the contract accepts, and a sentence for each that it does not."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.files.errors import ValueRefused
from agencies.files.values import (
    NumberRange,
    check_target,
    is_empty,
    read_choice,
    read_date,
    read_integer,
    read_number,
    read_period,
    read_target,
    read_text,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("100", "100"),
        ("007", "7"),
        ("1.000.000", "1000000"),
        ("302.663", "302663"),
        ("1.234,56", "1234.56"),
        ("12,5", "12.5"),
        ("1,234", "1.234"),
        ("0,125", "0.125"),
        ("24.65", "24.65"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("-5", "-5"),
        ("−1.234,5", "-1234.5"),
        ("\xa012,50 ", "12.50"),
        ("-0", "0"),
        ("-0,00", "0.00"),
    ],
)
def test_a_number_is_read_as_indonesia_writes_it(text: str, value: str) -> None:
    assert str(read_number(text).value) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [(24.65, "24.65"), (302.663, "302.663"), (100.0, "100"), (-3, "-3"), (0.1, "0.1"), (1e-07, "1E-7"), (-0.0, "0")],
)
def test_a_number_cell_is_taken_as_it_is(cell: float, value: str) -> None:
    read = read_number(cell)
    assert read.value == Decimal(value)
    assert read.warning is None


@pytest.mark.parametrize(
    "text", ["1.2.3", "1,234.56", "1.23.456", "12.34,5", "01.234.567", ",5", "5,", ".5", "5.", "."]
)
def test_points_and_commas_out_of_order_are_refused(text: str) -> None:
    with pytest.raises(ValueRefused, match="Susunan titik dan koma tidak jelas"):
        read_number(text)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("seratus", "Isi dengan angka, misalnya 100"),
        ("1e5", "Notasi ilmiah"),
        ("1,98E+17", "Notasi ilmiah"),
        ("95%", "Hapus tanda persen"),
        ("1 000", "Hapus spasi"),
        ("80-90", "satu angka, bukan rentang"),
        ("05-Okt", "tampak seperti tanggal"),
        ("31/01/2026", "tampak seperti tanggal"),
        ("5 September 2026", "tampak seperti tanggal"),
        ("5 orang", "tanpa satuan"),
        ("12 desa", "tanpa satuan"),
        ("2,5juta", "tanpa satuan"),
        ("+5", "Isi dengan angka"),
        ("--5", "Isi dengan angka"),
        ("١٢", "Isi dengan angka"),
        ("Rp100", "Isi dengan angka"),
        ("9" * 19, "lebih dari 18 digit"),
        (1e300, "lebih dari 18 digit"),
        (float("nan"), "Isi dengan angka"),
        (True, "nilai logika"),
        (datetime(2026, 10, 5), "Sel ini berisi tanggal"),  # noqa: DTZ001 - spreadsheets know no time zone
        (date(2026, 10, 5), "Sel ini berisi tanggal"),
        (time(8), "Sel ini berisi jam"),
        (timedelta(hours=30), "Sel ini berisi jam"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(raw: object, reason: str) -> None:
    with pytest.raises(ValueRefused, match=reason):
        read_number(raw)


@pytest.mark.parametrize("raw", ["", "-", " - ", "–", "\xa0", None])
def test_an_empty_cell_or_a_dash_is_no_value(raw: object) -> None:
    assert is_empty(raw)
    assert read_number(raw).value is None
    assert read_target(raw, is_range=True).value is None
    assert (read_date(raw), read_period(raw), read_text(raw), read_choice(raw, ["a"])) == (None, None, None, None)


@pytest.mark.parametrize("raw", ["0", 0, 0.0])
def test_zero_is_a_value(raw: object) -> None:
    assert read_number(raw).value == 0


@pytest.mark.parametrize("text", ["302.663", "-1.000"])
def test_thousands_from_a_single_point_are_a_warning(text: str) -> None:
    assert "pemisah ribuan" in str(read_number(text).warning)


@pytest.mark.parametrize("text", ["1.000.000", "1.234,56", "24.65", "0.125", "1234.567", "1000"])
def test_a_notation_with_one_meaning_is_no_warning(text: str) -> None:
    assert read_number(text).warning is None


def test_an_exact_decimal_is_kept_in_plain_digits() -> None:
    assert str(read_number(Decimal("1E+5")).value) == "100000"


def test_more_decimals_than_the_column_keeps_are_refused_rather_than_rounded() -> None:
    assert read_number("33,33", decimals=2).value == Decimal("33.33")
    with pytest.raises(ValueRefused, match="3 digit di belakang koma; batasnya 2"):
        read_number("33,333", decimals=2)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("80-90", 80, 90),
        ("80 s.d. 90", 80, 90),
        ("80 S.D. 90", 80, 90),
        ("80 – 90", 80, 90),
        ("80–90", 80, 90),
        ("-5--2", -5, -2),
        ("-5 - -2", -5, -2),
        ("-5-2", -5, 2),
        ("-5 s.d. -2", -5, -2),
        ("−5–−2", -5, -2),
        ("7-7", 7, 7),
        ("1.000.000-2.000.000", 1_000_000, 2_000_000),
    ],
)
def test_a_range_may_be_written_in_several_ways(text: str, low: int, high: int) -> None:
    assert read_target(text, is_range=True).value == NumberRange(Decimal(low), Decimal(high))


def test_the_bounds_of_a_range_follow_the_rules_of_numbers() -> None:
    read = read_target("24.65-302.663", is_range=True)
    assert read.value == NumberRange(Decimal("24.65"), Decimal(302663))
    assert "Dibaca 302663" in str(read.warning)


@pytest.mark.parametrize(
    ("raw", "is_range", "reason"),
    [
        ("90-80", True, "Batas bawah 90 lebih besar daripada batas atas 80"),
        ("80", True, "memerlukan rentang, bukan satu angka"),
        (80.0, True, "memerlukan rentang, bukan satu angka"),
        ("80-90", False, "memerlukan satu angka, bukan rentang"),
        (date(2026, 10, 5), True, "Sel ini berisi tanggal"),
        (date(2026, 10, 5), False, "Sel ini berisi tanggal"),
        ("05-Okt", True, "tampak seperti tanggal"),
        ("2026-10-05", True, "tampak seperti tanggal"),
        ("80%-90%", True, "Hapus tanda persen"),
        ("80 s/d 90", True, "80-90 atau 80 s.d. 90"),
        ("80 - 90 - 100", None, "atau rentang"),
        ("baik", None, "atau rentang"),
    ],
)
def test_a_target_of_the_wrong_kind_is_refused_with_the_reason(raw: object, is_range: bool | None, reason: str) -> None:
    with pytest.raises(ValueRefused, match=reason):
        read_target(raw, is_range=is_range)


def test_a_target_can_be_read_before_its_indicator_is_known() -> None:
    number, bounds = read_target("80").value, read_target("80-90").value
    check_target(number, is_range=False)
    check_target(bounds, is_range=True)
    check_target(None, is_range=True)
    with pytest.raises(ValueRefused):
        check_target(number, is_range=True)


@pytest.mark.parametrize(
    "raw",
    ["2026-01-31", " 31/01/2026 ", date(2026, 1, 31), datetime(2026, 1, 31)],  # noqa: DTZ001 - as spreadsheets have it
)
def test_a_date_may_be_written_in_two_ways_or_be_a_date_cell(raw: object) -> None:
    assert read_date(raw) == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("2026-02-30", "tidak ada di kalender"),
        ("01/31/2026", "tidak ada di kalender"),
        ("1/2/2026", "Isi dengan tanggal"),
        ("31-01-2026", "Isi dengan tanggal"),
        ("0026-01-31", "terlalu lampau"),
        (46053.0, "Isi dengan tanggal"),
        (True, "Isi dengan tanggal"),
        (datetime(2026, 1, 31, 8, 30), "dengan jam"),  # noqa: DTZ001 - as spreadsheets have it
    ],
)
def test_another_date_is_refused_with_the_reason(raw: object, reason: str) -> None:
    with pytest.raises(ValueRefused, match=reason):
        read_date(raw)


@pytest.mark.parametrize(
    ("raw", "period"),
    [
        ("2026-01", "2026-01"),
        ("2026-Q4", "2026-Q4"),
        ("2026-s1", "2026-S1"),
        ("2026", "2026"),
        (2026.0, "2026"),
        (datetime(2026, 1, 1), "2026-01"),  # noqa: DTZ001 - a spreadsheet makes this of 2026-01
    ],
)
def test_a_period_has_one_notation(raw: object, period: str) -> None:
    assert read_period(raw) == period


@pytest.mark.parametrize(
    "raw", ["2026-13", "2026-00", "2026-1", "2026-Q5", "2026-S3", "26-01", "Januari 2026", True, 2026.5]
)
def test_another_period_is_refused(raw: object) -> None:
    with pytest.raises(ValueRefused, match="2026-Q1"):
        read_period(raw)


@pytest.mark.parametrize("raw", ["2026-Q1", "2026", 2026.0])
def test_where_a_month_is_needed_no_longer_period_is_taken(raw: object) -> None:
    with pytest.raises(ValueRefused, match="Isi dengan bulan, misalnya 2026-01"):
        read_period(raw, months_only=True)


def test_a_date_cell_within_a_month_is_no_period() -> None:
    with pytest.raises(ValueRefused, match="Sel ini berisi tanggal"):
        read_period(date(2026, 1, 5))


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_date_reads_back_the_same_in_both_notations(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day:02}/{day.month:02}/{day.year:04}") == day


@given(st.text(alphabet="0123456789-/QS ", max_size=11))
def test_no_other_text_is_ever_taken_for_a_date_or_a_period(text: str) -> None:
    with suppress(ValueRefused):
        day = read_date(text)
        assert day is None or text.strip() in {day.isoformat(), f"{day:%d/%m/%Y}"}
    with suppress(ValueRefused):
        assert read_period(text) in {None, text.strip()}


@pytest.mark.parametrize("raw", ["1", 1.0, " 5 ", 3])
def test_a_level_is_a_whole_number_within_its_bounds(raw: object) -> None:
    assert read_integer(raw, lowest=1, highest=5) in {1, 3, 5}


def test_a_level_that_is_not_given_is_no_value() -> None:
    assert read_integer("-", lowest=1, highest=5) is None


@pytest.mark.parametrize("raw", ["0", "6", "5,9", 5.9, "-1"])
def test_a_level_out_of_bounds_or_with_decimals_is_refused(raw: object) -> None:
    with pytest.raises(ValueRefused, match="bilangan bulat 1 sampai 5"):
        read_integer(raw, lowest=1, highest=5)


def test_a_choice_is_read_whatever_its_case() -> None:
    assert read_choice(" Rentang_Naik ", ["naik", "rentang_naik"]) == "rentang_naik"


@pytest.mark.parametrize(
    ("raw", "answer"), [("rentang naik", 'maksud Anda "rentang_naik"'), ("x", "salah satu: naik"), (1, "salah")]
)
def test_another_word_is_answered_with_the_words_that_may_stand_there(raw: object, answer: str) -> None:
    with pytest.raises(ValueRefused, match=answer):
        read_choice(raw, ["naik", "rentang_naik"])


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Dinas Kesehatan \r\n", "Dinas Kesehatan"),
        ("Dinas\xa0Kesehatan", "Dinas Kesehatan"),
        ("IKU-01\u200b", "IKU-01"),
        ("baris 1\r\nbaris 2", "baris 1\nbaris 2"),
        ("=1+1", "=1+1"),
        (101.0, "101"),
        (7, "7"),
    ],
)
def test_a_text_is_kept_without_what_nobody_sees(raw: object, text: str) -> None:
    assert read_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (1.1, "nol di ujungnya dapat hilang"),
        (date(2026, 2, 1), "Sel ini berisi tanggal"),
        (False, "nilai logika"),
        ("a\x00b", r"U\+0000"),
        ("a\x1bb", r"U\+001B"),
        ("terlalu panjang", "15 karakter; batasnya 10"),
        (1e15, "16 karakter; batasnya 10"),
    ],
)
def test_a_text_that_cannot_be_trusted_is_refused_with_the_reason(raw: object, reason: str) -> None:
    with pytest.raises(ValueRefused, match=reason):
        read_text(raw, most=10)
