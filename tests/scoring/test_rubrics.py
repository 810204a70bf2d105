"""Section 5: who counts, and what is refused."""

from decimal import Decimal

import pytest

from appraisal.scoring import (
    NASIONAL_1,
    AttendanceMonth,
    GroupUse,
    RaterGroup,
    RatingEntry,
    RubricBasis,
    RubricRatings,
)
from appraisal.scoring.attendance import score_attendance
from appraisal.scoring.rubrics import score_ratings, score_rubric
from tests.scoring.sheets import DIMENSIONS, ratings, rubric, scheme, sheet

THREE_SIXTY = scheme(groups="360")


def peers(*levels: int, dimension: str = "BP") -> tuple[RatingEntry, ...]:
    return tuple(RatingEntry(f"k{place}", RaterGroup.PEER, dimension, level) for place, level in enumerate(levels))


def test_raters_are_counted_over_all_dimensions() -> None:
    entries = (*peers(4, 4), RatingEntry("k9", RaterGroup.PEER, "AK", 5))

    result = score_ratings((*ratings([3] * 7), *entries), DIMENSIONS, THREE_SIXTY)

    assert (result.groups[1].raters, result.groups[1].use) == (3, GroupUse.COUNTED)


def test_a_counted_group_is_left_out_of_a_dimension_that_it_did_not_rate() -> None:
    result = score_ratings((*ratings([3] * 7), *peers(4, 4, 4)), DIMENSIONS, THREE_SIXTY)

    first, second = result.dimensions[:2]
    assert [mean.group for mean in first.groups] == [RaterGroup.SUPERVISOR, RaterGroup.PEER]
    assert [mean.group for mean in second.groups] == [RaterGroup.SUPERVISOR]


def test_a_dimension_without_the_supervisor_has_no_score() -> None:
    assert score_ratings(peers(4, 4, 4), DIMENSIONS, THREE_SIXTY).dimensions[0].score is None


def test_a_rubric_without_dimensions_has_no_score() -> None:
    assert score_ratings((), (), NASIONAL_1).score is None


@pytest.mark.parametrize("level", [0, 6])
def test_a_level_outside_the_scale_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="not 1 to 5"):
        score_ratings(ratings([level] * 7), DIMENSIONS, NASIONAL_1)


def test_a_rater_who_rates_a_dimension_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="given twice"):
        score_ratings(ratings([3] * 7) * 2, DIMENSIONS, NASIONAL_1)


def test_a_rubric_that_stands_twice_in_the_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        score_rubric("berakhlak", sheet(rubrics=[rubric(), rubric()]), NASIONAL_1)


def test_months_are_not_looked_at_in_a_monthly_period() -> None:
    given = RubricRatings("berakhlak", DIMENSIONS, months=((1, ratings([5] * 7)),))

    result = score_rubric("berakhlak", sheet(rubrics=[given]), NASIONAL_1)

    assert (result.basis, result.months, result.score) == (RubricBasis.OWN, (), None)


def test_the_mean_of_months_starts_from_their_published_scores() -> None:
    given = RubricRatings(
        "berakhlak",
        DIMENSIONS,
        months=((1, ratings([3, 4, 3, 4, 3, 3, 4])), (2, ratings([3] * 7)), (3, ratings([3] * 7))),
    )

    result = score_rubric("berakhlak", sheet(plan_months=(1, 2, 3), rubrics=[given]), NASIONAL_1)

    assert result.score == Decimal("101.43")  # (104.29 + 100.00 + 100.00) / 3


def test_two_recaps_for_a_month_are_refused() -> None:
    with pytest.raises(ValueError, match="two attendance recaps"):
        score_attendance(sheet(attendance=[AttendanceMonth(1), AttendanceMonth(1, 2)]), NASIONAL_1)
