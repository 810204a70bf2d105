"""The heat table: a real table with every number in it, and five tints by bounds that it names."""

from decimal import Decimal

import pytest

from appraisal.charts.heat import HeatRow, heat, step_of
from tests.appraisal.charts.drawings import tree

BOUNDS = tuple(Decimal(bound) for bound in (80, 90, 100, 110))
ROWS = (
    HeatRow("Puskesmas Oesapa", (Decimal("88.10"), None), url="/ringkasan/1.02.10/"),
    ("Kecamatan", (Decimal(100), Decimal(110))),
)


def test_the_number_stands_in_each_cell_and_a_missing_one_is_no_zero() -> None:
    cells = tree(heat(ROWS, ("Jan", "Feb"), "Nilai", BOUNDS)).iter("td")
    assert [(one.text, one.get("class")) for one in cells] == [
        ("88,10", "heat-2"),
        ("-", "heat-none"),
        ("100,00", "heat-4"),
        ("110,00", "heat-5"),
    ]


def test_rows_and_columns_have_heads_and_a_unit_leads_to_its_page() -> None:
    table = tree(heat(ROWS, ("Jan", "Feb"), "Nilai", BOUNDS))
    assert [one.get("scope") for one in table.iter("th")] == ["col", "col", "col", "row", "row"]
    assert [one.get("href") for one in table.iter("a")] == ["/ringkasan/1.02.10/"]


def test_it_scrolls_sideways_by_keyboard_under_its_name() -> None:
    frame = tree(heat(ROWS, ("Jan", "Feb"), "Nilai", BOUNDS))[0]
    assert (frame.get("role"), frame.get("aria-label"), frame.get("tabindex")) == ("region", "Nilai", "0")


@pytest.mark.parametrize(("value", "step"), [("79.99", 1), ("80", 2), ("99.99", 3), ("110", 5), ("400", 5)])
def test_a_bound_belongs_to_the_tint_above_it(value: str, step: int) -> None:
    assert step_of(Decimal(value), BOUNDS) == step


def test_without_bounds_the_span_of_the_values_is_parted_evenly_and_named() -> None:
    legend = [one.text for one in tree(heat([("A", (Decimal(0), Decimal(100)))], ("Jan", "Feb"), "Nilai")).iter("span")]
    assert legend == ["di bawah 20", "mulai 20", "mulai 40", "mulai 60", "mulai 80"]


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="one value a column"):
        heat([("A", (Decimal(1),))], ("Jan", "Feb"), "Nilai")


def test_another_number_of_tints_is_refused() -> None:
    with pytest.raises(ValueError, match="4 bounds"):
        heat([("A", (Decimal(1),))], ("Jan",), "Nilai", BOUNDS[:2])


def test_a_row_can_end_with_its_line_which_is_hidden_from_screen_readers() -> None:
    rows = [("A", (Decimal(90), Decimal(100))), ("B", (None, Decimal(100)))]
    table = tree(heat(rows, ("Jan", "Feb"), "Nilai", BOUNDS, traced=True))
    first, second = [one for one in table.iter("td") if one.get("class") == "heat-trace"]
    assert [one.get("aria-hidden") for one in first.iter("svg")] == ["true"]
    assert second.text == "-"
