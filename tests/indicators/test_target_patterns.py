"""Twelve targets out of one figure: exact sums, months that are not measured, and what is never cut."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.target_patterns import MONTHS, Rhythm, Shape, copy_value, cut_year, lead_between, target_months

CUTTING = [shape for shape in Shape if shape.cuts]

figures = st.decimals(min_value=0, max_value=10**18, places=None, allow_nan=False, allow_infinity=False).map(
    lambda number: number.quantize(Decimal("0.000001")) if number.as_tuple().exponent < -6 else number  # type: ignore[operator]
)
measured = st.sets(st.sampled_from(MONTHS), min_size=1).map(sorted)


def spelt(year: tuple[Decimal | None, ...]) -> str:
    """A year in a line; a dot is a month that is not measured."""
    return " ".join("." if value is None else str(value) for value in year)


@given(figures, measured, st.sampled_from(CUTTING))
def test_the_parts_of_a_year_sum_to_exactly_it(figure: Decimal, months: list[int], shape: Shape) -> None:
    year = cut_year(shape, figure, months)
    assert sum(value for value in year if value is not None) == figure


@given(figures, measured, st.sampled_from(CUTTING))
def test_a_month_that_is_not_measured_stays_empty(figure: Decimal, months: list[int], shape: Shape) -> None:
    year = cut_year(shape, figure, months)
    assert {month for month in MONTHS if year[month - 1] is not None} <= set(months)


@given(figures, measured, st.sampled_from([Shape.EVEN, Shape.RAMP, Shape.LATE]))
def test_no_month_has_less_than_one_before(figure: Decimal, months: list[int], shape: Shape) -> None:
    parts = [value for month, value in zip(MONTHS, cut_year(shape, figure, months), strict=True) if month in months]
    assert [part or 0 for part in parts] == sorted(part or 0 for part in parts)


@given(figures, measured)
def test_months_of_a_year_that_is_spread_evenly_differ_by_one_at_most(figure: Decimal, months: list[int]) -> None:
    year = cut_year(Shape.EVEN, figure, months)
    parts = [value or Decimal(0) for month, value in zip(MONTHS, year, strict=True) if month in months]
    step = Decimal(1).scaleb(min(0, int(figure.as_tuple().exponent)))
    assert max(parts) - min(parts) <= step


@given(measured, st.sampled_from(Rhythm))
def test_a_target_stands_only_where_it_is_measured(months: list[int], rhythm: Rhythm) -> None:
    assert set(target_months(rhythm, months)) <= set(months)
    assert target_months(rhythm, months)[-1] == months[-1]


@pytest.mark.parametrize(
    ("shape", "figure", "year"),
    [
        (Shape.EVEN, "100", "8 8 8 8 8 8 8 8 9 9 9 9"),
        (Shape.EVEN, "100.00", "8.33 8.33 8.33 8.33 8.33 8.33 8.33 8.33 8.34 8.34 8.34 8.34"),
        (Shape.EVEN, "3", ". . . . . . . . . 1 1 1"),
        (Shape.EVEN, "0", "0 0 0 0 0 0 0 0 0 0 0 0"),
        (Shape.EVEN, "-24", "-2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2 -2"),
        (Shape.RAMP, "78", "1 2 3 4 5 6 7 8 9 10 11 12"),
        (Shape.LATE, "650", "1 4 9 16 25 36 49 64 81 100 121 144"),
        (Shape.S_CURVE, "1728", "34 94 142 178 202 214 214 202 178 142 94 34"),
    ],
)
def test_a_shape_gives_its_year(shape: Shape, figure: str, year: str) -> None:
    assert spelt(cut_year(shape, Decimal(figure), MONTHS)) == year


@pytest.mark.parametrize("shape", [Shape.COPY, Shape.BETWEEN])
def test_what_repeats_or_leads_cuts_nothing(shape: Shape) -> None:
    with pytest.raises(ValueError, match="cuts no figure"):
        cut_year(shape, Decimal(100), MONTHS)


@pytest.mark.parametrize(
    ("rhythm", "months", "where"),
    [
        (Rhythm.QUARTER, (), (3, 6, 9, 12)),
        (Rhythm.HALF, (), (6, 12)),
        (Rhythm.YEAR, (), (12,)),
        (Rhythm.QUARTER, (2, 5, 7), (2, 5, 7)),
        (Rhythm.YEAR, (6, 7), (7,)),
        (Rhythm.MONTH, (7, 6), (6, 7)),
    ],
)
def test_the_end_of_a_quarter_is_its_last_measured_month(
    rhythm: Rhythm, months: tuple[int, ...], where: tuple[int, ...]
) -> None:
    assert target_months(rhythm, months) == where


def test_a_copied_value_stands_in_its_months_alone() -> None:
    assert spelt(copy_value(Decimal("82.5"), (6, 12))) == ". . . . . 82.5 . . . . . 82.5"


def test_steps_lead_from_one_given_month_to_the_next_and_hold_beyond() -> None:
    given_months = (None, Decimal(70), None, None, None, Decimal(80), *[None] * 6)
    assert spelt(lead_between(given_months, MONTHS)) == "70 70 73 75 78 80 80 80 80 80 80 80"


def test_steps_keep_the_decimals_that_were_given() -> None:
    given_months = (Decimal("1.0"), None, None, Decimal("2.00"), *[None] * 8)
    assert spelt(lead_between(given_months, (1, 2, 3, 4))).startswith("1.0 1.33 1.67 2.00 .")


def test_one_month_leads_nowhere() -> None:
    with pytest.raises(ValueError, match="two months"):
        lead_between((Decimal(70), *[None] * 11), MONTHS)
