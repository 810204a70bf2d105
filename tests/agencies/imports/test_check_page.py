"""The third step without scripts: errors by kind, rows as forms, everything checked anew after each step."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from agencies.imports.cells import fingerprint
from agencies.models import ImportRow
from indicators.models import Indicator
from tests.agencies.imports.files import csv_of, line, lines, newest, uploaded, with_twelve_errors
from tests.cast import Cast
from tests.visitors import page, visitor


@pytest.fixture
def client(kupang: Cast) -> Client:
    """The admin of the dinas."""
    return visitor(kupang.agency_admin)


def checked(client: Client, *rows: str) -> tuple[str, str]:
    """The address of the check of these rows, and its page in one line."""
    address = f"{uploaded(client, rows)}baris/"
    return address, in_one_line(page(client, address))


def in_one_line(text: str) -> str:
    """A page without what spaces it."""
    return re.sub(r"\s+", " ", text)


def after(client: Client, address: str, **data: str) -> str:
    """The page that follows a step, in one line."""
    response = client.post(address, data, follow=True)
    assert response.status_code == 200
    return in_one_line(response.content.decode())


def cells(number: int) -> list[object]:
    """What the draft holds in a row."""
    return list(ImportRow.objects.get(number=number).cells)


def test_errors_are_counted_and_grouped_by_kind(client: Client) -> None:
    _address, text = checked(client, *with_twelve_errors())
    assert "120 baris: 108 siap, 12 perlu diperbaiki." in text
    assert "6 baris · kolom arah" in text
    assert "2 baris · kolom kode_opd" in text
    assert "“maksimal” menjadi" in text
    assert '<option value="naik" selected>' in text


def test_the_check_stores_nothing_but_the_draft(client: Client) -> None:
    checked(client, *lines(3))
    assert not Indicator.objects.exists()


def test_a_wrong_word_is_mended_in_all_its_rows_at_once(client: Client) -> None:
    address, _text = checked(client, *with_twelve_errors())
    text = after(client, address, aksi="ganti", kolom="arah", dari="maksimal", menjadi="naik")
    assert "6 baris diperbaiki." in text
    assert "114 siap, 6 perlu diperbaiki" in text


def test_an_unchosen_word_changes_nothing(client: Client) -> None:
    address, _text = checked(client, *with_twelve_errors())
    assert "Pilih isian penggantinya dahulu." in after(client, address, aksi="ganti", kolom="arah", dari="maksimal")


def group_of(text: str, rule: str) -> str:
    """The key of the group that offers a rule."""
    found = re.search(rf'name="kelompok" value="(\w+)"> <input type="hidden" name="aturan" value="{rule}"', text)
    assert found
    return found[1]


def test_of_repeated_rows_the_last_stays(client: Client) -> None:
    address, text = checked(client, line(kode="A", nama="Pertama"), line(kode="A", nama="Kedua"))
    text = after(client, address, aksi="perbaiki", kelompok=group_of(text, "last"), aturan="last")
    assert "2 baris: 1 siap, 1 dikeluarkan." in text
    assert newest().outcome["left_out"] == [2]


def test_a_group_that_is_no_more_is_told(client: Client) -> None:
    address, _text = checked(client, line(satuan=""))
    text = after(client, address, aksi="perbaiki", kelompok="x", aturan="last")
    assert "Tidak ada lagi baris seperti itu" in text


def test_a_row_is_saved_as_it_was_typed_and_checked_again(client: Client) -> None:
    address, _text = checked(client, *lines(2), line(kode="X", satuan=""))
    text = after(client, address, baris="4", **{"sel-satuan": "orang"})
    assert "Baris 4 tersimpan." in text
    assert "3 baris: 3 siap." in text
    assert cells(4)[3] == "orang"


def test_a_suggestion_is_taken_with_one_button(client: Client) -> None:
    address, text = checked(client, line(arah="turunn"))
    assert 'name="pakai" value="arah=turun"' in text
    assert "1 siap" in after(client, address, baris="2", pakai="arah=turun")


def test_a_row_that_was_changed_meanwhile_is_a_conflict_with_both_contents(client: Client) -> None:
    address, _text = checked(client, line(satuan=""))
    seen = fingerprint(cells(2))
    client.post(address, {"baris": "2", "sel-satuan": "orang"})
    response = client.post(address, {"baris": "2", "sel-satuan": "hari", "dilihat": seen})
    text = in_one_line(response.content.decode())
    assert response.status_code == 409
    assert "Tersimpan di satuan: orang." in text
    assert 'value="hari"' in text
    assert cells(2)[3] == "orang"
    assert "1 siap" in after(client, address, baris="2", dilihat=fingerprint(cells(2)), **{"sel-satuan": "hari"})


def test_a_row_is_left_out_and_taken_in_again(client: Client) -> None:
    address, _text = checked(client, *lines(2), line(satuan=""))
    assert "3 baris: 2 siap, 1 dikeluarkan." in after(client, address, aksi="keluarkan", baris="4")
    assert "1 perlu diperbaiki" in after(client, address, aksi="masukkan", baris="4")


def test_when_all_rows_are_out_nothing_can_be_published(client: Client) -> None:
    address, _text = checked(client, line(satuan=""))
    assert "Belum dapat dilanjutkan" in after(client, address, aksi="keluarkan", baris="2")


def test_only_the_rows_of_a_group_are_shown(client: Client) -> None:
    address, text = checked(client, *with_twelve_errors())
    key = re.findall(r'href="\?kelompok=(\w+)"', text)[0]
    assert page(client, f"{address}?kelompok={key}").count('class="import-row"') == 6


def test_rows_come_in_pages_of_fifty(client: Client) -> None:
    address, text = checked(client, *lines(60, satuan=""))
    assert text.count('class="import-row"') == 50
    assert page(client, f"{address}?halaman=2").count('class="import-row"') == 10


def test_rows_of_a_foreign_agency_are_refused_one_by_one(client: Client) -> None:
    _address, text = checked(client, *lines(1), line(kode_opd="7.01"))
    assert "Anda tidak mengelola perangkat daerah ini." in text
    assert "1 siap, 1 perlu diperbaiki" in text


def test_scripts_get_the_messages_of_a_row_and_the_counts(client: Client) -> None:
    address, _text = checked(client, line(satuan="", arah="x"))
    data = {"baris": "2", "sel-satuan": "orang", "kolom_tabel": "kode_opd,kode,satuan,arah"}
    text = in_one_line(client.post(address, data, headers={"HX-Request": "true"}).content.decode())
    assert "<main" not in text
    assert 'id="ringkasan" hx-swap-oob="innerHTML"' in text
    assert "satuan:" not in text
    assert "arah:" in text


def test_the_download_says_what_to_mend_and_comes_back(client: Client) -> None:
    address, _text = checked(client, *lines(2), line(kode="X", satuan=""))
    book = load_workbook(io.BytesIO(client.get(address.replace("baris/", "bermasalah.xlsx")).content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][::9] == ["Baris", "Yang perlu diperbaiki"]
    assert sheet["J2"].value == "satuan: Kolom ini wajib diisi."
    sheet["E2"].value = "orang"
    stream = io.BytesIO()
    book.save(stream)
    response = client.post(
        address, {"aksi": "unggah", "file": SimpleUploadedFile("x.xlsx", stream.getvalue())}, follow=True
    )
    assert "3 baris: 3 siap." in in_one_line(response.content.decode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (csv_of(lines(1)), "dengan kolom Baris di dalamnya"),
        (b"baris,satuan\n99,orang", "Baris 99 tidak ada dalam draf ini"),
        (b"baris,satuan\nx,orang", "Baris x tidak ada dalam draf ini"),
    ],
)
def test_a_wrong_file_of_mended_rows_is_refused_and_changes_nothing(client: Client, content: bytes, said: str) -> None:
    address, _text = checked(client, line(satuan=""))
    response = client.post(address, {"aksi": "unggah", "file": SimpleUploadedFile("x.csv", content)})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert cells(2)[3] == ""
