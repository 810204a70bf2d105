"""XLSX files as people make them, and the ways in which their values alone would mislead."""

import io
import random
import zipfile
from contextlib import suppress
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from agencies.files.errors import FileRefused
from agencies.files.limits import FileLimits
from agencies.files.reader import FileRows, read_rows
from tests.files.workbooks import saved, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
SIMPLE = workbook([["nip", "nama", "nilai"], ["1", "Siti", 12.5], ["2", "Budi", 7]])


def rows_of(content: bytes, **limits: int) -> FileRows:
    return read_rows(content, name="berkas.xlsx", limits=FileLimits(**limits))


def refusal(content: bytes, **limits: int) -> str:
    with pytest.raises(FileRefused) as refused:
        rows_of(content, **limits)
    return str(refused.value)


def test_cells_keep_their_types() -> None:
    content = workbook([["a", "b", "c", "d", "e"], ["teks", 12.5, date(2026, 1, 31), True, 24.65]])
    assert list(rows_of(content)) == [("teks", 12.5, date(2026, 1, 31), True, 24.65)]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    rows = rows_of(workbook([["nip"], [], ["1"], [" "], ["2"]]))
    assert (list(rows), rows.row_numbers) == ([("1",), ("2",)], [3, 5])


def test_columns_before_the_first_header_are_left_out() -> None:
    rows = rows_of(workbook([[None, "nip"], [None, "1"]]))
    assert (rows.headers, list(rows)) == (["nip"], [("1",)])


def test_the_content_counts_and_not_the_name() -> None:
    assert len(read_rows(SIMPLE, name="berkas.csv")) == 2
    assert len(read_rows(b"nip\n1\n", name="berkas.xlsx")) == 1


def test_the_first_sheet_that_can_be_seen_is_read() -> None:
    book = Workbook()
    book.worksheets[0].title = "Rahasia & lama"
    book.worksheets[0].sheet_state = "hidden"
    book.create_chartsheet("Grafik")
    book.create_sheet("Data & isi").append(["nip"])
    book.create_sheet("Petunjuk").append(["baca dahulu"])
    rows = rows_of(saved(book))
    assert (rows.sheet, rows.headers) == ("Data & isi", ["nip"])


def test_a_workbook_without_a_visible_sheet_is_refused() -> None:
    content = with_part(SIMPLE, "xl/workbook.xml", lambda xml: xml.replace(b'state="visible"', b'state="hidden"'))
    assert "lembar kerja yang terlihat" in refusal(content)


def test_a_header_that_is_not_in_row_1_is_refused() -> None:
    assert "Baris 1 kosong" in refusal(workbook([[], ["nip"], ["1"]]))


def test_a_filled_cell_without_a_header_is_refused_with_its_place() -> None:
    assert 'Baris 2, kolom C: tertulis "x"' in refusal(workbook([["nip", "nama"], ["1", "Siti", "x"]]))


def test_a_cell_with_a_formula_error_is_refused_and_not_taken_as_empty() -> None:
    def break_formula(sheet: Worksheet) -> None:
        sheet["B2"] = "#N/A"
        sheet["B2"].data_type = "e"

    sentence = refusal(workbook([["nip", "nilai"], ["1"]], break_formula))
    assert sentence.startswith("Baris 2, kolom nilai: Rumus dalam sel ini menghasilkan kesalahan #N/A.")


def test_a_formula_that_was_never_computed_is_refused_and_not_taken_as_empty() -> None:
    sentence = refusal(workbook([["nip", "nilai"], ["1", "=1+1"], ["2", "=2+2"]]))
    assert sentence.count("belum dihitung. Buka berkas di Excel, simpan") == 2


def test_text_after_the_last_cell_is_not_taken_for_its_result() -> None:
    def footer(sheet: Worksheet) -> None:
        assert sheet.oddFooter is not None
        sheet.oddFooter.center.text = "Halaman"

    assert "kolom nilai: Rumus dalam sel ini belum dihitung" in refusal(
        workbook([["nip", "nilai"], ["1", "=1+1"]], footer)
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [(b'<c r="B2"><f>1+1</f><v>2</v></c>', 2.0), (b'<c r="B2" t="str"><f>""</f><v></v></c>', "")],
)
def test_a_computed_formula_counts_with_its_result(cell: bytes, value: object) -> None:
    content = workbook([["nip", "nilai"], ["1", 99]])
    original = b'<c r="B2" t="n"><v>99</v></c>'
    assert original in zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    rows = rows_of(with_part(content, SHEET, lambda xml: xml.replace(original, cell)))
    assert rows[0] == ("1", value)


@pytest.mark.parametrize("number_format", ["0%", "0.00%", '#,##0.0\\ % "tercapai"'])
def test_a_cell_shown_as_percent_is_taken_as_it_is_with_a_warning(number_format: str) -> None:
    def show_percent(sheet: Worksheet) -> None:
        sheet["B2"].number_format = number_format

    rows = rows_of(workbook([["nip", "nilai"], ["1", 0.95], ["2", 0.5]], show_percent))
    assert rows[0] == ("1", 0.95)
    (warning,) = rows.warnings
    assert str(warning).startswith("Baris 2, kolom nilai: Sel ini berformat persen: tampil 95% tetapi dibaca 0,95.")


@pytest.mark.parametrize("number_format", ['0"%"', "0\\%", "General", '#,##0 "hari"'])
def test_a_percent_sign_that_changes_no_value_is_no_warning(number_format: str) -> None:
    def show(sheet: Worksheet) -> None:
        sheet["B2"].number_format = number_format

    assert rows_of(workbook([["nip", "nilai"], ["1", 95]], show)).warnings == ()


def test_a_filled_merged_cell_is_refused_with_its_place() -> None:
    content = workbook([["nip", "nama"], ["1", "Siti"], [None, "Budi"]], lambda sheet: sheet.merge_cells("A2:A3"))
    assert refusal(content).startswith('Baris 2, kolom nip: tertulis "1". Sel A2:A3 digabung (merge).')


def test_merged_headers_and_merged_empty_rows_do_no_harm() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("A4:B4")

    rows = rows_of(workbook([["nip", "nama"], [], ["1", "Siti"], [], ["2", "Budi"]], merge))
    assert rows.row_numbers == [3, 5]


@pytest.mark.parametrize("cell", ["XFD1048576", "C1048576", "XFD2"])
def test_a_stray_cell_far_outside_the_table_is_refused_and_takes_no_memory(cell: str) -> None:
    def stray(sheet: Worksheet) -> None:
        sheet[cell] = "x"

    assert f"Sel {cell} berisi nilai di luar batas" in refusal(workbook([["nip"], ["1"]], stray))


def test_a_stray_cell_whose_row_lies_about_its_place_is_refused_too() -> None:
    content = with_part(SIMPLE, SHEET, lambda xml: xml.replace(b'r="C3"', b'r="C1048576"'))
    assert "Sel C1048576 berisi nilai di luar batas" in refusal(content)


def test_formatted_but_empty_cells_far_away_do_no_harm() -> None:
    def paint(sheet: Worksheet) -> None:
        sheet["XFD1048576"].number_format = "0%"

    assert len(rows_of(workbook([["nip"], ["1"]], paint))) == 1


def test_too_many_rows_or_bytes_are_refused() -> None:
    assert len(rows_of(SIMPLE, rows=2)) == 2
    assert "di luar batas 1 baris" in refusal(SIMPLE, rows=1)
    assert "terlalu besar" in refusal(SIMPLE, unpacked_size=1000)


def test_cells_without_references_are_counted_on() -> None:
    def without_references(xml: bytes) -> bytes:
        for place in (b"A1", b"B1", b"C1", b"A2", b"B2", b"C2", b"A3", b"B3", b"C3"):
            xml = xml.replace(b' r="' + place + b'"', b"")
        return xml

    assert list(rows_of(with_part(SIMPLE, SHEET, without_references))) == list(rows_of(SIMPLE))
    assert "di luar batas" in refusal(with_part(SIMPLE, SHEET, without_references), columns=2)


def test_elements_with_a_namespace_prefix_are_looked_through_too() -> None:
    content = workbook([["nip", "nilai"], ["1", "=1+1"]])

    def prefixed(xml: bytes) -> bytes:
        xml = xml.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:").replace(b"<x:?", b"<?")
        return xml.replace(b"xmlns=", b"xmlns:x=")

    assert "belum dihitung" in refusal(with_part(content, SHEET, prefixed))


def test_dates_of_the_other_epoch_are_read_right() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - as openpyxl has it
    book.worksheets[0].append(["mulai"])
    book.worksheets[0].append([date(2026, 1, 5)])
    assert rows_of(saved(book))[0] == (date(2026, 1, 5),)


# Named, since a workbook holds the moment of its making: its length differs by a byte between two processes.
@pytest.mark.parametrize(
    "length", [4, 100, len(SIMPLE) // 2, len(SIMPLE) - 1], ids=["signature", "start", "half", "all but a byte"]
)
def test_a_truncated_file_is_refused(length: int) -> None:
    assert "rusak atau terpotong" in refusal(SIMPLE[:length])


def test_a_damaged_file_is_refused_or_read_but_never_fails_otherwise() -> None:
    chance = random.Random(20261121)
    for _ in range(300):
        damaged = bytearray(SIMPLE)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        with suppress(FileRefused):
            assert len(rows_of(bytes(damaged))) <= 2


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    assert "bukan buku kerja XLSX" in refusal(content.getvalue())


def test_a_document_type_declaration_is_refused() -> None:
    bomb = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]><worksheet>'
    content = with_part(SIMPLE, SHEET, lambda xml: xml.replace(b"<worksheet", bomb + b"<worksheet", 1))
    assert "rusak" in refusal(content)
