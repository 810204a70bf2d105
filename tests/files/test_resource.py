"""Importing a file whole or not at all, and everything that is said about it."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from tablib import Dataset

from agencies.files.errors import FileRefused
from agencies.files.reader import FileRows, read_rows
from agencies.files.results import SHOWN_ROWS, FileResult
from agencies.files.values import NumberRange
from tests.files.attendance import BUDI, HEADER, SITI, AttendanceResource, AttendanceRow
from tests.files.workbooks import workbook

WATI = "198801012012012001"


@pytest.fixture
def table(db: None) -> Iterator[None]:
    """A place for the example to save to."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE attendance_saved (nip text, period text, absent integer)")
        yield
        cursor.execute("DROP TABLE attendance_saved")


def saved() -> list[tuple[str, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM attendance_saved ORDER BY nip, period")
        return [tuple(row) for row in cursor.fetchall()]


def csv_rows(*lines: str, header: str = HEADER) -> FileRows:
    return read_rows("\n".join([header, *lines]).encode(), name="presensi.csv")


def errors_of(*lines: str, header: str = HEADER) -> list[str]:
    return [str(error) for error in AttendanceResource().read(csv_rows(*lines, header=header)).errors]


def imported(*lines: str, **options: bool) -> FileResult:
    return AttendanceResource().import_data(csv_rows(*lines), **options)


def test_rows_are_typed_and_know_their_number() -> None:
    rows = csv_rows("", f'{SITI},2026-01,pns,2,"0,5",80-90,sakit')
    assert AttendanceResource().read(rows).rows == [
        AttendanceRow(
            3, SITI, "2026-01", "PNS", 2, Decimal("0.5"), NumberRange(Decimal(80), Decimal(90)), "sakit", None
        )
    ]


def test_cells_of_a_workbook_give_the_same_rows_as_the_text() -> None:
    header = HEADER.split(",")
    rows = read_rows(workbook([header, [SITI, "2026-01", "PNS", 2, 0.5, 80, "sakit"]]), name="presensi.xlsx")
    text = csv_rows(f'{SITI},2026-01,PNS,2,"0,5",80,sakit')
    assert AttendanceResource().read(rows).rows == AttendanceResource().read(text).rows


def test_every_faulty_cell_of_the_file_is_reported_at_once() -> None:
    assert errors_of("1x,2026-13,PNS,x,,,", f"{SITI},2026-01,,0,seratus,,") == [
        'Baris 2, kolom nip: tertulis "1x". NIP hanya boleh berisi angka dan spasi. Hapus karakter "x".',
        'Baris 2, kolom periode: tertulis "2026-13". Isi dengan bulan, misalnya 2026-01.',
        'Baris 2, kolom tk: tertulis "x". Isi dengan angka, misalnya 100 atau 12,5.',
        "Baris 3, kolom status: kosong. Kolom ini wajib diisi.",
        'Baris 3, kolom cuti: tertulis "seratus". Isi dengan angka, misalnya 100 atau 12,5.',
    ]


def test_a_rule_between_two_columns_is_reported_like_a_cell() -> None:
    assert errors_of(f"{SITI},2026-01,PNS,2,,,") == ["Baris 2, kolom catatan: kosong. Jelaskan hari tanpa keterangan."]


def test_a_key_that_occurs_twice_names_both_rows() -> None:
    twice = errors_of(
        f"{SITI},2026-01,PNS,0,,,", "", f"{SITI},2026-02,PNS,0,,,", "19850417 201001 1 012,2026-01,PNS,0,x,,"
    )
    assert f"Baris 5: nip {SITI}, periode 2026-01 sudah ada di baris 2. Sisakan satu dari kedua baris itu." in twice


def test_faulty_keys_are_not_reported_as_repeated() -> None:
    assert len(errors_of("1,2026-01,PNS,0,,,", "1,2026-01,PNS,0,,,")) == 2


def test_an_optional_column_may_be_there_or_not() -> None:
    assert errors_of(f"{SITI},2026-01,PNS,0,,,,31/01/2026", header=f"{HEADER},mulai") == []
    assert errors_of(f"{SITI},2026-01,PNS,0,,,") == []


def test_an_unknown_and_a_missing_column_are_refused_by_name() -> None:
    with pytest.raises(FileRefused) as refused:
        AttendanceResource().read(csv_rows(header=HEADER.replace("cuti", "izin")))
    assert "tidak dikenal: izin" in str(refused.value)
    assert "belum ada: cuti" in str(refused.value)


def test_warnings_of_cells_rules_and_the_sheet_stand_together() -> None:
    lines = [f"{SITI},2026-01,PPPK,0,1.000,,"]
    warnings = [str(warning) for warning in AttendanceResource().read(csv_rows(*lines)).warnings]
    assert [warning.split(".")[0] for warning in warnings] == [
        'Baris 2, kolom cuti: tertulis "1',
        'Baris 2, kolom status: tertulis "PPPK"',
    ]


def test_a_dataset_from_another_reader_is_taken_too() -> None:
    dataset = Dataset(
        [SITI, "2026-01", "PNS", 2, None, 80, None], headers=[header.upper() for header in HEADER.split(",")]
    )
    (error,) = AttendanceResource().read(dataset).errors
    assert (error.row, error.column) == (2, "catatan")


@pytest.mark.usefixtures("table")
def test_a_sound_file_is_saved_whole() -> None:
    result = imported(f"{SITI},2026-01,PNS,0,,,", f"{WATI},2026-01,PNS,1,,,sakit")
    assert saved() == [(SITI, "2026-01", 0), (WATI, "2026-01", 1)]
    assert (result.totals["new"], result.total_rows, result.refused) == (2, 2, None)
    assert not result.has_errors()
    assert not result.has_validation_errors()


@pytest.mark.usefixtures("table")
def test_a_file_with_only_a_header_saves_nothing_and_is_no_error() -> None:
    assert imported().refused is None
    assert saved() == []


@pytest.mark.usefixtures("table")
def test_one_faulty_row_keeps_the_whole_file_out() -> None:
    result = imported(f"{SITI},2026-01,PNS,0,,,", "x,2026-01,PNS,0,,,")
    assert saved() == []
    assert result.has_validation_errors()
    assert result.totals["invalid"] == 1


@pytest.mark.usefixtures("table")
def test_what_the_service_refuses_is_undone_and_reported_with_its_row() -> None:
    result = imported(f"{SITI},2026-01,PNS,0,,,", f"{BUDI},2026-01,PPPK,0,,,")
    assert saved() == []
    assert str(result.refused) == f'Baris 3, kolom nip: tertulis "{BUDI}". Pegawai ini tidak ditemukan.'


@pytest.mark.usefixtures("table")
def test_a_dry_run_goes_all_the_way_and_takes_it_back() -> None:
    result = imported(f"{SITI},2026-01,PNS,0,,,", dry_run=True)
    assert (saved(), result.totals["new"]) == ([], 1)
    refused = imported(f"{BUDI},2026-01,PPPK,0,,,", dry_run=True)
    assert "tidak ditemukan" in str(refused.refused)


@pytest.mark.usefixtures("table")
def test_invalid_rows_are_given_as_django_import_export_shows_them() -> None:
    (row,) = imported(f"{SITI},2026-01,PNS,x,,,", f"{WATI},2026-01,PNS,0,,,").invalid_rows
    assert row.number == 2
    assert row.field_specific_errors == {"tk": ['tertulis "x". Isi dengan angka, misalnya 100 atau 12,5.']}
    assert row.values == (SITI, "2026-01", "PNS", "x", "", "", "", "---")


@pytest.mark.usefixtures("table")
def test_errors_of_the_whole_file_are_base_errors() -> None:
    result = AttendanceResource().import_data(csv_rows(header="nip"))
    assert result.has_errors()
    assert "belum ada: periode" in str(result.base_errors[0].error)


@pytest.mark.usefixtures("table")
def test_rows_for_display_are_bounded_while_all_errors_are_kept() -> None:
    result = imported(*["x,2026-01,PNS,0,,,"] * (SHOWN_ROWS + 50))
    assert len(result.invalid_rows) == SHOWN_ROWS
    assert result.totals["invalid"] == SHOWN_ROWS + 50
    assert result.refused is not None
    assert len(result.refused.errors) == SHOWN_ROWS + 50


@pytest.mark.usefixtures("table")
def test_failed_rows_can_be_collected_with_what_to_mend() -> None:
    failed = imported(f"{SITI},2026-01,PNS,0,,,", "x,2026-01,,0,,,", collect_failed_rows=True).failed_dataset
    assert failed.headers == [*HEADER.split(","), "Error"]
    (row,) = failed
    assert row[0] == "x"
    assert row[-1].endswith("kosong. Kolom ini wajib diisi.")


@pytest.mark.usefixtures("table")
def test_errors_are_raised_where_that_is_asked_for() -> None:
    with pytest.raises(FileRefused, match="kolom nip"):
        imported("x,2026-01,PNS,0,,,", raise_errors=True)


@pytest.mark.usefixtures("table")
def test_a_fault_of_the_program_is_not_swallowed_and_undoes_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AttendanceResource, "after_import", lambda *_args, **_options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        imported(f"{SITI},2026-01,PNS,0,,,")
    assert saved() == []


@pytest.mark.usefixtures("table")
def test_a_file_is_imported_from_its_path_or_refused_with_all_its_errors(tmp_path: Path) -> None:
    path = tmp_path / "presensi.csv"
    path.write_text(f"{HEADER}\n{SITI},2026-01,PNS,0,,,\n")
    assert AttendanceResource().import_file(path, name=path.name).totals["new"] == 1
    path.write_text(f"{HEADER}\nx,2026-01,PNS,0,,,\ny,2026-01,PNS,0,,,\n")
    with pytest.raises(FileRefused) as refused:
        AttendanceResource().import_file(path, name=path.name)
    assert [error.row for error in refused.value.errors] == [2, 3]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_is_exported_imports_the_same(tmp_path: Path, ending: str) -> None:
    low, high = Decimal(5), Decimal("10.125")
    row = AttendanceRow(2, SITI, "2026-01", "PNS", 3, Decimal("302.66"), NumberRange(low, high), "=1+1", None)
    path = tmp_path / f"presensi{ending}"
    AttendanceResource().export_file([row], path)
    found = AttendanceResource().read(read_rows(path, name=path.name))
    assert (found.rows, found.errors, found.warnings) == ([row], [], [])


def test_django_import_export_exports_the_same_notation() -> None:
    low, high = Decimal(5), Decimal(10)
    row = AttendanceRow(2, SITI, "2026-01", "PNS", 3, Decimal("302.663"), NumberRange(low, high), None, None)
    dataset = AttendanceResource().export([row])
    assert dataset.headers == [*HEADER.split(","), "mulai"]
    assert dataset[0] == (SITI, "2026-01", "PNS", "3", "302.6630", "5 s.d. 10", "", "")


def test_a_column_cleans_a_cell_as_any_field_of_django_import_export() -> None:
    column = AttendanceResource().fields["absent"]
    assert column.clean({"tk": " 3 "}) == 3
    with pytest.raises(ValueError, match="bilangan bulat 0 sampai 31"):
        column.clean({"tk": "32"})
