"""No file of ours makes a spreadsheet compute what somebody typed, and reading it gives the same text back."""

import csv
import io
from pathlib import Path

import pytest
from django.urls import reverse

from agencies.files.formulas import CsvWriter, guarded, unguarded
from agencies.files.reader import read_rows
from agencies.files.writer import write_rows
from appraisal.berakhlak import Dimension
from tests.appraisal.factories import a_rubric, a_rubric_version
from tests.cast import Cast
from tests.visitors import page, visitor

FORMULAS = ['=HYPERLINK("https://x.example","Buka")', "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)"]
STARTS = tuple("=+-@\t\r")


def cells_of(text: str) -> list[str]:
    """Every cell of a CSV as a spreadsheet reads it."""
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_formula_is_written_as_a_text_and_read_as_it_was(typed: str, tmp_path: Path) -> None:
    path = tmp_path / "nama.csv"
    write_rows(["nip", "nama"], [["1", typed]], path)
    assert not any(cell.startswith(STARTS) for cell in cells_of(path.read_text(encoding="utf-8")))
    assert list(read_rows(path, name="nama.csv")) == [("1", typed)]


@pytest.mark.parametrize("text", ["-", "-5", "+1.234,56", "Budi", "'kutip'", "", "3 + 4"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


def test_figures_are_never_changed() -> None:
    stream = io.StringIO()
    CsvWriter(stream).writerows([("nilai",), (-5,)])
    assert stream.getvalue() == "nilai\n-5\n"


def test_a_rubric_that_somebody_named_as_a_formula_computes_nothing(kupang: Cast) -> None:
    rubric = a_rubric()
    a_rubric_version(rubric, [Dimension(code="BP", name=FORMULAS[0], anchors=("1", "2", "3", "4", "5"))])
    text = page(visitor(kupang.region_admin), reverse("rubric-file", args=[rubric.pk]))
    assert f"'{FORMULAS[0]}" in cells_of(text)
