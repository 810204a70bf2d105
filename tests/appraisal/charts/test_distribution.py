"""The spread of predicates: counts and whole percents that sum to 100, and the range of the guideline."""

from hypothesis import given
from hypothesis import strategies as st

from appraisal.charts.distribution import distribution, shares_of
from appraisal.scoring.types import Predicate
from tests.appraisal.charts.drawings import COUNTS, GUIDE, LABEL, shapes, texts


def test_each_predicate_has_its_count_and_percent() -> None:
    assert texts(distribution(COUNTS, LABEL))[:4] == ["Sangat Baik", "3 (10%)", "Baik", "20 (67%)"]


def test_somebody_is_never_shown_as_no_percent() -> None:
    assert texts(distribution({Predicate.BAIK: 999, Predicate.KURANG: 1}, LABEL))[7] == "1 (kurang dari 1%)"


def test_percents_sum_to_a_hundred_where_thirds_do_not() -> None:
    counts = dict.fromkeys(list(Predicate)[:3], 1)
    assert sorted(shares_of(counts).values()) == [0, 0, 33, 33, 34]


@given(st.lists(st.integers(0, 10_000), min_size=5, max_size=5))
def test_percents_always_sum_to_a_hundred(counts: list[int]) -> None:
    assert sum(shares_of(dict(zip(Predicate, counts, strict=True))).values()) == (100 if any(counts) else 0)


def test_without_anybody_all_bars_are_empty() -> None:
    assert [one.get("width") for one in shapes(distribution({}, LABEL), "fill-sb")][-1] == "0%"


def test_the_range_of_the_guideline_is_framed_and_named() -> None:
    drawing = distribution(COUNTS, LABEL, GUIDE)
    assert [(one.get("x"), one.get("width")) for one in shapes(drawing, "edge-text")] == [("0%", "20%"), ("60%", "10%")]
    assert "rentang pedoman 18 s.d. 21 orang" in texts(drawing)


def test_a_range_beyond_everybody_ends_there() -> None:
    drawing = distribution(COUNTS, LABEL, {Predicate.BAIK: (0, 250)})
    assert shapes(drawing, "edge-text")[0].get("width") == "100%"


def test_a_range_of_nobody_is_a_mark_at_the_beginning() -> None:
    drawing = distribution(COUNTS, LABEL, {Predicate.SANGAT_BAIK: (0, 0)})
    assert [(one.get("x"), one.get("width")) for one in shapes(drawing, "edge-text")] == [("0%", "2")]
    assert "rentang pedoman 0 s.d. 0 orang" in texts(drawing)
