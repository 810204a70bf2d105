"""Rules 1 to 8 together: completeness, provisional figures, overrides."""

from decimal import Decimal

import pytest

from appraisal.scoring import (
    NASIONAL_1,
    Axis,
    Gap,
    Override,
    Pattern,
    Predicate,
    Rating,
    Reason,
    RubricRatings,
    score,
)
from tests.scoring.sheets import DIMENSIONS, additional_item, main_item, ratings, rubric, scheme, sheet

QUARTER = (1, 2, 3)
WITH_ATTENDANCE = scheme(
    behaviour={
        "components": [{"source": "rubric:berakhlak", "weight": 70}, {"source": "attendance", "weight": 30}],
    }
)


def test_a_complete_sheet_has_every_figure_ratings_and_a_predicate() -> None:
    card = score(sheet(main_item("1: 20/23"), rubrics=[rubric(4)]), NASIONAL_1)

    assert (card.result.score, card.behaviour.score, card.final) == (
        Decimal("115.00"),
        Decimal("110.00"),
        Decimal("113.50"),
    )
    assert card.predicate is Predicate.SANGAT_BAIK
    assert card.complete


def test_a_missing_month_makes_the_evaluation_incomplete_and_says_which() -> None:
    card = score(sheet(main_item("1: 20/14, 2: 20/–"), main_item(key="b"), plan_months=QUARTER), NASIONAL_1)

    assert card.reasons == (Reason(Gap.ITEM_MISSING, "a", (2,)),)
    assert card.predicate is None


def test_an_incomplete_evaluation_has_provisional_figures_but_no_rating() -> None:
    card = score(sheet(main_item("1: 20/–"), main_item("1: 20/18", key="b")), NASIONAL_1)

    assert card.result.score == Decimal("90.00")
    assert card.final == Decimal("93.00")
    assert (card.result.computed, card.result.rating) == (None, None)


def test_only_the_last_month_of_a_position_needs_a_report() -> None:
    item = main_item("1: 70/–, 3: 80/–", pattern=Pattern.POSITION)

    card = score(sheet(item, main_item(key="b"), plan_months=QUARTER), NASIONAL_1)

    assert card.reasons[0].months == (3,)


def test_additional_items_alone_score_nothing() -> None:
    card = score(sheet(additional_item()), NASIONAL_1)

    assert card.indicators.score is None
    assert card.reasons == (Reason(Gap.NOTHING_SCORED),)


def test_an_unrated_dimension_is_named() -> None:
    given = RubricRatings("berakhlak", DIMENSIONS, ratings([3, 3, 3, None, 3, 3, 3]))

    card = score(sheet(main_item(), rubrics=[given]), NASIONAL_1)

    assert card.reasons == (Reason(Gap.RUBRIC_NOT_RATED, "berakhlak", (), ("HA",)),)


def test_a_rubric_that_nobody_gave_leaves_only_its_axis_without_score() -> None:
    card = score(sheet(main_item(), rubrics=[]), NASIONAL_1)

    assert card.result.score == Decimal("70.00")
    assert (card.behaviour.score, card.final) == (None, None)
    assert card.reasons == (Reason(Gap.RUBRIC_NOT_RATED, "berakhlak"),)


def test_the_unrated_months_of_a_longer_period_are_named() -> None:
    given = RubricRatings("berakhlak", DIMENSIONS, months=((1, ratings([3] * 6 + [None])), (2, ())))

    card = score(sheet(main_item(), plan_months=QUARTER, rubrics=[given]), NASIONAL_1)

    assert card.reasons == (Reason(Gap.RUBRIC_NOT_RATED, "berakhlak", (1, 2), DIMENSIONS),)


def test_an_absent_recap_makes_the_evaluation_incomplete_where_attendance_counts() -> None:
    card = score(sheet(main_item()), WITH_ATTENDANCE)

    assert card.reasons == (Reason(Gap.ATTENDANCE_ABSENT),)
    assert card.behaviour.score is None


def test_attendance_is_left_alone_where_the_scheme_does_not_use_it() -> None:
    assert score(sheet(main_item()), NASIONAL_1).attendance is None


def test_a_rater_sets_another_rating_and_the_computed_one_stays_visible() -> None:
    overrides = [Override(Axis.BEHAVIOUR, Rating.BELOW, "Tiga laporan tertulis.")]

    card = score(sheet(main_item("1: 20/20"), overrides=overrides), NASIONAL_1)

    assert (card.behaviour.computed, card.behaviour.rating) == (Rating.EXPECTED, Rating.BELOW)
    assert card.predicate is Predicate.KURANG
    assert card.final == Decimal("100.00")


def test_an_override_does_not_rate_an_incomplete_evaluation() -> None:
    overrides = [Override(Axis.RESULT, Rating.ABOVE, "alasan")]

    card = score(sheet(main_item("1: 20/–"), overrides=overrides), NASIONAL_1)

    assert (card.result.override, card.result.rating) == (overrides[0], None)


def test_an_override_without_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="with a reason"):
        score(sheet(main_item(), overrides=[Override(Axis.RESULT, Rating.ABOVE, " ")]), NASIONAL_1)


def test_two_overrides_of_one_axis_are_refused() -> None:
    twice = [Override(Axis.RESULT, Rating.ABOVE, "a"), Override(Axis.RESULT, Rating.BELOW, "b")]

    with pytest.raises(ValueError, match="at most one override"):
        score(sheet(main_item(), overrides=twice), NASIONAL_1)


def test_two_items_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="share a key"):
        score(sheet(main_item(), main_item()), NASIONAL_1)
