"""A file is brought: what is kept of it, and what is refused."""

import datetime
import io
import re
from collections.abc import Sequence

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from agencies.imports import upload_import as upload_module
from agencies.models import AuditEvent, ImportRow
from tests.agencies.imports.files import CELLS, HEADER, csv_of, line, lines, newest, upload, uploaded
from tests.cast import Cast
from tests.visitors import page, visitor


def refusal(client: Client, content: bytes, name: str = "iku.csv") -> str:
    """What the page says of a file that it does not take."""
    response = upload(client, content, name=name)
    assert response.status_code == 422
    return re.sub(r"\s+", " ", response.content.decode())


def xlsx(*rows: Sequence[object]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_file_waits_as_a_draft_of_whoever_brought_it(kupang: Cast) -> None:
    uploaded(visitor(kupang.agency_admin), lines(3))
    draft = newest()
    assert (draft.owner_id, draft.agency, draft.row_count) == (kupang.agency_admin.pk, kupang.dinas, 3)
    assert list(draft.rows.values_list("number", flat=True)) == [2, 3, 4]
    assert AuditEvent.objects.get(action="import_uploaded").details["rows"] == 3


def test_a_draft_of_the_region_admin_is_of_no_agency(kupang: Cast) -> None:
    uploaded(visitor(kupang.region_admin), lines(1))
    assert newest().agency is None


def test_titles_of_the_contract_skip_the_second_step(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    response = client.get(uploaded(client, lines(2)), follow=True)
    assert response.redirect_chain[-1][0].endswith("/pratinjau/")


def test_an_excel_file_keeps_what_its_cells_are(kupang: Cast) -> None:
    row = [*CELLS.values()]
    content = xlsx(HEADER.split(","), row, [*row[:1], datetime.date(2026, 2, 1), *row[2:]])
    client = visitor(kupang.agency_admin)
    text = client.get(upload(client, content, name="iku.xlsx")["Location"], follow=True).content.decode()
    assert "Sel ini berisi tanggal" in text
    assert newest().sheet == "Sheet"


def test_a_formula_and_a_cell_without_place_in_a_database_break_nothing(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    row = csv_of([line(nama="=HYPERLINK(A1)", definisi="ada \x01 di sini")])
    assert upload(client, row).status_code == 302
    assert ImportRow.objects.get().cells[2] == "=HYPERLINK(A1)"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Berkas ini kosong"),
        (b"%PDF-1.7", "berisi dokumen, bukan lembar kerja"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"<html><table>", "sebenarnya halaman web"),
        (HEADER.encode(), "hanya berisi judul kolom"),
        (b"a,b\n1,2", "Ini bukan berkas Indikator. Yang diharapkan di baris 1: kode_opd, kode"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(kupang: Cast, content: bytes, said: str) -> None:
    assert said in refusal(visitor(kupang.agency_admin), content)


def test_a_file_of_another_kind_is_shown_the_way(kupang: Cast) -> None:
    header = "nip,nama,status,golongan,kode_opd,jabatan,jenis_jabatan,nip_atasan,mulai,selesai,jenis_penempatan"
    text = refusal(visitor(kupang.agency_admin), csv_of([",".join("x" * 11)], header))
    assert "tampaknya berkas Pegawai" in text


def test_too_many_rows_are_refused_with_the_command(kupang: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_module, "MOST_ROWS", 2)
    assert "perintah import_data" in refusal(visitor(kupang.agency_admin), csv_of(lines(3)))


def test_without_a_file_the_form_says_so(kupang: Cast) -> None:
    response = visitor(kupang.agency_admin).post("/impor/indicators/")
    assert response.status_code == 422
    assert "Pilih berkasnya, lalu unggah." in response.content.decode()


def test_the_template_filled_with_its_own_example_is_accepted(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    book = load_workbook(io.BytesIO(client.get("/impor/indicators/templat.xlsx").content))
    assert book.sheetnames == ["Isian", "Contoh", "Petunjuk", "Daftar"]
    for cell in book["Contoh"][2]:
        book["Isian"][cell.coordinate].value = cell.value
    stream = io.BytesIO()
    book.save(stream)
    response = upload(client, stream.getvalue(), name="templat.xlsx")
    assert "1 baris baru" in re.sub(r"\s+", " ", client.get(response["Location"], follow=True).content.decode())


def test_the_template_offers_the_own_units_and_the_words_of_the_contract(kupang: Cast) -> None:
    book = load_workbook(io.BytesIO(visitor(kupang.agency_admin).get("/impor/indicators/templat.xlsx").content))
    lists = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["Daftar"].columns}
    assert lists["kode_opd"] == ["1.02", "1.02.01"]
    assert lists["arah"] == ["naik", "turun", "rentang", "rentang_naik", "rentang_turun"]
    assert book["Daftar"].sheet_state == "hidden"
    assert {str(rule.sqref) for rule in book["Isian"].data_validations.dataValidation} >= {"A2:A5001", "E2:E5001"}
    assert book["Isian"].column_dimensions["A"].number_format == "@"


def test_an_unfilled_template_imports_nothing_by_mistake(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    content = client.get("/impor/indicators/templat.xlsx").content
    assert "hanya berisi judul kolom" in refusal(client, content, "templat.xlsx")


def test_the_room_lists_kinds_drafts_and_what_was_published(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    uploaded(client, lines(2))
    text = page(client, "/impor/")
    assert "Lanjutkan iku.csv" in text
    assert "/impor/indicators/templat.xlsx" in text


@pytest.mark.parametrize("address", ["/impor/", "/impor/indicators/", "/impor/indicators/templat.xlsx"])
def test_the_room_is_for_admins(kupang: Cast, address: str) -> None:
    assert Client().get(address)["Location"].startswith("/masuk/")
    assert visitor(kupang.budi).get(address).status_code == 403
    assert visitor(kupang.auditor).get(address).status_code == 403


def test_a_kind_that_does_not_exist_is_not_found(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).get("/impor/apa-saja/").status_code == 404
