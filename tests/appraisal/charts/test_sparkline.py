"""The line over the months: a fixed scale, gaps that stay gaps, the last figure in words."""

from decimal import Decimal

import pytest

from appraisal.charts.sparkline import sparkline
from tests.appraisal.charts.drawings import LABEL, shapes, texts


def path(*values: str | None) -> str:
    """The way of the pen."""
    drawing = sparkline([None if value is None else Decimal(value) for value in values], LABEL)
    return shapes(drawing, "edge-chart")[0].get("d", "")


def test_the_pen_is_lifted_over_a_missing_month() -> None:
    assert path("90", None, "90", "90").count("M") == 2
    assert path("90", "90", "90", "90").count("M") == 1


def test_the_same_score_has_the_same_height_whatever_stands_beside_it() -> None:
    assert path("90", "91").split("L")[0] == path("90", "120").split("L")[0] == "M4 18"


@pytest.mark.parametrize(("value", "height"), [("60", "32"), ("12", "32"), ("120", "4"), ("500", "4")])
def test_what_lies_outside_of_the_scale_is_drawn_at_its_border(value: str, height: str) -> None:
    assert path(value, "90").startswith(f"M4 {height}L")


def test_the_last_figure_is_written() -> None:
    assert texts(sparkline([Decimal(90), Decimal("97.3"), None], LABEL)) == ["97,30"]


@pytest.mark.parametrize("values", [[], [Decimal(90)], [None, None]])
def test_one_value_is_no_line(values: list[Decimal | None]) -> None:
    with pytest.raises(ValueError, match="at least two"):
        sparkline(values, LABEL)


def test_the_band_of_expectation_stands_behind() -> None:
    drawing = sparkline([Decimal(90), Decimal(90)], LABEL, band=(Decimal(90), Decimal(110)))
    [band] = shapes(drawing, "fill-surface-2")
    assert (band.get("y"), band.get("height")) == ("8.67", "9.33")
