"""Points: the largest loss first, one scale for all bars, figures as they are published."""

from decimal import Decimal

from appraisal.charts.points import points
from tests.appraisal.charts.drawings import LABEL, PARTS, Part, shapes, texts


def test_the_largest_loss_stands_first() -> None:
    assert texts(points(PARTS, LABEL))[::2] == [
        "Kunjungan rumah ibu hamil",
        "Jumlah pasien terlayani",
        "Waktu tunggu rawat jalan",
    ]


def test_each_bar_says_its_points() -> None:
    assert texts(points(PARTS, LABEL))[1] == "21,00 dari 30,00 poin"


def test_the_frame_is_what_could_be_earned_and_the_filling_what_was() -> None:
    drawing = points(PARTS, LABEL)
    assert [one.get("width") for one in shapes(drawing, "edge-chart-line")] == ["60%", "100%", "40%"]
    assert [one.get("width") for one in shapes(drawing, "fill-chart")] == ["42%", "97.5%", "40.2%"]


def test_a_long_name_takes_several_lines_and_then_ends_in_dots() -> None:
    long = Part("Persentase dokumen perencanaan yang disusun tepat waktu " * 3, Decimal(1), Decimal(2))
    lines = texts(points([long], LABEL))[:-1]
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_parts_that_earn_nothing_are_drawn_too() -> None:
    drawing = points([Part("Tanpa bobot", Decimal(0), Decimal(0))], LABEL)
    assert shapes(drawing, "fill-chart")[0].get("width") == "0%"
