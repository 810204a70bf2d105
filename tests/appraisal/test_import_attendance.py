"""Importing attendance recaps (rekap presensi)."""

import random

import pytest

from agencies.files.results import FileResult
from agencies.models import Employee
from appraisal.models import AttendanceRecap
from appraisal.resources import AttendanceResource
from appraisal.services.periods.lock_period import lock_period
from tests.agencies.importing import counts, imported, refusals, statements
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.factories import an_employee

HEADER = "nip,periode,hari_kerja,hadir,tk,tl1,tl2,tl3,tl4,psw1,psw2,psw3,psw4"


def line(person: Employee, period: str = "2026-01", days: str = "22,20,1", events: str = "1,0,0,2,0,3,0,0") -> str:
    return f"{person.nip},{period},{days},{events}"


def take(*lines: str, dry_run: bool = False) -> FileResult:
    return imported(AttendanceResource, HEADER, *lines, dry_run=dry_run)


def refused(*lines: str) -> list[str]:
    return refusals(AttendanceResource, HEADER, *lines)


def test_every_count_is_stored(kupang: Cast) -> None:
    assert counts(take(line(kupang.budi))) == (1, 0, 0)
    recap = AttendanceRecap.objects.values_list("workdays", "present", "absent", "tl1", "tl4", "psw2").get()
    assert recap == (22, 20, 1, 1, 2, 3)


def test_a_known_month_is_updated(kupang: Cast) -> None:
    take(line(kupang.budi))
    assert counts(take(line(kupang.budi, days="22,21,0"), line(kupang.citra))) == (1, 1, 0)
    assert AttendanceRecap.objects.get(employee=kupang.budi).present == 21


def test_importing_again_in_another_order_changes_nothing(kupang: Cast) -> None:
    lines = [line(kupang.budi, period=f"2026-{month:02}") for month in range(1, 13)]
    take(*lines)
    assert counts(take(*random.Random(3).sample(lines, len(lines)))) == (0, 0, 12)


@pytest.mark.parametrize(
    ("days", "events", "sentence"),
    [
        ("22,23,0", "0,0,0,0,0,0,0,0", 'kolom hadir: tertulis "23". Hari hadir melebihi hari_kerja (22)'),
        ("32,20,0", "0,0,0,0,0,0,0,0", 'kolom hari_kerja: tertulis "32". Isi dengan bilangan bulat 0 sampai 31.'),
        ("22,20,-1", "0,0,0,0,0,0,0,0", 'kolom tk: tertulis "-1". Isi dengan bilangan bulat'),
        ("22,20.5,0", "0,0,0,0,0,0,0,0", "kolom hadir"),
        ("22,20,", "0,0,0,0,0,0,0,0", "kolom tk: kosong. Kolom ini wajib diisi."),
        ("22,20,0", "0,0,0,0,0,0,0,-", 'kolom psw4: tertulis "-". Kolom ini wajib diisi.'),
    ],
)
def test_counts_that_cannot_be_are_refused(kupang: Cast, days: str, events: str, sentence: str) -> None:
    (error,) = refused(line(kupang.budi, days=days, events=events))
    assert sentence in error


@pytest.mark.parametrize(
    ("period", "days", "sentence"),
    [
        ("2026-01", "22,20,3", "Melebihi selisih hari_kerja dan hadir (2)"),
        ("2026-02", "30,30,0", "Bulan 2026-02 hanya 28 hari"),
    ],
)
def test_odd_counts_are_taken_with_a_warning(kupang: Cast, period: str, days: str, sentence: str) -> None:
    result = take(line(kupang.budi, period=period, days=days))
    assert counts(result) == (1, 0, 0)
    assert sentence in str(result.warnings[0])


def test_every_error_of_the_file_is_told_at_once(kupang: Cast) -> None:
    stranger = line(kupang.budi).replace(kupang.budi.nip, "199002282022211003")
    errors = refused(line(kupang.citra), stranger, line(kupang.budi, days="22,23,0"))
    assert [error.split(":")[0] for error in errors] == ["Baris 3, kolom nip", "Baris 4, kolom hadir"]
    assert not AttendanceRecap.objects.exists()


def test_a_dry_run_counts_and_keeps_nothing(kupang: Cast) -> None:
    assert counts(take(line(kupang.budi), dry_run=True)) == (1, 0, 0)
    assert not AttendanceRecap.objects.exists()


def test_a_locked_month_is_closed(kupang: Cast) -> None:
    lock_period(period=a_period("2026-01"))
    (error,) = refused(line(kupang.budi))
    assert "Periode 2026-01 sudah dikunci" in error


def test_the_number_of_statements_does_not_grow_with_the_rows(kupang: Cast) -> None:
    people = [an_employee(f"Pegawai {number}", account=False) for number in range(21)]
    lines = [line(person, period=f"2026-{month:02}") for person in people for month in range(1, 11)]
    few = statements(AttendanceResource, HEADER, lines[:10])
    assert statements(AttendanceResource, HEADER, lines[10:]) == few
