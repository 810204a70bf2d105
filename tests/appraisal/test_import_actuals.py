"""Importing actuals (realisasi)."""

import random
import threading
from decimal import Decimal

import pytest
from django.db import connection

from agencies.files.results import FileResult
from agencies.models import AuditEvent, Employee, PlacementKind, RowHistory
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual
from appraisal.resources import ActualResource
from appraisal.services.periods.lock_period import lock_period
from indicators.models import Indicator, ItemKind, PlanItem, PlanState
from tests.agencies.importing import counts, imported, refusals, statements
from tests.appraisal.factories import a_period
from tests.cast import Cast, cast_of_kupang
from tests.factories import a_placement, a_plan, an_employee, an_indicator

HEADER = "nip,periode,kode_opd,kode_indikator,nilai,status,catatan"


@pytest.fixture
def patients(kupang: Cast) -> Indicator:
    """Budi's only plan item: measured in every month but December."""
    indicator = an_indicator(kupang.dinas, "IKU-1")
    a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", ["100"] * 11 + [None])})
    return indicator


def line(person: Employee, period: str = "2026-01", value: str = "95", rest: str = ",", code: str = "IKU-1") -> str:
    return f"{person.nip},{period},1.02,{code},{value},{rest}"


def take(*lines: str, dry_run: bool = False) -> FileResult:
    return imported(ActualResource, HEADER, *lines, dry_run=dry_run)


def refused(*lines: str) -> list[str]:
    return refusals(ActualResource, HEADER, *lines)


def stored() -> list[tuple[str, Decimal | None, str, str]]:
    rows = Actual.objects.order_by("month").values_list("month", "value", "state", "note")
    return [(str(month)[:7], value, state, note) for month, value, state, note in rows]


def test_an_actual_from_a_file_counts_as_verified(kupang: Cast, patients: Indicator) -> None:
    assert counts(take(line(kupang.budi, value='"1.234,5"'))) == (1, 0, 0)
    assert stored() == [("2026-01", Decimal("1234.5"), "verified", "")]


def test_a_month_is_declared_not_applicable_with_a_note(kupang: Cast, patients: Indicator) -> None:
    take(line(kupang.budi, value="", rest="tidak_berlaku,cuti melahirkan"))
    assert stored() == [("2026-01", None, "not_applicable", "cuti melahirkan")]


def test_zero_is_a_value(kupang: Cast, patients: Indicator) -> None:
    take(line(kupang.budi, value="0"))
    assert stored() == [("2026-01", Decimal(0), "verified", "")]


@pytest.mark.parametrize(
    ("value", "rest", "sentence"),
    [
        ("", ",", "Baris 2, kolom nilai: kosong. Isi nilai, atau isi status tidak_berlaku"),
        ("-", ",", "Baris 2, kolom nilai: kosong. Isi nilai"),
        ("95", "tidak_berlaku,cuti", 'Baris 2, kolom nilai: tertulis "95". Bulan yang tidak_berlaku tidak bernilai'),
        ("", "tidak_berlaku,", "Baris 2, kolom catatan: kosong. Tulis alasan"),
        ("80-90", ",", "bukan rentang"),
        ("95", "berlaku,", 'Mungkin maksud Anda "tidak_berlaku"?'),
        ("0.1234567890123456789", ",", "batasnya 18"),
    ],
)
def test_a_value_or_a_reason_must_be_clear(
    kupang: Cast, patients: Indicator, value: str, rest: str, sentence: str
) -> None:
    (error,) = refused(line(kupang.budi, value=value, rest=rest))
    assert sentence in error


def test_an_unknown_person_is_refused(kupang: Cast, patients: Indicator) -> None:
    (error,) = refused("199002282022211003,2026-01,1.02,IKU-1,95,,")
    assert error.startswith('Baris 2, kolom nip: tertulis "199002282022211003". NIP ini belum terdaftar.')


def test_an_unknown_agency_is_refused(kupang: Cast, patients: Indicator) -> None:
    (error,) = refused(f"{kupang.budi.nip},2026-01,9.99,IKU-1,95,,")
    assert error.startswith('Baris 2, kolom kode_opd: tertulis "9.99". Tidak ada perangkat daerah dengan kode ini.')


def test_an_unknown_indicator_is_refused(kupang: Cast, patients: Indicator) -> None:
    (error,) = refused(line(kupang.budi, code="IKU-9"))
    assert "kolom kode_indikator" in error
    assert "Perangkat daerah 1.02 tidak memiliki indikator ini" in error


def test_an_item_of_nobodys_plan_is_refused(kupang: Cast, patients: Indicator) -> None:
    (error,) = refused(line(kupang.citra))
    assert f"tidak ada dalam SKP 2026 pegawai {kupang.citra.nip} yang sudah disepakati" in error


def test_an_item_of_another_years_plan_is_refused(kupang: Cast, patients: Indicator) -> None:
    (error,) = refused(line(kupang.budi, period="2025-12"))
    assert "SKP 2025" in error


def test_an_item_of_a_plan_that_is_not_agreed_is_refused(kupang: Cast, patients: Indicator) -> None:
    plan = a_plan(kupang.citra, kupang.puskesmas, {patients: ("100", "100")})
    plan.state = PlanState.DRAFT
    plan.save(update_fields=["state"])
    assert len(refused(line(kupang.citra))) == 1


def test_an_item_of_an_acting_post_is_taken(kupang: Cast, patients: Indicator) -> None:
    a_placement(kupang.citra, kupang.kecamatan, kupang.dewi, kind=PlacementKind.ACTING)
    a_plan(kupang.citra, kupang.kecamatan, {patients: ("100", "100")}, kind=PlacementKind.ACTING)
    assert counts(take(line(kupang.citra))) == (1, 0, 0)


def test_an_additional_item_is_taken_in_any_month(kupang: Cast, patients: Indicator) -> None:
    task = an_indicator(kupang.dinas, "TT-1")
    plan = a_plan(kupang.citra, kupang.puskesmas, {patients: ("100", "100")})
    PlanItem.objects.create(plan=plan, indicator=task, kind=ItemKind.ADDITIONAL, targets=[None] * 12)
    result = take(line(kupang.citra, code="TT-1"))
    assert (counts(result), result.warnings) == ((1, 0, 0), ())


def test_a_month_without_target_is_stored_with_a_warning(kupang: Cast, patients: Indicator) -> None:
    result = take(line(kupang.budi, period="2026-11"), line(kupang.budi, period="2026-12"))
    assert counts(result) == (2, 0, 0)
    assert [str(warning) for warning in result.warnings] == [
        "1 realisasi untuk bulan tanpa target disimpan, tetapi tidak dipakai (baris 3)."
    ]


def test_a_quarter_is_no_month(kupang: Cast, patients: Indicator) -> None:
    (error,) = refused(line(kupang.budi, period="2026-Q1"))
    assert "Isi dengan bulan, misalnya 2026-01." in error


def test_a_known_key_is_updated_and_its_history_kept(kupang: Cast, patients: Indicator) -> None:
    take(line(kupang.budi))
    assert counts(take(line(kupang.budi, value="96"), line(kupang.budi, period="2026-02"))) == (1, 1, 0)
    assert stored() == [("2026-01", Decimal(96), "verified", ""), ("2026-02", Decimal(95), "verified", "")]
    assert Decimal(str(RowHistory.objects.get(table_name="appraisal_actual").before["value"])) == 95


def test_importing_again_changes_nothing(kupang: Cast, patients: Indicator) -> None:
    take(line(kupang.budi))
    written = Actual.objects.values_list("updated_at", flat=True).get()
    assert counts(take(line(kupang.budi, value='"95,000"'))) == (0, 0, 1)
    assert Actual.objects.values_list("updated_at", flat=True).get() == written
    assert AuditEvent.objects.filter(action=AuditEvent.Action.FILE_IMPORTED).count() == 1


def test_the_order_of_rows_does_not_matter(kupang: Cast, patients: Indicator) -> None:
    lines = [line(kupang.budi, period=f"2026-{month:02}", value=str(month)) for month in range(1, 12)]
    shuffled = random.Random(7).sample(lines, len(lines))
    take(*shuffled)
    assert [value for _month, value, _state, _note in stored()] == list(range(1, 12))


def test_a_dry_run_counts_and_keeps_nothing(kupang: Cast, patients: Indicator) -> None:
    assert counts(take(line(kupang.budi), dry_run=True)) == (1, 0, 0)
    assert stored() == []


def test_every_error_of_the_file_is_told_at_once(kupang: Cast, patients: Indicator) -> None:
    errors = refused(line(kupang.budi), line(kupang.citra), line(kupang.budi, period="2026-13"), line(kupang.budi))
    assert [error[:7] for error in errors] == ["Baris 3", "Baris 4", "Baris 5"]
    assert stored() == []


def test_a_key_twice_in_one_file_is_refused(kupang: Cast, patients: Indicator) -> None:
    (error,) = refused(line(kupang.budi), line(kupang.budi, value="96"))
    assert error.startswith("Baris 3: ")
    assert "sudah ada di baris 2" in error


@pytest.fixture
def locked(kupang: Cast, patients: Indicator) -> Employee:
    """Budi, with January and February reported and January locked."""
    take(line(kupang.budi), line(kupang.budi, period="2026-02"))
    lock_period(period=a_period("2026-01"))
    return kupang.budi


def test_a_change_of_a_locked_month_is_refused_by_row_and_period(locked: Employee) -> None:
    (error,) = refused(line(locked, period="2026-02", value="1"), line(locked, value="96"))
    assert error.startswith('Baris 3, kolom periode: tertulis "2026-01". Periode 2026-01 sudah dikunci')
    assert [value for _month, value, _state, _note in stored()] == [95, 95]


def test_a_locked_month_may_be_repeated_as_it_is(locked: Employee) -> None:
    assert counts(take(line(locked), line(locked, period="2026-02", value="1"))) == (0, 1, 1)


def test_a_longer_locked_period_closes_its_months(locked: Employee) -> None:
    lock_period(period=a_period("2026-Q1"))
    (error,) = refused(line(locked, period="2026-03"))
    assert "Periode 2026-Q1 sudah dikunci" in error


@pytest.mark.django_db(transaction=True)
def test_a_lock_waits_for_an_import_that_is_under_way() -> None:
    cast = cast_of_kupang()
    with region_scope(cast.region.pk):
        a_plan(cast.budi, cast.puskesmas, {an_indicator(cast.dinas): ("100", "100")})
        january = a_period("2026-01")

    def lock() -> None:
        with region_scope(cast.region.pk):
            lock_period(period=january)
        connection.close()

    locking = threading.Thread(target=lock)
    with region_scope(cast.region.pk):
        take(line(cast.budi))
        locking.start()
        locking.join(timeout=0.5)
        assert locking.is_alive()
    locking.join(timeout=20)
    with region_scope(cast.region.pk):
        assert (len(stored()), a_period("2026-01").is_locked) == (1, True)


def test_the_number_of_statements_does_not_grow_with_the_rows(kupang: Cast, patients: Indicator) -> None:
    people = [an_employee(f"Pegawai {number}", account=False) for number in range(21)]
    for person in people:
        a_plan(person, kupang.puskesmas, {patients: ("100", "100")})
    lines = [line(person, period=f"2026-{month:02}") for person in people for month in range(1, 11)]
    few = statements(ActualResource, HEADER, lines[:10])
    assert statements(ActualResource, HEADER, lines[10:]) == few
