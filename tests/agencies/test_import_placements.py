"""Placements of an employees file against each other and against the stored ones."""

import datetime

import pytest

from agencies.models import Placement, PlacementKind
from tests.agencies.employee_file import EKA, FAJAR, GITA, line, refused, take
from tests.agencies.importing import counts
from tests.cast import Cast
from tests.factories import a_placement, an_employee


def test_overlapping_definitive_placements_of_a_file_name_both_rows(kupang: Cast) -> None:
    (error,) = refused(line(selesai="2026-07-15"), line(kode_opd="7.01", mulai="2026-07-01"))
    assert error.startswith('Baris 3, kolom mulai: tertulis "2026-07-01".')
    assert "baris 2 (2026-01-01 s.d. 2026-07-15)" in error


def test_a_placement_twice_in_a_file_is_named_in_the_words_of_the_file(kupang: Cast) -> None:
    (error,) = refused(line(), line(jabatan="Perawat"))
    assert error == (
        f"Baris 3: nip {EKA}, kode_opd 1.02, jenis_penempatan definitif, mulai 2026-01-01 sudah ada di baris 2. "
        "Sisakan satu dari kedua baris itu."
    )


def test_a_transfer_without_the_end_of_the_old_placement_tells_to_fill_it(kupang: Cast) -> None:
    take(line())
    (error,) = refused(line(kode_opd="7.01", mulai="2026-07-01"))
    assert "tersimpan di 1.02 (2026-01-01 s.d. seterusnya)" in error
    assert "tambahkan barisnya (kode_opd 1.02, mulai 2026-01-01) dengan selesai paling lambat 2026-06-30" in error


def test_a_transfer_that_ends_the_old_placement_is_taken(kupang: Cast) -> None:
    take(line())
    assert counts(take(line(kode_opd="7.01", mulai="2026-07-01"), line(selesai="2026-06-30"))) == (1, 1, 0)
    assert Placement.objects.get(employee__nip=EKA, agency__code="1.02").last_day == datetime.date(2026, 6, 30)


def test_a_placement_that_runs_into_a_stored_one_must_end_before(kupang: Cast) -> None:
    take(line(kode_opd="7.01", mulai="2026-07-01"))
    (error,) = refused(line())
    assert error.startswith("Baris 2, kolom selesai: kosong.")
    assert "Isi selesai paling lambat 2026-06-30" in error


def test_another_agency_on_the_same_first_day_is_refused(kupang: Cast) -> None:
    take(line())
    (error,) = refused(line(kode_opd="7.01"))
    assert "Pakai mulai dan kode_opd yang tersimpan" in error


def test_days_that_touch_do_not_overlap(kupang: Cast) -> None:
    assert counts(take(line(selesai="2026-06-30"), line(kode_opd="7.01", mulai="2026-07-01"))) == (2, 0, 0)


@pytest.mark.parametrize("kind", ["plt", "plh"])
def test_an_acting_placement_may_overlap(kupang: Cast, kind: str) -> None:
    assert counts(take(line(), line(kode_opd="7.01", jenis_penempatan=kind))) == (2, 0, 0)


def test_superiors_in_a_circle_are_named(kupang: Cast) -> None:
    (error,) = refused(
        line(nip_atasan=FAJAR), line(FAJAR, "Fajar", nip_atasan=GITA), line(GITA, "Gita", status="PPPK", nip_atasan=EKA)
    )
    assert "melingkar pada 2026-01-01: Eka Putri → Fajar → Gita → Eka Putri" in error


def test_a_circle_that_closes_over_stored_placements_is_noticed(kupang: Cast) -> None:
    ending = {"kode_opd": "1.02", "jabatan": "Kepala Dinas Kesehatan", "golongan": ""}
    (error,) = refused(line(kupang.ratna.nip, "Ratna Dewi", nip_atasan=kupang.budi.nip, **ending))
    assert "melingkar pada 2026-01-01: Ratna Dewi → Budi Santoso → Sari Wulandari → Ratna Dewi" in error


def test_superiors_may_swap_places_on_different_days(kupang: Cast) -> None:
    lines = (
        line(nip_atasan=FAJAR, selesai="2026-06-30"),
        line(FAJAR, "Fajar", selesai="2026-06-30"),
        line(mulai="2026-07-01"),
        line(FAJAR, "Fajar", mulai="2026-07-01", nip_atasan=EKA),
    )
    assert counts(take(*lines)) == (4, 0, 0)


def test_a_circle_that_begins_with_a_later_placement_is_noticed(kupang: Cast) -> None:
    take(line(mulai="2026-07-01", nip_atasan=kupang.dewi.nip))
    (error,) = refused(line(kupang.dewi.nip, "Dewi Anggraini", kode_opd="7.01", golongan="", nip_atasan=EKA))
    assert "melingkar pada 2026-07-01" in error


def test_an_acting_post_closes_no_circle(kupang: Cast) -> None:
    lines = (line(nip_atasan=FAJAR), line(FAJAR, "Fajar"), line(FAJAR, "Fajar", jenis_penempatan="plt", nip_atasan=EKA))
    assert counts(take(*lines)) == (3, 0, 0)


def test_a_circle_among_others_does_not_hinder_a_file_that_has_no_part_in_it(kupang: Cast) -> None:
    one, other = an_employee("Satu"), an_employee("Dua")
    a_placement(one, kupang.dinas, other)
    a_placement(other, kupang.dinas, one)
    assert counts(take(line(nip_atasan=one.nip))) == (1, 0, 0)


def test_the_kind_is_part_of_the_key(kupang: Cast) -> None:
    take(line(selesai="2026-06-30"))
    assert counts(take(line(jenis_penempatan="plt"))) == (1, 0, 0)
    assert set(Placement.objects.filter(employee__nip=EKA).values_list("kind", flat=True)) == {
        PlacementKind.DEFINITIVE,
        PlacementKind.ACTING,
    }
