"""Files for people and scripts: the same figures in both formats, whole or not at all, and no formulas."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from agencies.files.errors import FileRefused
from agencies.files.reader import read_rows
from agencies.files.values import NumberRange
from agencies.files.writer import file_text, write_rows

HEADERS = ["nip", "nama", "nilai", "revisi", "mulai"]
NIP = "198504172010011012"
ROW = [NIP, 'Siti "Nur", S.E.', Decimal("92.50"), 3, date(2026, 1, 31)]


def cells_of(path: Path) -> list[list[tuple[object, str, str]]]:
    sheet = load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    return [[(cell.value, cell.data_type, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=2)]


def test_csv_is_plain_utf_8_with_commas_and_decimal_points(tmp_path: Path) -> None:
    path = tmp_path / "evaluasi.csv"
    write_rows(HEADERS, [ROW, [NIP, "René", None, 1, None]], path)
    assert path.read_bytes().decode() == (
        "nip,nama,nilai,revisi,mulai\n"
        f'{NIP},"Siti ""Nur"", S.E.",92.50,3,2026-01-31\n'
        f"{NIP},René,,1,\n"
    )  # fmt: skip


def test_xlsx_keeps_text_as_text_and_figures_with_their_decimals(tmp_path: Path) -> None:
    path = tmp_path / "evaluasi.xlsx"
    write_rows(HEADERS, [ROW], path)
    ((nip, name, score, revision, _since),) = cells_of(path)
    assert nip == (NIP, "s", "@")
    assert name == ('Siti "Nur", S.E.', "s", "General")
    assert score == (92.5, "n", "0.00")
    assert revision == (3, "n", "General")


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-rapat", "@SUM(A1)", "#N/A", '=HYPERLINK("x")', "1-2", "0012"])
def test_no_text_becomes_a_formula_a_number_or_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "catatan.xlsx"
    write_rows(["catatan"], [[text]], path)
    assert cells_of(path) == [[(text, "s", "@")]]
    assert read_rows(path, name=path.name)[0] == (text,)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".XLSX"])
def test_what_is_written_is_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"evaluasi{ending}"
    write_rows(["nip", "nama"], [[NIP, "Siti\nNur"], [NIP, None]], path)
    rows = read_rows(path, name=path.name)
    assert (rows.headers, list(rows)) == (["nip", "nama"], [(NIP, "Siti\nNur"), (NIP, "")])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("1E+3"), "1000"),
        (Decimal("302.663"), "302.6630"),
        (Decimal("0.125"), "0.125"),
        (NumberRange(Decimal(-5), Decimal(-2)), "-5 s.d. -2"),
        (date(2026, 1, 31), "2026-01-31"),
        (0, "0"),
    ],
)
def test_a_value_has_one_notation_in_files(value: object, text: str) -> None:
    assert file_text(value) == text


@pytest.mark.parametrize("value", [0.5, True, object()])
def test_a_value_without_an_exact_notation_is_an_error_of_the_program(value: object) -> None:
    with pytest.raises(TypeError):
        file_text(value)


def test_control_characters_that_no_workbook_may_hold_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "catatan.xlsx"
    write_rows(["catatan"], [["a\x0bb"]], path)
    assert cells_of(path) == [[("ab", "s", "General")]]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_failure_halfway_leaves_the_old_file_and_nothing_else(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"evaluasi{ending}"
    path.write_text("lama")

    def rows() -> Iterator[list[str]]:
        yield [NIP]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_rows(["nip"], rows(), path)
    assert [found.read_text() for found in tmp_path.iterdir()] == ["lama"]


def test_an_existing_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "evaluasi.csv"
    path.write_text("lama")
    write_rows(["nip"], [[NIP]], path)
    assert [found.read_text() for found in tmp_path.iterdir()] == [f"nip\n{NIP}\n"]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"harus berakhiran .csv atau .xlsx"):
        write_rows(["nip"], [], tmp_path / "evaluasi.xls")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="tidak dapat ditulis"):
        write_rows(["nip"], [], tmp_path / "tidak-ada" / "evaluasi.csv")
