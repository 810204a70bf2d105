"""The five curves of SE MenPANRB 3/2023: each rule, and what rounding does to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.documents.guideline import (
    CURVES,
    HEAD_RATINGS,
    NAMES,
    Bound,
    Comparison,
    OrganisationPredicate,
    compare,
    compare_all,
    organisation_reason,
    spans,
)
from appraisal.models import OrganisationRating
from appraisal.scoring.types import Predicate, Rating

SB, B, BP, K, SK = Predicate
COUNTS = st.lists(st.integers(0, 400), min_size=5, max_size=5).map(
    lambda found: dict(zip(Predicate, found, strict=True))
)


def met(name: str, *people: int) -> list[bool] | None:
    """Which rules of a curve so many Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang meet."""
    found = compare(OrganisationPredicate(name), dict(zip(Predicate, people, strict=True)))
    return [one.is_met for one in found.outcomes] if found else None


@pytest.mark.parametrize(
    ("name", "people", "expected"),
    [
        ("istimewa", (7, 2, 1, 0, 0), [True, True]),
        ("istimewa", (8, 1, 1, 0, 0), [True, False]),
        ("istimewa", (3, 4, 3, 0, 0), [False, True]),
        ("baik", (2, 7, 1, 0, 0), [True, True, True]),
        ("baik", (2, 7, 0, 0, 1), [True, True, False]),
        ("baik", (0, 8, 0, 2, 0), [True, False, True]),
        ("baik", (5, 4, 0, 1, 0), [False, True, True]),
        ("cukup", (1, 3, 6, 0, 0), [True, True]),
        ("cukup", (2, 3, 5, 0, 0), [False, False]),
        ("kurang", (1, 2, 1, 6, 0), [True, True, True]),
        ("kurang", (2, 3, 0, 5, 0), [False, False, False]),
        ("sangat_kurang", (0, 3, 1, 0, 6), [True, True, True]),
        ("sangat_kurang", (0, 3, 0, 1, 6), [True, True, True]),
        ("sangat_kurang", (1, 4, 0, 0, 5), [False, False, False]),
    ],
)
def test_each_curve_of_ten_people(name: str, people: tuple[int, ...], expected: list[bool]) -> None:
    assert met(name, *people) == expected


@pytest.mark.parametrize(("total", "most", "least"), [(5, 3, 3), (7, 4, 5), (9, 6, 6), (11, 7, 7), (13, 9, 8)])
def test_a_maximum_is_rounded_down_and_a_minimum_up(total: int, most: int, least: int) -> None:
    assert spans(OrganisationPredicate.EXCELLENT, total)[SB] == (0, most)
    assert spans(OrganisationPredicate.FAIR, total)[BP] == (least, total)


def test_a_tenth_of_few_people_is_nobody_at_most_and_one_person_at_least() -> None:
    assert spans(OrganisationPredicate.POOR, 9) == {K: (6, 9), BP: (1, 9), SB: (0, 0)}


def test_of_two_groups_of_the_same_size_either_is_the_largest() -> None:
    assert met("istimewa", 3, 3, 0, 0, 0) == [True, True]


def test_fewer_than_five_people_are_not_compared() -> None:
    assert met("baik", 0, 4, 0, 0, 0) is None
    assert compare_all({B: 4}) == ()
    assert [one.predicate for one in compare_all({B: 5})] == list(OrganisationPredicate)


def test_the_sentences_name_whole_people_and_never_a_quota() -> None:
    found = compare(OrganisationPredicate.GOOD, {B: 10})
    assert found
    assert [one.sentence for one in found.outcomes] == [
        "Baik menjadi kelompok terbesar.",
        "Baik paling banyak 70%: 7 dari 10 orang.",
        "Ada Butuh Perbaikan dan/atau Kurang, paling sedikit 1 orang.",
    ]
    all_words = " ".join(one.sentence for curve in compare_all({B: 10}) for one in curve.outcomes)
    assert "Tidak ada Sangat Baik." in all_words
    assert "kuota" not in all_words


@given(COUNTS)
def test_more_than_the_whole_is_never_asked_and_less_than_nobody_never(counts: dict[Predicate, int]) -> None:
    total = sum(counts.values())
    for predicate in OrganisationPredicate:
        assert all(0 <= low <= high <= total for low, high in spans(predicate, total).values())


@given(COUNTS)
def test_a_rule_says_the_same_of_percents_as_of_people(counts: dict[Predicate, int]) -> None:
    total = sum(counts.values())
    for curve in CURVES.values():
        for rule in curve:
            part = rule.counted(counts) * 100
            if rule.bound is Bound.AT_LEAST:
                assert rule.holds(counts) == (part >= rule.percent * total)
            if rule.bound is Bound.AT_MOST:
                assert rule.holds(counts) == (part <= rule.percent * total)


@given(st.integers(5, 60))
def test_every_curve_can_be_met_by_any_number_of_people(total: int) -> None:
    for predicate in OrganisationPredicate:
        assert any(found and not found.deviates for found in _shapes(predicate, total))


def _shapes(predicate: OrganisationPredicate, total: int) -> list[Comparison | None]:
    """One spread for each size of the group on which the curve has its peak, the rest beside it."""
    peak = {"istimewa": SB, "baik": B, "cukup": BP, "kurang": K, "sangat_kurang": SK}[predicate]
    beside = {"istimewa": (B, BP), "baik": (SB, BP), "cukup": (B, K), "kurang": (B, BP), "sangat_kurang": (B, K)}
    first, second = beside[predicate]
    found = []
    for size in range(1, total + 1):
        half = (total - size) // 2
        found.append(compare(predicate, {peak: size, first: half, second: total - size - half}))
    return found


def test_the_predicates_are_those_that_are_stored() -> None:
    assert {one.value: NAMES[one] for one in OrganisationPredicate} == dict(OrganisationRating.Predicate.choices)


def test_the_predicate_of_a_unit_is_a_rating_of_its_head() -> None:
    assert [HEAD_RATINGS[one] for one in OrganisationPredicate] == [Rating.ABOVE, Rating.EXPECTED, *[Rating.BELOW] * 3]


def test_the_words_that_an_evaluation_proves() -> None:
    said = organisation_reason(
        agency="1.02", predicate=OrganisationPredicate.FAIR, source="Rencana aksi ", reason=" Dua terlambat."
    )
    assert said == "Predikat organisasi 1.02: Butuh Perbaikan. Sumber: Rencana aksi. Alasan: Dua terlambat."
