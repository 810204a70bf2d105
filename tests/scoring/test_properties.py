"""What holds for every sheet and every scheme."""

import random
from decimal import Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from appraisal.scoring import (
    NASIONAL_1,
    Direction,
    Gap,
    Item,
    ItemState,
    MissingPolicy,
    Rating,
    RubricResult,
    RubricScore,
    Scheme,
    ScoreCard,
    Sheet,
    Target,
    parse_scheme,
    ranks,
    rating_of,
    read_snapshot,
    scheme_fingerprint,
    score,
    snapshot_text,
)
from appraisal.scoring.attainment import attain
from appraisal.scoring.rounding import rounded_ratio
from tests.scoring import recomputation
from tests.scoring.encoded_snapshot import encoded_snapshot
from tests.scoring.snapshot_changes import CONTEXT
from tests.scoring.strategies import (
    amounts,
    directed_targets,
    distances,
    figures,
    quick,
    range_targets,
    schemes,
    sheets,
    single_targets,
    thorough,
)


def published_figures(card: ScoreCard) -> list[Decimal]:
    """Every figure of a card that is published with two decimals."""
    named = [figure for _, figure, _ in recomputation.steps(card, NASIONAL_1)]
    return [figure for figure in named if figure is not None]


def in_any_order(card: ScoreCard) -> ScoreCard:
    """A card with its items, dimensions and reasons sorted, since their order is the caller's."""
    return card._replace(
        indicators=card.indicators._replace(items=tuple(sorted(card.indicators.items))),
        rubrics=tuple(_rubric_in_any_order(rubric) for rubric in card.rubrics),
        reasons=tuple(sorted(reason._replace(dimensions=tuple(sorted(reason.dimensions))) for reason in card.reasons)),
    )


def _rubric_in_any_order(rubric: RubricResult) -> RubricResult:
    months = tuple((month, _score_in_any_order(part)) for month, part in rubric.months)
    return rubric._replace(own=_score_in_any_order(rubric.own), months=months)


def _score_in_any_order(part: RubricScore) -> RubricScore:
    return part._replace(dimensions=tuple(sorted(part.dimensions)))


@thorough
@given(sheets(), schemes())
def test_every_figure_can_be_recomputed_from_the_published_figures_before_it(sheet: Sheet, scheme: Scheme) -> None:
    for name, published, recomputed in recomputation.steps(score(sheet, scheme), scheme):
        assert published == recomputed, name


@thorough
@given(sheets(), schemes())
def test_every_published_figure_has_exactly_two_decimals_and_is_not_negative(sheet: Sheet, scheme: Scheme) -> None:
    for figure in published_figures(score(sheet, scheme)):
        assert figure.as_tuple().exponent == -2
        assert figure >= 0


@thorough
@given(sheets(), schemes())
def test_attainments_and_the_indicator_score_stay_within_the_cap(sheet: Sheet, scheme: Scheme) -> None:
    indicators = score(sheet, scheme).indicators

    found = [indicators.score, *(item.attainment for item in indicators.items)]
    assert all(0 <= figure <= scheme.cap for figure in found if figure is not None)


@thorough
@given(sheets(), schemes(), st.randoms(use_true_random=False))
def test_the_order_of_items_months_and_ratings_does_not_matter(
    sheet: Sheet, scheme: Scheme, chance: random.Random
) -> None:
    shuffled = sheet._replace(
        items=tuple(chance.sample([_shuffle_months(item, chance) for item in sheet.items], len(sheet.items))),
        rubrics=tuple(one._replace(own=tuple(chance.sample(one.own, len(one.own)))) for one in sheet.rubrics),
        attendance=tuple(chance.sample(sheet.attendance, len(sheet.attendance))),
        overrides=sheet.overrides[::-1],
    )

    assert in_any_order(score(shuffled, scheme)) == in_any_order(score(sheet, scheme))
    assert snapshot_text(shuffled, CONTEXT) == snapshot_text(sheet, CONTEXT)


def _shuffle_months(item: Item, chance: random.Random) -> Item:
    return item._replace(months=tuple(chance.sample(item.months, len(item.months))))


@thorough
@given(sheets(), schemes())
def test_scoring_twice_gives_the_same_card(sheet: Sheet, scheme: Scheme) -> None:
    assert score(sheet, scheme) == score(sheet, scheme)


@thorough
@given(sheets(), schemes())
def test_the_callers_decimal_context_changes_nothing(sheet: Sheet, scheme: Scheme) -> None:
    expected = score(sheet, scheme)

    with localcontext(prec=3, rounding="ROUND_UP"):
        assert score(sheet, scheme) == expected


@thorough
@given(sheets())
def test_a_snapshot_is_what_a_json_encoder_writes(sheet: Sheet) -> None:
    assert snapshot_text(sheet, CONTEXT) == encoded_snapshot(sheet, CONTEXT)


@thorough
@given(sheets())
def test_a_snapshot_gives_back_a_sheet_with_the_same_text(sheet: Sheet) -> None:
    text = snapshot_text(sheet, CONTEXT)

    again, context = read_snapshot(text)

    assert context == CONTEXT
    assert snapshot_text(again, context) == text


@thorough
@given(sheets(), schemes())
def test_the_sheet_of_a_snapshot_scores_as_the_original_did(sheet: Sheet, scheme: Scheme) -> None:
    again, _ = read_snapshot(snapshot_text(sheet, CONTEXT))

    assert in_any_order(score(again, scheme)) == in_any_order(score(sheet, scheme))


@thorough
@given(sheets())
def test_another_actual_in_a_used_month_gives_another_snapshot(sheet: Sheet) -> None:
    text = snapshot_text(sheet, CONTEXT)

    for place, result in enumerate(score(sheet, NASIONAL_1).indicators.items):
        for month in result.used:
            assert snapshot_text(_with_one_more(sheet, place, month), CONTEXT) != text


def _with_one_more(sheet: Sheet, place: int, month: int) -> Sheet:
    item = sheet.items[place]
    entries = [
        entry._replace(actual=entry.actual + 1) if entry.month == month and entry.actual is not None else entry
        for entry in item.months
    ]
    changed = item._replace(months=tuple(entries))
    return sheet._replace(items=(*sheet.items[:place], changed, *sheet.items[place + 1 :]))


@quick
@given(schemes())
def test_a_scheme_survives_its_document(scheme: Scheme) -> None:
    again = parse_scheme(scheme.to_document())

    assert again == scheme
    assert scheme_fingerprint(again) == scheme_fingerprint(scheme)


@quick
@given(single_targets, amounts, amounts)
def test_more_never_lowers_a_higher_item(target: Target, one: Decimal, other: Decimal) -> None:
    low, high = (attain(Direction.HIGHER, actual, target, NASIONAL_1)[0] for actual in sorted((one, other)))

    assert low is None or high is None or low <= high


@quick
@given(single_targets, amounts, amounts)
def test_more_never_raises_a_lower_item(target: Target, one: Decimal, other: Decimal) -> None:
    low, high = (attain(Direction.LOWER, actual, target, NASIONAL_1)[0] for actual in sorted((one, other)))

    assert low is not None
    assert high is not None
    assert low >= high


@quick
@given(range_targets, amounts, amounts)
def test_more_never_lowers_a_rising_range(target: Target, one: Decimal, other: Decimal) -> None:
    low, high = (attain(Direction.RANGE_HIGHER, actual, target, NASIONAL_1)[0] for actual in sorted((one, other)))

    assert low is None or high is None or low <= high


@quick
@given(range_targets, amounts, amounts)
def test_more_never_raises_a_falling_range(target: Target, one: Decimal, other: Decimal) -> None:
    low, high = (attain(Direction.RANGE_LOWER, actual, target, NASIONAL_1)[0] for actual in sorted((one, other)))

    assert low is None or high is None or low >= high


@quick
@given(range_targets, st.lists(distances, min_size=2, max_size=2).map(sorted))
def test_farther_above_a_range_never_scores_more(target: Target, away: list[Decimal]) -> None:
    near, far = (attain(Direction.RANGE, (target.high or 0) + gap, target, NASIONAL_1)[0] for gap in away)

    assert near is None or far is None or near >= far


@quick
@given(range_targets, st.lists(distances, min_size=2, max_size=2).map(sorted))
def test_farther_below_a_range_never_scores_more(target: Target, away: list[Decimal]) -> None:
    near, far = (attain(Direction.RANGE, target.low - gap, target, NASIONAL_1)[0] for gap in away)

    assert near is None or far is None or near >= far


@quick
@given(directed_targets)
def test_meeting_the_target_is_a_hundred(directed: tuple[Direction, Target]) -> None:
    direction, target = directed

    assert attain(direction, target.low, target, NASIONAL_1)[0] in (Decimal(100), None)


@quick
@given(figures)
def test_the_bands_cover_the_line_without_gap_or_overlap(figure: Decimal) -> None:
    rating = rating_of(figure, NASIONAL_1.bands)

    assert rating is (Rating.ABOVE if figure >= 110 else Rating.EXPECTED if figure >= 90 else Rating.BELOW)


@thorough
@given(sheets(), schemes())
def test_the_points_of_the_items_add_up_to_their_mean(sheet: Sheet, scheme: Scheme) -> None:
    indicators = score(sheet, scheme).indicators

    assert sum(indicators.points.values(), Decimal(0)) == (indicators.mean or 0)


@thorough
@given(sheets(), schemes())
def test_an_incomplete_card_has_reasons_and_no_rating(sheet: Sheet, scheme: Scheme) -> None:
    card = score(sheet, scheme)

    assert card.complete is not bool(card.reasons)
    assert card.complete is (card.predicate is not None)
    assert card.complete is (card.result.rating is not None) is (card.behaviour.rating is not None)


@thorough
@given(sheets(), schemes())
def test_a_missing_item_is_never_counted_as_zero_unless_the_scheme_says_so(sheet: Sheet, scheme: Scheme) -> None:
    card = score(sheet, scheme)
    missing = {item.key for item in card.indicators.items if item.state is ItemState.MISSING and not item.counted}
    without = sheet._replace(items=tuple(item for item in sheet.items if item.key not in missing))

    assert score(without, scheme).indicators.score == card.indicators.score
    if scheme.missing_policy is MissingPolicy.INCOMPLETE:
        assert missing == {reason.subject for reason in card.reasons if reason.gap is Gap.ITEM_MISSING}


@quick
@given(st.decimals(0, 10**15, places=6), st.decimals("0.000001", 10**9, places=6))
def test_rounding_is_half_up_from_the_exact_value(numerator: Decimal, denominator: Decimal) -> None:
    exact = Fraction(numerator) / Fraction(denominator)

    assert rounded_ratio(numerator, denominator) == recomputation.half_up(exact)


@quick
@given(st.lists(figures, max_size=8))
def test_a_rank_is_one_more_than_the_number_of_better_scores(final_scores: list[Decimal]) -> None:
    expected = tuple(1 + sum(other > one for other in final_scores) for one in final_scores)

    assert ranks(final_scores) == expected
