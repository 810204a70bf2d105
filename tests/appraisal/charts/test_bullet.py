"""The bullet: bands, bar and target on one scale, and nothing outside of it."""

from decimal import Decimal

import pytest

from appraisal.charts.bullet import bullet
from appraisal.charts.levels import levels
from tests.appraisal.charts.drawings import BANDS, CAP, shapes


def bar(value: str) -> str | None:
    """How long the bar of a value is."""
    [drawn] = shapes(bullet(Decimal(value), BANDS, CAP), "fill-chart")
    return drawn.get("width")


def test_the_bands_are_those_of_the_scheme_on_a_scale_up_to_its_cap() -> None:
    drawing = bullet(Decimal(70), BANDS, CAP)
    bands = [shapes(drawing, f"fill-band-{band}")[0] for band in ("low", "mid", "high")]
    assert [(one.get("x"), one.get("width")) for one in bands] == [
        ("0%", "75%"),
        ("75%", "16.67%"),
        ("91.67%", "8.33%"),
    ]


def test_the_bar_ends_at_the_value() -> None:
    assert bar("90") == "75%"


@pytest.mark.parametrize(("value", "width"), [("0", "0%"), ("120", "100%"), ("134.5", "100%"), ("-3", "0%")])
def test_a_value_outside_of_the_scale_is_drawn_at_its_border(value: str, width: str) -> None:
    assert bar(value) == width


def test_a_missing_value_has_no_bar_and_keeps_the_target() -> None:
    drawing = bullet(None, BANDS, CAP)
    assert shapes(drawing, "fill-chart") == []
    assert [one.get("x") for one in shapes(drawing, "fill-text")] == ["83.33%"]


def test_a_level_fills_its_place_and_those_below() -> None:
    assert len(shapes(levels(3), "fill-chart")) == 3
    assert len(shapes(levels(3), "edge-chart-line")) == 2


@pytest.mark.parametrize("level", [0, 6])
def test_a_level_that_does_not_exist_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        levels(level)
