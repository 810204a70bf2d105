"""Tables as files: what is in them, who may take them, and what is recorded."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from agencies.models import Agency, AuditEvent, Employee
from appraisal.services.scorecards.export_evaluations import HEADERS, evaluation_rows
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.reports.comparison.months import budis_february
from tests.reports.exports.files import csv_rows, downloaded, xlsx_rows
from tests.visitors import page, visitor

TABLES = ("unit", "perbandingan", "sebaran", "indikator", "belum-lengkap", "rekap", "lampiran", "evaluasi")


@pytest.fixture
def two_months(month: Month) -> Month:
    """January and February, evaluated."""
    month.evaluate()
    budis_february(month)
    return month


def address(table: str, ending: str = "csv", asked: str = "") -> str:
    """The file of a table in February."""
    return f"/ekspor/{table}/2026-02.{ending}{asked}"


def test_a_visitor_is_sent_to_the_sign_in(client: Client, kupang: Cast) -> None:
    assert client.get(address("unit"))["Location"].startswith("/masuk/")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_table_is_there_for_the_readers_of_the_region(two_months: Month, table: str, ending: str) -> None:
    read = csv_rows if ending == "csv" else xlsx_rows
    assert isinstance(read(visitor(two_months.cast.auditor), address(table, ending)), list)


@pytest.mark.parametrize("table", TABLES)
def test_employees_get_none(two_months: Month, table: str) -> None:
    assert visitor(two_months.cast.budi).get(address(table)).status_code == 403


@pytest.mark.parametrize("table", [table for table in TABLES if table != "sebaran"])
def test_an_agency_admin_gets_the_own_unit_alone(two_months: Month, table: str) -> None:
    admin = visitor(two_months.cast.agency_admin)
    assert admin.get(address(table, asked="?unit=1.02")).status_code == 200
    assert admin.get(address(table, asked="?unit=7.01")).status_code == 403


def test_without_a_unit_an_admin_gets_the_evaluations_of_the_own_ones(two_months: Month) -> None:
    found = csv_rows(visitor(two_months.cast.agency_admin), address("evaluasi"))
    assert {row["kode_opd"] for row in found} == {"1.02.01"}


@pytest.mark.parametrize("table", ["rekap", "lampiran"])
def test_without_a_unit_an_admin_gets_the_people_of_the_own_ones(two_months: Month, table: str) -> None:
    found = csv_rows(visitor(two_months.cast.agency_admin), address(table))
    assert {row["kode_unit"] for row in found} == {"1.02", "1.02.01"}


@pytest.mark.parametrize("table", ["rekap", "lampiran", "evaluasi"])
def test_who_leads_a_unit_gets_its_figures_and_no_list_of_people(two_months: Month, table: str) -> None:
    leader = visitor(two_months.cast.ratna)
    assert leader.get(address("unit", asked="?unit=1.02")).status_code == 200
    assert leader.get(address(table, asked="?unit=1.02")).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        "/ekspor/gaji/2026-02.csv",
        "/ekspor/unit/2026-09.csv",
        "/ekspor/unit/2026-13.csv",
        "/ekspor/unit/2026-02.pdf",
        "/ekspor/unit/2026-02.csv?unit=9.99",
        "/ekspor/perbandingan/2026-02.csv?dari=2026-Q1",
        "/ekspor/perbandingan/2026-02.csv?dari=2026-02",
        "/ekspor/perbandingan/2026-02.csv?dari=apa",
    ],
)
def test_what_is_not_there_is_not_found(two_months: Month, wrong: str) -> None:
    assert visitor(two_months.cast.auditor).get(wrong).status_code == 404


def test_nothing_can_be_sent_to_it(two_months: Month) -> None:
    assert visitor(two_months.cast.auditor).post(address("unit")).status_code == 405


def test_the_file_is_named_by_table_period_unit_and_day(two_months: Month) -> None:
    response = visitor(two_months.cast.auditor).get(address("rekap", "xlsx", "?unit=1.02"))
    assert response["Content-Disposition"].startswith('attachment; filename="rekap_2026-02_1.02_per-20')


def test_the_evaluations_are_those_of_the_command(two_months: Month) -> None:
    text = downloaded(visitor(two_months.cast.region_admin), address("evaluasi")).decode()
    written = [",".join(map(str, row)) for row in evaluation_rows(period=a_period("2026-02"))]
    assert text.splitlines() == [",".join(HEADERS), *written]


def test_csv_has_no_mark_and_decimals_with_a_point(two_months: Month) -> None:
    content = downloaded(visitor(two_months.cast.auditor), address("unit"))
    assert content.startswith(b"kode_unit,unit,")
    assert b",107.00,100.00,104.90," in content


def test_xlsx_has_numbers_with_two_places(two_months: Month) -> None:
    content = downloaded(visitor(two_months.cast.auditor), address("unit", "xlsx"))
    cell = load_workbook(io.BytesIO(content)).active["J2"]  # type: ignore[index]
    assert (cell.value, cell.number_format, cell.data_type) == (104.9, "0.00", "n")


def test_the_recap_names_dates_rater_and_figures(two_months: Month) -> None:
    [row] = [
        row for row in csv_rows(visitor(two_months.cast.auditor), address("rekap")) if row["nama"] == "Budi Santoso"
    ]
    said = {name: row[name] for name in ("skp_mulai", "skp_selesai", "pejabat_penilai", "jabatan_penilai", "status")}
    assert said == {
        "skp_mulai": "2026-01-01",
        "skp_selesai": "2026-12-31",
        "pejabat_penilai": "Sari Wulandari",
        "jabatan_penilai": "Kepala Puskesmas",
        "status": "lengkap",
    }
    assert (row["nilai_akhir"], row["predikat"], row["peringkat"]) == ("104.90", "Baik", "1")


def test_a_longer_period_has_a_column_for_each_month(two_months: Month) -> None:
    two_months.evaluate("2026-Q1")
    found = csv_rows(visitor(two_months.cast.auditor), "/ekspor/rekap/2026-Q1.csv")
    [row] = [row for row in found if row["nama"] == "Budi Santoso"]
    assert [row[f"predikat_2026-0{month}"] for month in (1, 2, 3)] == ["Baik", "Baik", ""]


def test_who_is_missing_is_named_with_who_is_awaited(two_months: Month) -> None:
    found = csv_rows(visitor(two_months.cast.auditor), address("belum-lengkap", asked="?unit=1.02.01"))
    said = {(row["nama"], row["status"], row["yang_kurang"]) for row in found}
    assert ("Citra Lestari", "tanpa_skp", "SKP belum disepakati (belum disusun)") in said


def test_an_unreported_month_names_indicator_and_person(two_months: Month) -> None:
    two_months.evaluate("2026-03")
    found = csv_rows(visitor(two_months.cast.auditor), "/ekspor/belum-lengkap/2026-03.csv")
    said = [(row["yang_kurang"], row["yang_ditunggu"]) for row in found if row["nama"] == "Budi Santoso"]
    assert said == [
        ("Realisasi Jumlah pasien terlayani belum dilaporkan", "Budi Santoso"),
        ("Realisasi Kunjungan rumah belum dilaporkan", "Budi Santoso"),
        ("Perilaku kerja belum dinilai", "Sari Wulandari"),
    ]


def test_incomplete_rows_have_no_figures(two_months: Month) -> None:
    two_months.evaluate("2026-03")
    [row] = [
        row
        for row in csv_rows(visitor(two_months.cast.auditor), "/ekspor/lampiran/2026-03.csv")
        if row["nama"] == "Budi Santoso"
    ]
    names = ("nilai_hasil", "nilai_perilaku", "nilai_akhir", "rating_hasil", "predikat", "peringkat")
    assert [row["status"], *(row[name] for name in names)] == ["belum_lengkap"] + [""] * 6


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_name_becomes_a_formula(two_months: Month, start: str) -> None:
    hostile = f'{start}HYPERLINK("http://jahat","klik")'
    Employee.objects.filter(pk=two_months.budi.pk).update(name=hostile)
    Agency.objects.filter(pk=two_months.cast.dinas.pk).update(name=hostile)
    reader = visitor(two_months.cast.auditor)
    for table, column in (("lampiran", "nama"), ("evaluasi", "nama"), ("unit", "unit")):
        assert f"'{hostile}" in {row[column] for row in csv_rows(reader, address(table))}
        book = load_workbook(io.BytesIO(downloaded(reader, address(table, "xlsx"))))
        cells = [cell for line in book.active.iter_rows() for cell in line]  # type: ignore[union-attr]
        assert all(cell.data_type != "f" for cell in cells)


def test_a_table_without_rows_has_its_heads_and_says_so_to_people(two_months: Month) -> None:
    reader, nobody = visitor(two_months.cast.auditor), "?unit=7.01"
    content = downloaded(reader, address("evaluasi", "xlsx", nobody))
    head, *rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    assert (list(head), [row[0] for row in rows]) == (list(HEADERS), ["Tidak ada baris untuk pilihan ini."])
    assert downloaded(reader, address("evaluasi", "csv", nobody)).decode().splitlines() == [",".join(HEADERS)]
    assert {event.details["rows"] for event in AuditEvent.objects.filter(subject__startswith="evaluasi")} == {0}


@pytest.mark.parametrize(("who", "asked"), [("auditor", ""), ("agency_admin", "?unit=1.02.01")])
def test_the_list_of_evaluations_offers_its_file_of_the_same_unit(two_months: Month, who: str, asked: str) -> None:
    here = f"/evaluasi/?periode=2026-02{asked.replace('?unit', '&opd')}"
    assert f'href="{address("evaluasi", "csv", asked)}"' in page(visitor(getattr(two_months.cast, who)), here)


def test_who_may_not_take_the_list_of_evaluations_is_not_offered_it(two_months: Month) -> None:
    assert "/ekspor/" not in page(visitor(two_months.cast.sari), "/evaluasi/?periode=2026-02")


def test_the_overview_of_the_region_offers_its_tables(two_months: Month) -> None:
    text = page(visitor(two_months.cast.auditor), "/ringkasan/?periode=2026-02")
    assert [f"/ekspor/{table}/2026-02.xlsx" in text for table in ("unit", "lampiran", "belum-lengkap")] == [True] * 3


def test_every_file_taken_is_recorded(two_months: Month) -> None:
    csv_rows(visitor(two_months.cast.agency_admin), address("lampiran", asked="?unit=1.02"))
    event = AuditEvent.objects.get(action=AuditEvent.Action.TABLE_EXPORTED)
    assert event.actor == two_months.cast.agency_admin.key
    kept = {name: event.details[name] for name in ("table", "period", "unit", "rows")}
    assert kept == {"table": "lampiran seluruh pegawai", "period": "2026-02", "unit": "1.02", "rows": 4}


def test_what_was_refused_is_not_recorded_as_taken(two_months: Month) -> None:
    visitor(two_months.cast.budi).get(address("unit"))
    assert not AuditEvent.objects.filter(action=AuditEvent.Action.TABLE_EXPORTED).exists()


def test_another_region_is_not_in_it(bandung: Cast, two_months: Month) -> None:
    found = csv_rows(visitor(two_months.cast.auditor), address("lampiran"))
    assert len(found) == len({row["nip"] for row in found}) == 5
