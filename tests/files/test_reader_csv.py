"""CSV files as spreadsheets and information systems save them."""

from pathlib import Path

import pytest

from agencies.files.errors import FileRefused
from agencies.files.limits import FileLimits
from agencies.files.reader import FileRows, check_headers, read_rows

BOM = b"\xef\xbb\xbf"


def rows_of(content: bytes | str, **limits: int) -> FileRows:
    raw = content.encode() if isinstance(content, str) else content
    return read_rows(raw, name="berkas.csv", limits=FileLimits(**limits))


def refusal(content: bytes | str, **limits: int) -> str:
    with pytest.raises(FileRefused) as refused:
        rows_of(content, **limits)
    return str(refused.value)


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("start", [b"", BOM])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_both_delimiters_any_line_end_and_a_bom_are_read(delimiter: str, start: bytes, line_end: str) -> None:
    text = line_end.join([f"nip{delimiter}nama", f'1{delimiter}"Siti, S.E.; M.M."', ""])
    rows = rows_of(start + text.encode())
    assert rows.headers == ["nip", "nama"]
    assert list(rows) == [("1", "Siti, S.E.; M.M.")]


def test_headers_are_read_whatever_their_case_and_outer_spaces() -> None:
    assert rows_of(" NIP ;\xa0Kode_OPD\n1;2\n").headers == ["nip", "kode_opd"]


def test_decimal_commas_do_not_make_a_comma_the_delimiter() -> None:
    assert list(rows_of("nip;nilai\n1;12,5\n2;7,5\n")) == [("1", "12,5"), ("2", "7,5")]


def test_a_single_column_needs_no_delimiter() -> None:
    assert list(rows_of("nip\n1\n")) == [("1",)]


def test_quoted_cells_keep_their_quotes_and_line_breaks() -> None:
    rows = rows_of('kode,definisi\nA,"baris ""satu""\nbaris dua"\nB,x\n')
    assert rows[0] == ("A", 'baris "satu"\nbaris dua')


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    rows = rows_of('kode,definisi\n\nA,"dua\nbaris"\n,\n  ,\nB,x\n')
    assert [row[0] for row in rows] == ["A", "B"]
    assert rows.row_numbers == [3, 6]


def test_a_file_with_only_a_header_has_no_rows() -> None:
    rows = rows_of("nip,nama\n")
    assert (len(rows), rows.headers, rows.row_numbers) == (0, ["nip", "nama"], [])


def test_a_short_row_is_filled_up_with_empty_cells() -> None:
    assert list(rows_of("nip,nama,catatan\n1,Siti\n")) == [("1", "Siti", "")]


def test_empty_columns_without_a_header_are_left_out() -> None:
    rows = rows_of("nip;;nama;;\n1;;Siti;;\n")
    assert (rows.headers, list(rows)) == (["nip", "nama"], [("1", "Siti")])


@pytest.mark.parametrize(
    ("content", "place"),
    [("nip,nama\n1,Siti\n2,Budi,S.E.\n", "Baris 3, kolom C"), ("nip,,nama\n1,x,Siti\n", "Baris 2, kolom B")],
)
def test_a_filled_cell_without_a_header_is_refused_with_its_place(content: str, place: str) -> None:
    assert f"{place}: tertulis " in refusal(content)


def test_every_cell_without_a_header_is_named() -> None:
    assert refusal("nip\n1,a\n2\n3,b,c\n").count("Baris") == 3


@pytest.mark.parametrize("content", [b"", b"  \r\n \n", BOM])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert "berkas.csv kosong" in refusal(content)


def test_a_header_that_is_not_in_row_1_is_refused() -> None:
    assert "Baris 1 kosong" in refusal("\nnip,nama\n1,Siti\n")


@pytest.mark.parametrize(
    "content",
    [
        "nip,nama\n1,Ren\xe9\n".encode("latin-1"),
        b"nama\xff\n1\n",
        "nip,nama\n1,Siti\n".encode("utf-16"),
        b"nip\x00,nama\n",
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_with_how_to_save_it(content: bytes) -> None:
    assert '"CSV UTF-8"' in refusal(content)


def test_a_header_with_both_delimiters_is_refused() -> None:
    assert "koma dan titik koma sekaligus" in refusal("nip,nama;catatan\n")


def test_tabs_as_delimiter_are_refused_with_how_to_save_the_file() -> None:
    assert "dipisahkan dengan tab" in refusal("nip\tnama\n1\tSiti\n")


@pytest.mark.parametrize("row", ['2,"Budi', '2,"Budi" S.E.'])
def test_a_quotation_mark_without_partner_is_refused_with_its_row(row: str) -> None:
    sentence = refusal(f"nip,nama\n1,Siti\n{row}\n3,Wati\n")
    assert sentence.startswith("Baris 3: Tanda kutip")


def test_a_cell_beyond_all_measure_is_refused() -> None:
    assert "selnya terlalu panjang" in refusal("nip,nama\n1," + "x" * 200_000 + "\n")
    assert "selnya terlalu panjang" in refusal("x" * 200_000)


def test_too_many_rows_bytes_or_columns_are_refused() -> None:
    content = "nip,nama\n" + "1,Siti\n" * 3
    assert len(rows_of(content, rows=3)) == 3
    assert "lebih dari 2 baris" in refusal(content, rows=2)
    assert "lebih dari" in refusal(content, size=10)
    assert "melebihi 1 kolom" in refusal(content, columns=1)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel lama (.xls)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"\r\n<html><table><tr><td>nip</td></tr></table></html>", "halaman web"),
        (BOM + b'<?xml version="1.0"?><Workbook/>', "halaman web atau XML"),
        (b"%PDF-1.7\n", "dokumen"),
    ],
)
def test_another_kind_of_file_is_named_and_refused(content: bytes, what: str) -> None:
    assert what in refusal(content)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "berkas.csv"
    path.write_bytes(b"nip,nama\n1,Siti\n")
    assert list(read_rows(path, name=path.name)) == [("1", "Siti")]


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"hilang.csv tidak dapat dibuka"):
        read_rows(tmp_path / "hilang.csv", name="hilang.csv")


def test_unknown_double_and_missing_headers_are_named_together() -> None:
    with pytest.raises(FileRefused) as refused:
        check_headers(["nip", "nip", "umur"], required=["nip", "nama"], optional=["catatan"])
    sentences = str(refused.value)
    assert "Kolom tidak dikenal: umur" in sentences
    assert "yang dikenal: nip, nama, catatan" in sentences
    assert "Judul kolom ganda: nip" in sentences
    assert "Kolom wajib belum ada: nama" in sentences


def test_headers_in_any_order_with_or_without_the_optional_ones_are_taken() -> None:
    check_headers(["nama", "nip"], required=["nip", "nama"], optional=["catatan"])
    check_headers(["catatan", "nama", "nip"], required=["nip", "nama"], optional=["catatan"])
