"""Pairs: the predicates of two periods as parts of their own people, with words for every bar."""

import pytest

from appraisal.charts.pairs import pairs
from appraisal.scoring.types import Predicate
from tests.appraisal.charts.drawings import shapes, texts

LABELS = ("Januari 2026", "Februari 2026")


def counts(*amounts: int) -> dict[Predicate, int]:
    """So many of each predicate, best first."""
    return dict(zip(Predicate, amounts, strict=True))


def test_each_predicate_says_both_counts_and_parts() -> None:
    drawing = pairs(counts(1, 3, 0, 0, 0), counts(2, 6, 2, 0, 0), LABELS, "predikat")
    assert texts(drawing)[:8] == [*LABELS, "Sangat Baik", "1 (25%)", "2 (20%)", "Baik", "3 (75%)", "6 (60%)"]


def test_bars_are_parts_of_the_people_of_their_own_period() -> None:
    drawing = pairs(counts(1, 1, 0, 0, 0), counts(10, 30, 0, 0, 0), LABELS, "predikat")
    before = [bar.get("width") for bar in shapes(drawing, "edge-chart-line")[1:]]
    assert before == ["34%", "34%", "0%", "0%", "0%"]
    assert shapes(drawing, "fill-b")[-1].get("width") == "51%"


def test_somebody_is_never_nobody() -> None:
    assert "1 (kurang dari 1%)" in texts(pairs(counts(0, 10, 0, 0, 0), counts(0, 999, 0, 0, 1), LABELS, "predikat"))


@pytest.mark.parametrize("empty", [counts(0, 0, 0, 0, 0), {}])
def test_a_period_without_anybody_has_no_bars(empty: dict[Predicate, int]) -> None:
    drawing = pairs(empty, counts(0, 4, 0, 0, 0), LABELS, "predikat")
    assert {bar.get("width") for bar in shapes(drawing, "edge-chart-line")[1:]} == {"0%"}
