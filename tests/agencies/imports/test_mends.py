"""Rules that mend a cell, and numbers in words."""

import datetime
from decimal import Decimal

import pytest

from agencies.files.columns import (
    CellWidget,
    ChoiceWidget,
    Column,
    DateWidget,
    NipWidget,
    NumberWidget,
    PeriodWidget,
    TargetWidget,
    TextWidget,
)
from agencies.imports.mends import Suggestion, suggestion
from agencies.imports.number_words import number_in_words

DIRECTIONS = ("naik", "turun", "rentang", "rentang_naik", "rentang_turun")


def meant(widget: CellWidget, raw: object, words: tuple[str, ...] = ()) -> Suggestion | None:
    return suggestion(Column("kolom", widget), raw, words)


@pytest.mark.parametrize(
    ("raw", "rule", "text"),
    [
        ("95 %", "percent", "95"),
        ("95,5%", "percent", "95,5"),
        ("sepuluh persen", "percent", "10"),
        ("seratus", "words", "100"),
        ("dua puluh lima", "words", "25"),
        ("1,5 juta", "words", "1500000"),
        ("12 desa", "figure", "12"),
        ("Rp 1.500.000,-", "figure", "1.500.000"),
        ("1 500", "figure", "1500"),
        ("75.", "tidy", "75"),
    ],
)
def test_a_number_is_found_in_what_people_write(raw: str, rule: str, text: str) -> None:
    assert meant(NumberWidget(), raw) == Suggestion(rule, text)


@pytest.mark.parametrize("raw", ["5-10", "banyak", "3 dari 4", "lima dua", ""])
def test_what_is_not_one_number_is_left_to_people(raw: str) -> None:
    assert meant(NumberWidget(), raw) is None


def test_a_target_may_be_mended_to_a_range() -> None:
    assert meant(TargetWidget(), "80-90.") == Suggestion("tidy", "80-90")


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("1 Jan 2026", "2026-01-01"),
        ("31 Agustus 2026", "2026-08-31"),
        ("1 Mei 2026", "2026-05-01"),
        ("7 Oct 2026", "2026-10-07"),
        ("1-2-2026", "2026-02-01"),
        ("1.2.2026", "2026-02-01"),
        ("2026/12/3", "2026-12-03"),
        (datetime.datetime(2026, 3, 4, 7, 30), "2026-03-04"),  # noqa: DTZ001 - as a spreadsheet has it
    ],
)
def test_a_date_in_another_form_is_written_as_the_contract_has_it(raw: object, day: str) -> None:
    assert meant(DateWidget(), raw) == Suggestion("date", day)


@pytest.mark.parametrize("raw", ["30 Februari 2026", "1/2/26", "kemarin"])
def test_a_date_that_is_none_stays(raw: str) -> None:
    assert meant(DateWidget(), raw) is None


@pytest.mark.parametrize("raw", ["Januari 2026", "Jan 2026", "1/2026", "2026/1", "202601", "31/01/2026"])
def test_a_month_in_another_form_is_written_as_the_contract_has_it(raw: str) -> None:
    assert meant(PeriodWidget(months_only=True), raw) == Suggestion("period", "2026-01")


@pytest.mark.parametrize(
    ("raw", "word"), [("naikk", "naik"), ("Naik.", "Naik"), ("maksimal", "naik"), ("minimal", "turun")]
)
def test_a_word_is_the_closest_of_those_accepted(raw: str, word: str) -> None:
    found = meant(ChoiceWidget(DIRECTIONS), raw, DIRECTIONS)
    assert found is not None
    assert found.text == word


def test_an_empty_cell_is_filled_only_where_there_is_one_word() -> None:
    assert meant(TextWidget(), "", ("1.02",)) == Suggestion("choice", "1.02")
    assert meant(TextWidget(), "", ("1.02", "1.03")) is None


def test_signs_go_from_a_nip_that_is_whole_without_them() -> None:
    assert meant(NipWidget(), "19850417-201001-1-012") == Suggestion("figure", "198504172010011012")
    assert meant(NipWidget(), "19850417-201001-1-01") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("sebelas", 11), ("dua belas", 12), ("seribu", 1000), ("dua ribu lima ratus", 2500), ("seratus lima", 105)],
)
def test_numbers_in_words(text: str, number: int) -> None:
    assert number_in_words(text) == Decimal(number)
