"""The points of the indicators: what each earned and could earn, summing to the published score."""

from decimal import Decimal

from hypothesis import given

from appraisal.scoring import NASIONAL_1, Scheme, Sheet, score
from appraisal.scoring.contributions import contributions
from appraisal.scoring.rounding import sum_of
from tests.scoring.sheets import additional_item, main_item, sheet
from tests.scoring.strategies import schemes, sheets, thorough


def test_the_largest_loss_stands_first_with_what_it_earned_and_could_earn() -> None:
    card = score(sheet(main_item("1: 100/95", weight="60"), main_item("1: 20/14", key="b", weight="40")), NASIONAL_1)
    assert [(part.key, part.earned, part.full, part.lost) for part in contributions(card.indicators)] == [
        ("b", Decimal("28.00"), Decimal("40.00"), Decimal("12.00")),
        ("a", Decimal("57.00"), Decimal("60.00"), Decimal("3.00")),
    ]


def test_additional_tasks_are_one_part_that_loses_nothing() -> None:
    card = score(sheet(main_item("1: 100/95"), additional_item(), additional_item(key="u")), NASIONAL_1)
    assert contributions(card.indicators)[-1] == ("", Decimal("2.00"), Decimal("2.00"))


def test_an_item_that_does_not_count_has_no_part() -> None:
    card = score(sheet(main_item("1: 100/95"), main_item("1: 100/tb", key="b")), NASIONAL_1)
    assert [part.key for part in contributions(card.indicators)] == ["a"]


def test_without_a_score_there_are_no_parts() -> None:
    assert contributions(score(sheet(main_item("1: 100/–")), NASIONAL_1).indicators) == ()


@thorough
@given(sheets(), schemes())
def test_the_points_always_sum_to_the_published_score(drawn: Sheet, scheme: Scheme) -> None:
    indicators = score(drawn, scheme).indicators
    parts = contributions(indicators)
    assert sum_of([part.earned for part in parts]) == (indicators.score or 0)
