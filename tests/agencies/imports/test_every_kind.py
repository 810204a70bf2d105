"""Every kind of file goes the same road."""

import io
import re

import pytest
from openpyxl import load_workbook

from agencies.imports.kinds import kinds_for
from agencies.permissions import actor_of
from tests.agencies.imports.files import csv_of, upload, uploaded
from tests.cast import Cast
from tests.factories import an_indicator
from tests.visitors import page, visitor

KINDS = ("indicators", "employees", "agencies", "plans", "actuals", "attendance")
PLANS = "nip,tahun,kode_opd,kode_indikator,jenis,bobot,t01"


def test_the_region_admin_may_bring_all_of_them(kupang: Cast) -> None:
    assert {kind.code for kind in kinds_for(actor_of(kupang.region_admin))} == set(KINDS)


def test_they_are_listed_in_the_order_in_which_a_new_region_loads_them(kupang: Cast) -> None:
    titles = re.findall(r'class="import-kind-name">([^<]+)<', page(visitor(kupang.region_admin), "/impor/"))
    assert titles[:4] == ["Perangkat daerah", "Pegawai dan penempatan", "Indikator", "SKP dan target"]
    assert titles[4:] == ["Realisasi", "Rekap presensi"]


@pytest.mark.parametrize(
    ("code", "heading"),
    [("indicators", "Impor indikator"), ("agencies", "Impor perangkat daerah"), ("plans", "Impor SKP dan target")],
)
def test_a_heading_names_its_kind_without_a_capital(kupang: Cast, code: str, heading: str) -> None:
    assert f"<h1>{heading}</h1>" in page(visitor(kupang.region_admin), f"/impor/{code}/")


@pytest.mark.parametrize("code", KINDS)
def test_the_example_of_the_template_is_read_by_the_road(kupang: Cast, code: str) -> None:
    an_indicator(kupang.dinas)
    client = visitor(kupang.region_admin)
    book = load_workbook(io.BytesIO(client.get(f"/impor/{code}/templat.xlsx").content))
    for cell in book["Contoh"][2]:
        book["Isian"][cell.coordinate].value = cell.value
    stream = io.BytesIO()
    book.save(stream)
    response = upload(client, stream.getvalue(), kind=code, name="templat.xlsx")
    assert response.status_code == 302
    text = client.get(response["Location"], follow=True).content.decode()
    assert "belum jelas" not in text
    assert re.search(r"1 siap|1 perlu diperbaiki|baris baru", text)


def test_the_remainder_of_weights_is_spread_over_all_plans_of_a_group(kupang: Cast) -> None:
    for code in ("A", "B", "C"):
        an_indicator(kupang.puskesmas, code)
    rows = [
        f"{person.nip},2026,1.02.01,{code},utama,33.33,10"
        for person in (kupang.budi, kupang.citra)
        for code in ("A", "B", "C")
    ]
    client = visitor(kupang.region_admin)
    address = f"{upload(client, csv_of(rows, PLANS), kind='plans')['Location']}baris/"
    text = re.sub(r"\s+", " ", page(client, address))
    assert "2 baris · kolom bobot" in text
    found = re.search(r'name="kelompok" value="(\w+)"> <input type="hidden" name="aturan" value="kind"', text)
    assert found
    client.post(address, {"aksi": "perbaiki", "kelompok": found[1], "aturan": "kind"})
    assert "6 baris: 6 siap." in re.sub(r"\s+", " ", page(client, address))


def test_a_draft_of_a_kind_that_is_no_longer_theirs_is_closed_to_them(kupang: Cast) -> None:
    client = visitor(kupang.agency_admin)
    address = uploaded(client, ["1.02,A,Nama,persen,naik,posisi,mutu,"])
    kupang.agency_admin.role_grants.all().delete()
    assert client.get(address).status_code == 403
