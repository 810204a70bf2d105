"""Sections 1 to 3: what the engine refuses to guess about an item, and what a missing item leaves behind."""

from decimal import Decimal

import pytest

from appraisal.scoring import (
    NASIONAL_1,
    Branch,
    Direction,
    ItemState,
    Pattern,
    Target,
    score_main_item,
)
from appraisal.scoring.attainment import attain
from appraisal.scoring.items import score_additional_item
from tests.scoring.sheets import additional_item, main_item, scheme

QUARTER = (1, 2, 3)


def test_a_missing_item_has_no_attainment_and_not_zero() -> None:
    result = score_main_item(main_item("1: 20/–"), QUARTER, NASIONAL_1)

    assert result.state is ItemState.MISSING
    assert result.attainment is None
    assert not result.counted


def test_an_actual_of_zero_is_a_report() -> None:
    result = score_main_item(main_item("1: 20/0"), QUARTER, NASIONAL_1)

    assert result.state is ItemState.MEASURED
    assert result.attainment == 0


def test_a_missing_item_shows_what_was_reported_so_far() -> None:
    result = score_main_item(main_item("1: 20/14, 2: 20/–"), QUARTER, NASIONAL_1)

    assert (result.actual, result.target, result.used) == (Decimal(14), Target(Decimal(20)), (1,))


def test_months_are_read_in_calendar_order_however_they_come() -> None:
    item = main_item("3: 80/78, 1: 70/65, 2: 75/tb", pattern=Pattern.POSITION)

    result = score_main_item(item, QUARTER, NASIONAL_1)

    assert (result.due, result.used, result.declared) == ((1, 3), (3,), (2,))


def test_zeros_for_unreported_months_are_named_as_used() -> None:
    result = score_main_item(main_item("1: 20/–, 2: 20/20"), QUARTER, scheme(missing_policy="zero"))

    assert (result.used, result.unreported, result.attainment) == ((1, 2), (1,), Decimal("50.00"))


def test_a_missing_item_that_cannot_be_evaluated_stays_missing() -> None:
    result = score_main_item(main_item("1: 0/3, 2: 20/–"), QUARTER, scheme(missing_policy="exclude"))

    assert (result.state, result.branch) == (ItemState.MISSING, Branch.NOT_EVALUABLE)


@pytest.mark.parametrize("weight", [None, Decimal(0), Decimal(-1)])
def test_a_main_item_without_a_positive_weight_is_refused(weight: Decimal | None) -> None:
    with pytest.raises(ValueError, match="positive weight"):
        score_main_item(main_item()._replace(weight=weight), QUARTER, NASIONAL_1)


def test_two_entries_for_one_month_are_refused() -> None:
    with pytest.raises(ValueError, match="two entries"):
        score_main_item(main_item("1: 20/14, 1: 20/15"), QUARTER, NASIONAL_1)


def test_ranges_and_single_numbers_cannot_be_summed() -> None:
    with pytest.raises(ValueError, match="all be ranges"):
        score_main_item(main_item("1: 20/14, 2: 7..8/7"), QUARTER, NASIONAL_1)


def test_a_range_for_a_single_target_is_refused() -> None:
    with pytest.raises(ValueError, match="single target"):
        attain(Direction.HIGHER, Decimal(7), Target(Decimal(7), Decimal(8)), NASIONAL_1)


@pytest.mark.parametrize("target", [Target(Decimal(7)), Target(Decimal(8), Decimal(7))])
def test_a_range_item_needs_a_range_in_order(target: Target) -> None:
    with pytest.raises(ValueError, match="from low to high"):
        attain(Direction.RANGE, Decimal(7), target, NASIONAL_1)


def test_an_additional_item_counts_by_its_verified_months() -> None:
    result = score_additional_item(additional_item("3: –/2 v, 1: –/5"), QUARTER)

    assert (result.counted, result.due, result.used) == (True, (1, 3), (3,))


def test_an_additional_item_without_report_is_not_missing() -> None:
    assert score_additional_item(additional_item("–"), QUARTER).state is ItemState.NOT_MEASURED
