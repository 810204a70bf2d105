"""Section 4: the weights of a plan."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appraisal.scoring import check_weights, distribute_remainder, distribute_weights
from tests.scoring.strategies import quick


def test_three_items_share_a_hundred() -> None:
    assert distribute_weights(3) == (Decimal("33.34"), Decimal("33.33"), Decimal("33.33"))


@pytest.mark.parametrize("items", [0, 10_001])
def test_a_plan_without_items_or_with_too_many_cannot_be_shared_out(items: int) -> None:
    with pytest.raises(ValueError, match="weight"):
        distribute_weights(items)


@quick
@given(st.integers(1, 200))
def test_equal_weights_can_always_be_agreed(items: int) -> None:
    weights = distribute_weights(items)

    assert check_weights(weights) == ()
    assert max(weights) - min(weights) <= Decimal("0.01")


@quick
@given(st.integers(1, 40))
def test_rounded_equal_weights_are_mended_to_the_equal_ones(items: int) -> None:
    rounded = [Decimal(round(10_000 / items)).scaleb(-2)] * items

    assert distribute_remainder(rounded) == distribute_weights(items)
