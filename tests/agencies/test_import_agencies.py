"""Importing the organisation of a region."""

import hashlib
import random

import pytest

from agencies.files.results import FileResult
from agencies.models import Agency, AuditEvent, RowHistory
from agencies.resources import AgencyResource
from agencies.tenancy.scope import region_scope
from tests.agencies.importing import counts, imported, refusals, statements
from tests.cast import Cast
from tests.factories import a_region, an_agency

HEADER = "kode_opd,nama,jenis,kode_induk"
TREE = ("3.1.1,Seksi Bina,seksi,3.1", "3.1,Bidang Jalan,bidang,3", "3,Dinas PUPR,dinas,", "4,Dinas Sosial,dinas,")


def take(*lines: str, dry_run: bool = False) -> FileResult:
    return imported(AgencyResource, HEADER, *lines, dry_run=dry_run)


def refused(*lines: str) -> list[str]:
    return refusals(AgencyResource, HEADER, *lines)


def stored() -> set[tuple[str, str, str, str | None]]:
    return set(Agency.objects.values_list("code", "name", "kind", "parent__code"))


def test_units_may_stand_above_their_parents(kupang: Cast) -> None:
    assert counts(take(*TREE)) == (4, 0, 0)
    assert stored() >= {("3.1.1", "Seksi Bina", "seksi", "3.1"), ("3.1", "Bidang Jalan", "bidang", "3")}


def test_a_parent_may_be_known_from_before(kupang: Cast) -> None:
    take("1.02.09,Puskesmas Sikumana,puskesmas,1.02")
    assert Agency.objects.get(code="1.02.09").parent == kupang.dinas


def test_a_known_code_is_updated_and_nothing_absent_is_removed(kupang: Cast) -> None:
    assert counts(take("1.02.01,Puskesmas Oesapa Baru,puskesmas,7.01")) == (0, 1, 0)
    assert ("1.02.01", "Puskesmas Oesapa Baru", "puskesmas", "7.01") in stored()
    assert Agency.objects.count() == 3


def test_a_file_without_rows_changes_nothing(kupang: Cast) -> None:
    assert counts(take()) == (0, 0, 0)


def test_importing_again_changes_nothing(kupang: Cast) -> None:
    take(*TREE)
    before = stored()
    assert counts(take(*TREE)) == (0, 0, 4)
    assert stored() == before
    assert not RowHistory.objects.exists()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(db: None, seed: int) -> None:
    lines = [f"{code},Unit {code},,{code.rpartition('.')[0]}" for code in ("1", "1.1", "1.1.1", "1.1.2", "1.2", "2")]
    random.Random(seed).shuffle(lines)
    with region_scope(a_region().pk):
        take(*lines)
        assert {code: parent for code, _name, _kind, parent in stored()} == {
            "1": None,
            "2": None,
            "1.1": "1",
            "1.2": "1",
            "1.1.1": "1.1",
            "1.1.2": "1.1",
        }


def test_an_unknown_parent_is_named(kupang: Cast) -> None:
    (error,) = refused("3,Dinas PUPR,dinas,9")
    assert error.startswith('Baris 2, kolom kode_induk: tertulis "9".')


def test_a_unit_cannot_be_its_own_parent(kupang: Cast) -> None:
    (error,) = refused("3,Dinas PUPR,dinas,3")
    assert "induknya sendiri" in error


def test_a_circle_is_named(kupang: Cast) -> None:
    (error,) = refused("1,A,,3", "2,B,,1", "3,C,,2")
    assert "melingkar: 1 → 3 → 2 → 1" in error


def test_a_circle_through_a_stored_unit_is_noticed(kupang: Cast) -> None:
    (error,) = refused("1.02,Dinas Kesehatan,dinas,1.02.01")
    assert "melingkar: 1.02 → 1.02.01 → 1.02" in error


def test_a_code_may_stand_there_once(kupang: Cast) -> None:
    (error,) = refused("3,Dinas PUPR,dinas,", "3,Dinas Pekerjaan Umum,dinas,")
    assert error.startswith("Baris 3:")
    assert "baris 2" in error


def test_a_tree_of_absurd_depth_is_refused(kupang: Cast) -> None:
    (error,) = refused("n0,A,,", *(f"n{depth},A,,n{depth - 1}" for depth in range(1, 25)))
    assert "lebih dari 20 tingkat" in error


def test_a_refused_file_leaves_nothing_behind(kupang: Cast) -> None:
    before = stored()
    refused("3,Dinas PUPR,dinas,", "4,Dinas Sosial,dinas,9")
    assert stored() == before
    assert not AuditEvent.objects.exists()


def test_all_errors_are_told_at_once(kupang: Cast) -> None:
    assert len(refused("3,A,,8", "4,B,,9", "5,C,,5")) == 3


def test_a_dry_run_counts_and_writes_nothing(kupang: Cast) -> None:
    before = stored()
    assert counts(take(*TREE, dry_run=True)) == (4, 0, 0)
    assert stored() == before
    assert not AuditEvent.objects.exists()


def test_an_import_is_recorded_with_its_fingerprint(kupang: Cast) -> None:
    take(*TREE)
    event = AuditEvent.objects.get()
    sha256 = hashlib.sha256("\n".join([HEADER, *TREE]).encode()).hexdigest()
    assert (event.action, event.subject, event.actor) == (AuditEvent.Action.FILE_IMPORTED, "berkas.csv", None)
    assert event.details == {
        "kind": "agencies",
        "sha256": sha256,
        "new": 4,
        "updated": 0,
        "unchanged": 0,
        "removed": 0,
    }


def test_rows_are_checked_even_when_others_cannot_be_read(kupang: Cast) -> None:
    unnamed, under_itself = refused("5,,dinas,", "6,Dinas Sosial,dinas,6", "5.1,Bidang Arsip,bidang,5")
    assert unnamed.startswith("Baris 2, kolom nama")
    assert under_itself.startswith("Baris 3, kolom kode_induk")


def test_an_import_without_changes_is_not_recorded(kupang: Cast) -> None:
    take(*TREE)
    take(*TREE)
    assert AuditEvent.objects.count() == 1


def test_a_parent_of_another_region_is_unknown(db: None) -> None:
    bandung, kupang = a_region("32.73", "Kota Bandung"), a_region()
    with region_scope(bandung.pk):
        an_agency("9", "Dinas Arsip")
    with region_scope(kupang.pk):
        assert "tidak ada" in refused("9.1,Bidang Arsip,bidang,9")[0]


def test_the_same_code_in_another_region_stays_as_it_is(db: None) -> None:
    bandung, kupang = a_region("32.73", "Kota Bandung"), a_region()
    with region_scope(bandung.pk):
        an_agency("9", "Dinas Arsip")
    with region_scope(kupang.pk):
        assert counts(take("9,Dinas Lain,dinas,")) == (1, 0, 0)
    with region_scope(bandung.pk):
        assert Agency.objects.get().name == "Dinas Arsip"


def test_many_rows_take_no_more_statements_than_few(kupang: Cast) -> None:
    few = [f"8.{number},Unit,," for number in range(10)]
    many = [f"9.{number},Unit,," for number in range(200)]
    assert statements(AgencyResource, HEADER, many) == statements(AgencyResource, HEADER, few)
