"""Section 0: exact until the one rounding, and one spelling for a number."""

from decimal import Decimal, Inexact, localcontext

import pytest

from appraisal.scoring.rounding import (
    EXACT,
    mean_of,
    multiply,
    plain,
    published,
    reconciled_parts,
    rounded_ratio,
    weighted_mean,
)


def test_a_tie_goes_up_even_where_floating_point_falls_short() -> None:
    assert rounded_ratio(Decimal(100 * 29), Decimal(32)) == Decimal("90.63")  # 90.625


def test_a_value_a_hair_below_a_tie_goes_down() -> None:
    assert rounded_ratio(Decimal("1.005") - Decimal("1e-25"), Decimal(1)) == Decimal("1.00")


def test_a_rounded_figure_has_two_decimals_even_when_it_is_round() -> None:
    assert str(rounded_ratio(Decimal("2E+3"), Decimal(10))) == "200.00"


def test_amounts_beyond_the_default_precision_stay_exact() -> None:
    huge = Decimal("123456789012345678901234567890.01")

    assert rounded_ratio(multiply(huge, huge), huge) == huge


def test_what_cannot_be_exact_is_refused_and_not_rounded() -> None:
    with pytest.raises(Inexact):
        EXACT.divide(Decimal(1), Decimal(3))


def test_the_callers_context_does_not_reach_the_rounding() -> None:
    with localcontext(prec=2):
        assert published(Decimal("123.455")) == Decimal("123.46")


def test_the_mean_of_one_figure_is_that_figure() -> None:
    assert mean_of([Decimal("66.67")]) == Decimal("66.67")


def test_a_weighted_mean_divides_by_the_weights_that_are_there() -> None:
    assert weighted_mean([(Decimal(60), Decimal(100)), (Decimal(10), Decimal(93))]) == Decimal("99.00")


def test_parts_take_the_owed_hundredths_by_largest_remainder_then_by_key() -> None:
    parts = {"b": Decimal(100), "a": Decimal(100), "c": Decimal(100)}

    assert reconciled_parts(Decimal("100.00"), parts, Decimal(3)) == {
        "b": Decimal("33.33"),
        "a": Decimal("33.34"),
        "c": Decimal("33.33"),
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [("1E+3", "1000"), ("0.50", "0.5"), ("-0", "0"), ("-0.00", "0"), ("100", "100"), ("1E-8", "0.00000001")],
)
def test_a_number_has_one_plain_spelling(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text
