"""Section 4: the weights of a plan."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.scoring import check_weights
from indicators.plan_weights import distribute_remainder
from tests.scoring.strategies import quick


@pytest.mark.parametrize("weights", [[], [Decimal(0)] * 10_001, [Decimal(-1), Decimal(50)]])
def test_weights_that_leave_an_item_without_weight_are_refused(weights: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="weight"):
        distribute_remainder(weights)


@quick
@given(st.integers(1, 200))
def test_items_without_weight_share_equally(items: int) -> None:
    weights = distribute_remainder([Decimal(0)] * items)

    assert check_weights(weights) == ()
    assert max(weights) - min(weights) <= Decimal("0.01")
    assert weights == sorted(weights, reverse=True)


@quick
@given(st.integers(1, 40))
def test_rounded_equal_weights_are_mended_to_the_equal_ones(items: int) -> None:
    rounded = [Decimal(round(10_000 / items)).scaleb(-2)] * items

    assert distribute_remainder(rounded) == distribute_remainder([Decimal(0)] * items)


@quick
@given(st.lists(st.decimals("1", "100", places=2), min_size=1, max_size=12))
def test_proportions_are_kept_to_the_hundredth(weights: list[Decimal]) -> None:
    shares = distribute_remainder(weights)

    assert check_weights(shares) == ()
    assert all(
        abs(share - weight * 100 / sum(weights)) < Decimal("0.01")
        for share, weight in zip(shares, weights, strict=True)
    )


@quick
@given(st.lists(st.decimals("1", "100", places=2), min_size=1, max_size=12))
def test_a_mended_plan_stays_as_it_is(weights: list[Decimal]) -> None:
    shares = distribute_remainder(weights)

    assert distribute_remainder(shares) == shares
