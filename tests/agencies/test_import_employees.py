"""Importing people with their accounts."""

import datetime
import random

import pytest

from agencies.models import AuditEvent, Employee, Placement, PlacementKind, RowHistory, User
from agencies.resources import EmployeeResource
from agencies.tenancy.scope import region_scope
from tests.agencies.employee_file import EKA, FAJAR, GITA, HEADER, line, refused, take
from tests.agencies.importing import counts, refusals, statements
from tests.cast import Cast
from tests.factories import NEW_YEAR, a_region, an_account, an_agency, an_employee


def placements_of(nip: str) -> list[tuple[str, str, datetime.date, str | None]]:
    """Agency, kind, first day and superior of each placement."""
    stored = Placement.objects.filter(employee__nip=nip).order_by("agency__code", "first_day")
    return list(stored.values_list("agency__code", "kind", "first_day", "supervisor__nip"))


def test_a_new_person_has_a_placement(kupang: Cast) -> None:
    assert counts(take(line())) == (1, 0, 0)
    person = Employee.objects.get(nip=EKA)
    assert (person.name, person.status, person.grade) == ("Eka Putri", "PNS", "III/b")
    assert placements_of(EKA) == [("1.02", "definitive", NEW_YEAR, None)]


def test_a_new_person_has_an_account_that_nobody_can_enter_yet(kupang: Cast) -> None:
    take(line())
    account = User.objects.get(login=EKA)
    assert account.region == kupang.region
    assert account.is_active
    assert not account.has_usable_password()
    assert Employee.objects.get(nip=EKA).user_id == account.pk


def test_an_account_that_waits_for_the_person_becomes_theirs(kupang: Cast) -> None:
    account = an_account(EKA)
    take(line())
    assert Employee.objects.get(nip=EKA).user_id == account.pk
    assert User.objects.get(login=EKA).password == account.password


def test_a_stored_person_without_account_gets_one(kupang: Cast) -> None:
    an_employee("Eka Putri", EKA, account=False)
    take(line())
    assert Employee.objects.get(nip=EKA).user_id == User.objects.get(login=EKA).pk


def test_a_login_that_belongs_to_somebody_else_is_refused(kupang: Cast) -> None:
    Employee.objects.filter(pk=kupang.budi.pk).update(nip=GITA)
    (error,) = refused(line(kupang.budi.nip, "Budi Lama"))
    assert f"nama masuk pegawai dengan NIP {GITA}" in error


def test_a_superior_may_stand_below(kupang: Cast) -> None:
    take(line(nip_atasan=FAJAR), line(FAJAR, "Fajar"))
    assert placements_of(EKA) == [("1.02", "definitive", NEW_YEAR, FAJAR)]


def test_a_superior_may_be_known_from_before(kupang: Cast) -> None:
    take(line(nip_atasan=kupang.sari.nip))
    assert placements_of(EKA)[0][3] == kupang.sari.nip


def test_one_person_may_have_several_rows(kupang: Cast) -> None:
    take(line(), line(kode_opd="7.01", jenis_penempatan="plt", mulai="2026-03-01", selesai="2026-06-30"))
    assert Employee.objects.filter(nip=EKA).count() == 1
    assert [placement[:2] for placement in placements_of(EKA)] == [("1.02", "definitive"), ("7.01", "plt")]


def test_rows_must_agree_on_the_person(kupang: Cast) -> None:
    errors = refused(line(), line(kode_opd="7.01", jenis_penempatan="plt", nama="Eka Putra", golongan="III/c"))
    assert [error.split(".")[0] for error in errors] == [
        'Baris 3, kolom nama: tertulis "Eka Putra"',
        'Baris 3, kolom golongan: tertulis "III/c"',
    ]
    assert 'Baris 2 dengan NIP yang sama berisi "Eka Putri"' in errors[0]


def test_an_empty_kind_is_definitive(kupang: Cast) -> None:
    take(line(jenis_penempatan=""))
    assert Placement.objects.get(employee__nip=EKA).kind == PlacementKind.DEFINITIVE


def test_a_key_may_stand_there_once_however_it_is_written(kupang: Cast) -> None:
    (error,) = refused(line(), line(jenis_penempatan="", jabatan="Arsiparis"))
    assert error.startswith("Baris 3: nip, kode_opd, jenis_penempatan dan mulai baris ini sama dengan baris 2")


def test_a_known_placement_is_updated(kupang: Cast) -> None:
    take(line())
    assert counts(take(line(jabatan="Arsiparis", selesai="2026-06-30"))) == (0, 1, 0)
    placement = Placement.objects.get(employee__nip=EKA)
    assert (placement.position, placement.last_day) == ("Arsiparis", datetime.date(2026, 6, 30))


def test_a_changed_name_updates_the_row(kupang: Cast) -> None:
    take(line(), line(FAJAR, "Fajar"))
    assert counts(take(line(nama="Eka Putri Utami"), line(FAJAR, "Fajar"))) == (0, 1, 1)
    assert Employee.objects.get(nip=EKA).name == "Eka Putri Utami"


def test_nothing_absent_is_removed(kupang: Cast) -> None:
    take(line())
    take(line(FAJAR, "Fajar"))
    assert placements_of(EKA)
    assert placements_of(kupang.budi.nip)


@pytest.mark.parametrize(
    ("cells", "place", "told"),
    [
        ({"kode_opd": "9"}, "kode_opd", "belum ada"),
        ({"nip_atasan": GITA}, "nip_atasan", "tidak ada di berkas ini"),
        ({"nip_atasan": EKA}, "nip_atasan", "atasannya sendiri"),
        ({"selesai": "2025-12-31"}, "selesai", "mendahului mulai"),
        ({"status": "CPNS"}, "status", "Isi dengan salah satu: PNS, PPPK"),
        ({"mulai": ""}, "mulai", "wajib diisi"),
    ],
)
def test_a_cell_that_cannot_be_is_named(kupang: Cast, cells: dict[str, str], place: str, told: str) -> None:
    (error,) = refused(line(**cells))
    assert error.startswith(f"Baris 2, kolom {place}:")
    assert told in error


def test_the_column_of_the_kind_must_be_there(kupang: Cast) -> None:
    without = [text.rpartition(",")[0] for text in (HEADER, line())]
    (error,) = refusals(EmployeeResource, *without)
    assert "jenis_penempatan" in error


def test_a_status_that_the_nip_contradicts_is_a_warning(kupang: Cast) -> None:
    result = take(line(GITA, "Gita"))
    assert [(warning.row, warning.column) for warning in result.warnings] == [(2, "status")]
    assert Employee.objects.get(nip=GITA).status == "PNS"


def test_a_file_without_rows_changes_nothing(kupang: Cast) -> None:
    assert counts(take()) == (0, 0, 0)


def test_importing_again_changes_nothing(kupang: Cast) -> None:
    lines = (
        line(nip_atasan=FAJAR),
        line(FAJAR, "Fajar"),
        line(FAJAR, "Fajar", kode_opd="7.01", jenis_penempatan="plh"),
    )
    take(*lines)
    accounts = dict(User.objects.values_list("login", "password"))
    assert counts(take(*lines)) == (0, 0, 3)
    assert dict(User.objects.values_list("login", "password")) == accounts
    assert not RowHistory.objects.exists()
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(kupang: Cast, seed: int) -> None:
    nips = [f"1990030320150320{number:02}" for number in range(1, 9)]
    lines = [line(nip, nip_atasan=nips[number // 2] if number else "") for number, nip in enumerate(nips)]
    random.Random(seed).shuffle(lines)
    take(*lines)
    assert [placements_of(nip)[0][3] for nip in nips] == [None, nips[0], *(nips[n // 2] for n in range(2, 8))]


def test_a_refused_file_leaves_no_account_behind(kupang: Cast) -> None:
    refused(line(), line(FAJAR, "Fajar", kode_opd="9"))
    assert not User.objects.filter(login=EKA).exists()
    assert not AuditEvent.objects.exists()


def test_rows_are_checked_even_when_others_cannot_be_read(kupang: Cast) -> None:
    unread, unknown = refused(
        line(status="ASN"), line(FAJAR, "Fajar", kode_opd="9.9"), line(GITA, "Gita", nip_atasan=EKA)
    )
    assert unread.startswith("Baris 2, kolom status")
    assert unknown.startswith("Baris 3, kolom kode_opd")


def test_a_dry_run_counts_and_writes_nothing(kupang: Cast) -> None:
    assert counts(take(line(), dry_run=True)) == (1, 0, 0)
    assert not Employee.objects.filter(nip=EKA).exists()
    assert not User.objects.filter(login=EKA).exists()


def test_the_same_nip_in_another_region_is_another_person(db: None) -> None:
    bandung, kupang = a_region("32.73", "Kota Bandung"), a_region()
    for region, name in ((bandung, "Eka di Bandung"), (kupang, "Eka di Kupang")):
        with region_scope(region.pk):
            an_agency("1.02")
            take(line(nama=name))
    with region_scope(bandung.pk):
        assert Employee.objects.get(nip=EKA).name == "Eka di Bandung"
    assert User.objects.filter(login=EKA).count() == 2


def test_many_rows_take_no_more_statements_than_few(kupang: Cast) -> None:
    def lines(year: int, number: int) -> list[str]:
        nips = [f"{year}0303201503{serial // 900 + 1}{serial % 900 + 1:03}" for serial in range(number)]
        return [line(nip, nip_atasan=nips[serial // 10] if serial else "") for serial, nip in enumerate(nips)]

    few, many = lines(1990, 10), lines(1991, 200)
    assert statements(EmployeeResource, HEADER, many) == statements(EmployeeResource, HEADER, few)
    assert statements(EmployeeResource, HEADER, many) == statements(EmployeeResource, HEADER, few)
