"""Every formula that a person reads gives its own figure when typed into a calculator."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from appraisal.scoring import (
    NASIONAL_1,
    Branch,
    ItemKind,
    Pattern,
    Scheme,
    ScoreCard,
    Sheet,
    explain_attendance,
    explain_axis,
    explain_dimension,
    explain_final,
    explain_indicators,
    explain_item,
    explain_months,
    explain_points,
    explain_rubric,
    score,
    score_main_item,
    score_text,
)
from appraisal.scoring.items import score_additional_item
from tests.scoring.calculator import typed_in
from tests.scoring.sheets import (
    additional_item,
    main_item,
    scheme,
    sheet,
    weighted_items,
)
from tests.scoring.strategies import schemes, sheets, thorough

QUARTER = (1, 2, 3)


def formulas(card: ScoreCard, scheme: Scheme) -> Iterator[str]:
    """Every explanation of a card that is a formula."""
    for item in card.indicators.items:
        yield explain_item(item, scheme)
    yield from explain_indicators(card.indicators)
    for rubric_result in card.rubrics:
        yield explain_rubric(rubric_result)
        for dimension in rubric_result.own.dimensions:
            yield explain_dimension(dimension)
    if card.attendance:
        yield from explain_attendance(card.attendance, scheme)
    yield from (explain_axis(card.result), explain_axis(card.behaviour))
    if card.final is not None:
        yield explain_final(card.result, card.behaviour, card.final)


@thorough
@given(sheets(), schemes())
def test_a_calculator_gives_what_each_formula_claims(sheet: Sheet, scheme: Scheme) -> None:
    for formula in formulas(score(sheet, scheme), scheme):
        if " = " in formula:
            shown, claimed = typed_in(formula)
            assert shown == claimed, formula


@thorough
@given(sheets(), schemes())
def test_the_figure_that_counts_ends_its_formula(sheet: Sheet, scheme: Scheme) -> None:
    card = score(sheet, scheme)

    for item in card.indicators.items:
        if item.attainment is not None and item.branch is not Branch.MISSING_AS_ZERO:
            assert explain_item(item, scheme).endswith(score_text(item.attainment))


def test_a_weighted_mean_names_the_weights_that_count() -> None:
    card = score(sheet(*weighted_items("40×95.5, 60×80")), NASIONAL_1)

    assert explain_indicators(card.indicators) == ("(40 × 95,50 + 60 × 80,00) ÷ 100 = 86,20",)


def test_additional_points_have_their_own_line() -> None:
    card = score(sheet(*weighted_items("100×119.5"), additional_item()), NASIONAL_1)

    assert explain_indicators(card.indicators)[1] == "119,50 + 1,00 = 120,50, dibatasi menjadi 120,00"


def test_an_item_without_attainment_brings_no_points() -> None:
    card = score(sheet(main_item("1: 20/–")), NASIONAL_1)

    assert explain_points(card.indicators.items[0], card.indicators) == ""
    assert explain_indicators(card.indicators) == ()


def test_an_item_says_how_many_points_it_brings() -> None:
    card = score(sheet(*weighted_items("40×95.5, 60×80")), NASIONAL_1)

    assert explain_points(card.indicators.items[1], card.indicators) == "48,00 poin; 60,00 bila tepat target."


@pytest.mark.parametrize(
    ("pattern", "entries", "text"),
    [
        (Pattern.COUNT, "1: 1000/714, 2: 500/700", "Jumlah Januari dan Februari: realisasi 1.414, target 1.500."),
        (Pattern.POSITION, "1: 70/65, 3: 80/78.5", "Keadaan Maret: realisasi 78,5, target 80."),
        (Pattern.COUNT, "1: 20/–", ""),
    ],
)
def test_an_item_says_from_which_months_its_figures_come(pattern: Pattern, entries: str, text: str) -> None:
    assert explain_months(score_main_item(main_item(entries, pattern=pattern), QUARTER, NASIONAL_1)) == text


def test_a_month_that_counts_as_zero_is_named() -> None:
    item = score_main_item(main_item("1: 20/20, 2: 20/–"), QUARTER, scheme(missing_policy="zero"))

    assert explain_months(item) == (
        "Jumlah Januari dan Februari: realisasi 20, target 40. Februari belum dilaporkan dan dihitung 0."
    )


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ("–", "Tidak diukur pada periode ini, sehingga tidak ikut dihitung."),
        ("1: 20/tb", "Dinyatakan tidak berlaku, sehingga tidak ikut dihitung."),
        ("1: 20/–, 2: 5/–, 3: 1/1", "Realisasi Januari dan Februari belum dilaporkan, sehingga belum ikut dihitung."),
        ("1: 0/3", "Batas target 0 tidak dapat menjadi pembagi, sehingga butir ini tidak ikut dihitung."),
    ],
)
def test_an_item_that_does_not_count_says_why(entries: str, text: str) -> None:
    assert explain_item(score_main_item(main_item(entries), QUARTER, NASIONAL_1), NASIONAL_1) == text


def test_a_release_that_is_not_out_is_waited_for() -> None:
    item = score_main_item(main_item("1: 3/–", pattern=Pattern.RELEASE), QUARTER, NASIONAL_1)

    assert explain_item(item, NASIONAL_1) == "Menunggu rilis, sehingga tidak ikut dihitung."


def test_a_zero_by_policy_names_the_months() -> None:
    rules = scheme(missing_policy="zero")
    item = score_main_item(main_item("1: 20/–, 2: 20/–, 3: 20/–"), QUARTER, rules)

    assert explain_item(item, rules) == (
        "Realisasi Januari, Februari, dan Maret belum dilaporkan; menurut aturan nilai, capaiannya 0,00."
    )


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ("1: –/1 v, 3: –/1 v", "Tugas tambahan terverifikasi pada Januari dan Maret: menambah 1 poin."),
        ("1: –/1", "Tugas tambahan dilaporkan pada Januari dan menunggu verifikasi."),
        ("–", "Tugas tambahan belum dilaporkan. Nilai tidak berkurang karenanya."),
    ],
)
def test_an_additional_item_says_what_it_adds(entries: str, text: str) -> None:
    item = score_additional_item(additional_item(entries), QUARTER)

    assert item.kind is ItemKind.ADDITIONAL
    assert explain_item(item, NASIONAL_1) == text
