"""The overview on paper: all indicators in two drawings, words in the cells beside."""

import re
from decimal import Decimal

from markupsafe import Markup

from appraisal.charts.overview import overview
from tests.appraisal.charts.drawings import BANDS, CAP, LABEL, PARTS, Part, shapes, tree


def drawn() -> Markup:
    """Three indicators."""
    return overview(PARTS, BANDS, CAP, LABEL)


def test_names_stand_in_the_order_of_the_losses() -> None:
    names = next(tree(drawn()).iter("td")).itertext()
    assert list(names) == ["Kunjungan rumah ibu hamil", "Jumlah pasien terlayani", "Waktu tunggu rawat jalan"]


def test_all_bars_are_two_paths_in_which_each_row_has_its_length() -> None:
    attainments, points = shapes(drawn(), "fill-chart")
    assert re.findall(r"h([0-9.]+)v", attainments.get("d", "")) == ["93.33", "130", "134"]
    assert len(re.findall(r"h[0-9.]+v", points.get("d", ""))) == 3


def test_additional_tasks_have_points_and_no_attainment() -> None:
    task = Part("Tugas tambahan", Decimal("1.00"), Decimal("1.00"))
    attainments, points = shapes(overview([task], BANDS, CAP, LABEL), "fill-chart")
    assert "h0v" in attainments.get("d", "")
    assert "h159v" in points.get("d", "")


def test_each_of_its_drawings_says_what_it_is_of() -> None:
    labels = [one.get("aria-label") for one in tree(drawn()).iter("svg")]
    assert labels == [f"{LABEL} Capaian, target 100%", f"{LABEL} Poin, diperoleh dari bobot"]
