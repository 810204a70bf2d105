"""Slope: the most moved in front, labels at both ends that never lie on each other, few parts."""

from decimal import Decimal
from itertools import pairwise

import pytest

from appraisal.charts.slope import SlopeLine, most_moved, shortened, slope
from tests.appraisal.charts.drawings import shapes, texts, tree

PERIODS = ("Jan 2026", "Feb 2026")


def a_line(name: str, before: str, after: str) -> SlopeLine:
    """A unit that moved."""
    return SlopeLine(name, Decimal(before), Decimal(after))


def many(count: int) -> list[SlopeLine]:
    """Units that all come from one value, each a little further than the one before."""
    return [a_line(f"Dinas {number:02}", "90", f"{90 + number / 10}") for number in range(count)]


def test_both_ends_name_their_value_and_the_later_one_the_unit() -> None:
    drawing = slope([a_line("Dinas Kesehatan", "88.1", "91")], PERIODS, "naik")
    assert texts(drawing) == ["Jan 2026", "Feb 2026", "88,10", "91,00 Dinas Kesehatan"]


def test_at_most_twelve_lines_are_drawn_the_most_moved_of_all() -> None:
    assert [one.name for one in most_moved(many(20))] == [f"Dinas {number:02}" for number in range(19, 7, -1)]
    assert len(texts(slope(many(20), PERIODS))) == 2 + 2 * 12


def test_a_fall_counts_as_much_as_a_rise() -> None:
    lines = [a_line("naik", "90", "91"), a_line("turun", "90", "85"), a_line("tetap", "90", "90")]
    assert [one.name for one in most_moved(lines)] == ["turun", "naik", "tetap"]


def test_three_are_in_front_and_the_others_one_grey_path_behind_them() -> None:
    drawing = slope(many(7), PERIODS)
    [front], [behind] = shapes(drawing, "edge-chart"), shapes(drawing, "edge-chart-line")
    assert (front.get("d", "").count("M"), behind.get("d", "").count("M")) == (3, 4)


def test_labels_never_lie_on_each_other_and_stay_in_the_drawing() -> None:
    drawing = slope(many(12), PERIODS)
    height = float(tree(drawing).get("height", "0"))
    for anchor in ("end", None):
        found = [one for one in list(tree(drawing).iter("text"))[2:] if one.get("text-anchor") == anchor]
        places = sorted(float(one.get("y", "0")) for one in found)
        assert all(lower - upper >= 14.9 for upper, lower in pairwise(places))
        assert 20 < places[0] < places[-1] < height


def test_a_long_name_may_have_two_lines_before_it_is_cut() -> None:
    name = "Sekretariat Dinas Pendidikan dan Kebudayaan"
    lines = [a_line(name, "90", "91"), a_line("SMK Negeri 2", "90", "91.5")]
    assert "91,00 Sekretariat Dinas Pendidi…" in texts(slope(lines, PERIODS))
    folded = texts(slope(lines, PERIODS, folded=True))
    assert folded[folded.index("91,00 Sekretariat Dinas") + 1] == "Pendidikan dan Kebudayaan"


def test_names_in_two_lines_lie_on_no_other() -> None:
    lines = [a_line(f"Sekretariat Dinas Pendidikan {number}", "90", f"9{number}") for number in range(6)]
    drawing = slope(lines, PERIODS, folded=True)
    places = sorted(
        float(one.get("y", "0")) for one in list(tree(drawing).iter("text"))[2:] if not one.get("text-anchor")
    )
    assert len(places) == 12
    assert all(lower - upper >= 12.9 for upper, lower in pairwise(places))


def test_a_higher_value_stands_higher() -> None:
    drawing = slope([a_line("A", "80", "95")], PERIODS)
    [front] = shapes(drawing, "edge-chart")
    start, end = (float(part.split()[1]) for part in front.get("d", "").removeprefix("M").split("L"))
    assert end < start


def test_less_than_a_tenth_of_a_point_is_no_steep_climb() -> None:
    [front] = shapes(slope([a_line("A", "90", "90.09")], PERIODS), "edge-chart")
    start, end = (float(part.split()[1]) for part in front.get("d", "").removeprefix("M").split("L"))
    assert 0 < start - end < 2


def test_values_that_are_all_the_same_make_a_level_line() -> None:
    [front] = shapes(slope([a_line("A", "90", "90")], PERIODS), "edge-chart")
    start, end = (part.split()[1] for part in front.get("d", "").removeprefix("M").split("L"))
    assert start == end


def test_nothing_to_compare_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one line"):
        slope([], PERIODS)


def test_a_long_name_is_cut_by_how_wide_it_is() -> None:
    assert shortened("Dinas  Pemberdayaan\nPerempuan", 12) == "Dinas Pemb…"
    assert shortened("x" * 30, 10) == f"{'x' * 9}…"
    assert len(shortened("W" * 30, 20)) < len(shortened("x" * 30, 20)) < len(shortened("i" * 60, 20))
    assert shortened("", 10) == ""


def test_a_name_that_runs_the_other_way_is_kept_apart() -> None:
    assert shortened("دinas", 10) == "\u2068دinas\u2069"
