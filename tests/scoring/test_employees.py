"""Section 9: what is the employee's when several plans are."""

from decimal import Decimal

import pytest

from appraisal.scoring import NASIONAL_1, Axis, Override, PlanPart, Predicate, Rating, combine, score
from tests.scoring.sheets import main_item, sheet


def part(days: int, *, result: str = "95", rating: Rating = Rating.EXPECTED) -> PlanPart:
    return PlanPart(days, True, Decimal(result), Decimal("100.00"), rating, Rating.EXPECTED)


def test_one_evaluation_is_the_employees_figure_with_the_raters_own_rating() -> None:
    overrides = [Override(Axis.RESULT, Rating.ABOVE, "alasan")]
    card = score(sheet(main_item("1: 20/20"), overrides=overrides), NASIONAL_1)

    figure = combine([PlanPart.of(card, 31)], NASIONAL_1)

    assert (figure.final, figure.predicate) == (card.final, card.predicate)
    assert (figure.result.computed, figure.result.rating) == (Rating.EXPECTED, Rating.ABOVE)


def test_a_rating_that_all_raters_set_is_that_of_the_whole() -> None:
    figure = combine([part(20, rating=Rating.BELOW), part(11, rating=Rating.BELOW)], NASIONAL_1)

    assert figure.predicate is Predicate.BUTUH_PERBAIKAN


def test_a_rating_that_one_rater_set_stays_with_that_evaluation() -> None:
    figure = combine([part(20, rating=Rating.ABOVE), part(11)], NASIONAL_1)

    assert figure.result.rating is Rating.EXPECTED


def test_an_employee_without_evaluation_has_no_figure() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        combine([], NASIONAL_1)


def test_a_part_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        combine([part(0)], NASIONAL_1)
