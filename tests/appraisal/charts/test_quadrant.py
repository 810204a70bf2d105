"""The 3 x 3 table: the regulation's nine cells, one position or nine counts."""

from markupsafe import Markup

from appraisal.charts.quadrant import quadrant
from appraisal.scoring.types import Rating
from tests.appraisal.charts.drawings import LABEL, tree

ABOVE, EXPECTED, BELOW = Rating


def cells(drawing: Markup) -> list[str]:
    """The words of the nine cells, row by row from the best."""
    body = tree(drawing).find("tbody")
    assert body is not None
    return [" ".join(text.strip() for text in cell.itertext()) for cell in body.iter("td")]


def test_every_cell_has_the_predicate_of_the_regulation() -> None:
    assert cells(quadrant((None, None), LABEL)) == [
        *("Kurang", "Baik", "Sangat Baik"),
        *("Kurang", "Baik", "Baik"),
        *("Sangat Kurang", "Butuh Perbaikan", "Butuh Perbaikan"),
    ]


def test_the_position_of_somebody_is_marked_in_words_and_by_a_border() -> None:
    drawing = quadrant((ABOVE, EXPECTED), LABEL)
    assert cells(drawing)[1] == "Baik (posisi evaluasi ini)"
    assert [one.get("class") for one in tree(drawing).iter("td")].index("is-here") == 2


def test_without_ratings_nothing_is_marked() -> None:
    assert "is-here" not in quadrant((None, None), LABEL)


def test_counts_stand_in_their_cells_and_empty_ones_say_none() -> None:
    words = cells(quadrant({(EXPECTED, EXPECTED): 1_250, (BELOW, BELOW): 2}, LABEL))
    assert [word.rpartition(" ")[2] for word in words] == ["0", "0", "0", "0", "1.250", "0", "2", "0", "0"]


def test_rows_and_columns_name_their_axis_for_whoever_hears_them() -> None:
    heads = ["".join(one.itertext()) for one in tree(quadrant((None, None), LABEL)).iter("th")]
    assert heads[0] == "Perilaku: Di bawah"
    assert heads[3] == "Hasil: Di atas"
