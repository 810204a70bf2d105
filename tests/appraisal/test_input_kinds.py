"""Actuals and attendance recaps on the road of an import."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from agencies.imports.kinds import UndoRefused, kinds_for
from agencies.models import Employee, Placement, PlacementKind
from agencies.permissions import actor_of
from appraisal.models import Actual, ActualState, AttendanceRecap, Period
from indicators.models import Plan, PlanItem
from tests.agencies.imports.road import changes, preview, published, remarks, taken_back, the_kind
from tests.appraisal.deliveries import delivered
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan

ACTUALS = "nip;periode;kode_opd;kode_indikator;nilai;status;catatan"
RECAPS = "nip;periode;hari_kerja;hadir;tk;tl1;tl2;tl3;tl4;psw1;psw2;psw3;psw4"


def actual(person: Employee, value: str, period: str = "2026-01", code: str = "IKU-1", note: str = "") -> str:
    """A value, or ``tidak_berlaku`` with the reason in ``note``."""
    status = "tidak_berlaku" if note else ""
    return f"{person.nip};{period};1.02;{code};{value};{status};{note}"


def recap(person: Employee, present: int = 20, period: str = "2026-01") -> str:
    return f"{person.nip};{period};21;{present};0;0;0;0;0;0;0;0;0"


def lock(code: str = "2026-01") -> None:
    Period.objects.filter(pk=a_period(code).pk).update(state="locked", locked_at=timezone.now())


def january(month: Month) -> Actual:
    return Actual.objects.get(employee=month.budi, indicator=month.patients)


def test_the_preview_shows_an_actual_before_and_after(month: Month) -> None:
    rows = (actual(month.budi, "95,0"), actual(month.budi, "", code="IKU-2", note="gedung ditutup"))
    found = preview("actuals", month.cast.region_admin, ACTUALS, *rows)
    assert found.unchanged == 1
    assert changes(found) == [("nilai", "22", ""), ("status", "", "tidak_berlaku"), ("catatan", "", "gedung ditutup")]
    assert found.affected.people == 1
    assert found.affected.sentences == ("Bulan yang tersentuh: Januari 2026.",)


def test_an_undo_gives_back_actuals_and_removes_new_ones(month: Month) -> None:
    rows = (actual(month.budi, "50"), actual(month.budi, "7", "2026-02"))
    draft = published("actuals", month.cast.agency_admin, ACTUALS, *rows)
    assert Actual.objects.filter(indicator=month.patients, value__in=[50, 7]).count() == 2
    taken_back(draft, month.cast.agency_admin)
    assert list(Actual.objects.filter(indicator=month.patients).values_list("value", flat=True)) == [Decimal(95)]


def test_what_was_only_reported_comes_back_as_reported(month: Month) -> None:
    Actual.objects.filter(pk=january(month).pk).update(state=ActualState.REPORTED)
    draft = published("actuals", month.cast.region_admin, ACTUALS, actual(month.budi, "95"))
    assert january(month).state == ActualState.VERIFIED
    taken_back(draft, month.cast.region_admin)
    assert january(month).state == ActualState.REPORTED


def test_an_actual_of_a_month_locked_since_stays(month: Month) -> None:
    draft = published("actuals", month.cast.region_admin, ACTUALS, actual(month.budi, "50"))
    lock()
    with pytest.raises(UndoRefused, match="Periode 2026-01 sudah dikunci"):
        taken_back(draft, month.cast.region_admin)


def test_an_actual_of_a_result_delivered_since_stays(month: Month) -> None:
    draft = published("actuals", month.cast.region_admin, ACTUALS, actual(month.budi, "50"))
    delivered(month)
    with pytest.raises(UndoRefused, match="Hasil evaluasi Budi Santoso sudah disampaikan"):
        taken_back(draft, month.cast.region_admin)
    assert january(month).value == Decimal(50)


def test_an_actual_that_was_changed_since_stays(month: Month) -> None:
    draft = published("actuals", month.cast.region_admin, ACTUALS, actual(month.budi, "50"))
    Actual.objects.filter(pk=january(month).pk).update(value=51)
    with pytest.raises(UndoRefused, match="1 baris sudah diubah lagi"):
        taken_back(draft, month.cast.region_admin)


def test_an_agency_admin_brings_actuals_of_the_own_people(month: Month) -> None:
    admin = month.cast.agency_admin
    assert remarks("actuals", admin, ACTUALS, actual(month.budi, "50")) == []
    Plan.objects.filter(pk=month.plan.pk).update(employee=month.cast.dewi)
    (error,) = remarks("actuals", admin, ACTUALS, actual(month.cast.dewi, "50"))
    assert "tidak ditempatkan di perangkat daerah yang Anda kelola" in error
    assert remarks("actuals", month.cast.region_admin, ACTUALS, actual(month.cast.dewi, "50")) == []


def test_the_month_decides_whose_person_somebody_was(kupang: Cast) -> None:
    Placement.objects.filter(employee=kupang.dewi).update(last_day=datetime.date(2026, 3, 30))
    a_placement(kupang.dewi, kupang.puskesmas, first_day=datetime.date(2026, 3, 31))
    rows = (recap(kupang.dewi, period="2026-02"), recap(kupang.dewi, period="2026-03"))
    (error,) = remarks("attendance", kupang.agency_admin, RECAPS, *rows)
    assert error.startswith("Baris 2")


def test_who_only_acts_in_an_own_unit_is_counted_at_home(kupang: Cast) -> None:
    a_placement(kupang.dewi, kupang.puskesmas, kind=PlacementKind.ACTING)
    (error,) = remarks("attendance", kupang.agency_admin, RECAPS, recap(kupang.dewi))
    assert "tidak ditempatkan di perangkat daerah yang Anda kelola" in error


def test_an_actual_of_a_plan_elsewhere_is_not_the_acting_units(month: Month) -> None:
    dewi, cast = month.cast.dewi, month.cast
    a_placement(dewi, cast.puskesmas, kind=PlacementKind.ACTING)
    a_plan(dewi, cast.kecamatan, {month.patients: ("100", "100")})
    (error,) = remarks("actuals", cast.agency_admin, ACTUALS, actual(dewi, "50"))
    assert "tidak ada dalam SKP 2026" in error
    a_plan(dewi, cast.puskesmas, {month.patients: ("100", "100")}, kind=PlacementKind.ACTING)
    assert remarks("actuals", cast.agency_admin, ACTUALS, actual(dewi, "50")) == []


def test_the_preview_shows_a_recap_before_and_after(kupang: Cast) -> None:
    published("attendance", kupang.agency_admin, RECAPS, recap(kupang.budi))
    found = preview("attendance", kupang.agency_admin, RECAPS, recap(kupang.budi, 19), recap(kupang.citra))
    assert changes(found) == [("hadir", "20", "19")]
    assert len(found.new) == 1


def test_an_undo_gives_back_recaps_and_removes_new_ones(kupang: Cast) -> None:
    published("attendance", kupang.agency_admin, RECAPS, recap(kupang.budi))
    draft = published("attendance", kupang.agency_admin, RECAPS, recap(kupang.budi, 19), recap(kupang.citra))
    taken_back(draft, kupang.agency_admin)
    assert list(AttendanceRecap.objects.values_list("employee", "present")) == [(kupang.budi.pk, 20)]


def test_a_recap_of_a_month_locked_since_stays(kupang: Cast) -> None:
    draft = published("attendance", kupang.agency_admin, RECAPS, recap(kupang.budi))
    lock()
    with pytest.raises(UndoRefused, match="Minta admin daerah membukanya kembali"):
        taken_back(draft, kupang.agency_admin)


def test_plans_whose_result_was_delivered_since_stay(month: Month) -> None:
    header = "nip;tahun;kode_opd;kode_indikator;jenis;bobot;t01"
    rows = (f"{month.budi.nip};2026;1.02;IKU-1;utama;50;100", f"{month.budi.nip};2026;1.02;IKU-2;utama;50;20")
    draft = published("plans", month.cast.region_admin, header, *rows)
    delivered(month)
    with pytest.raises(UndoRefused, match="sudah disampaikan: Budi Santoso"):
        taken_back(draft, month.cast.region_admin)


def test_a_new_plan_that_was_evaluated_becomes_an_empty_draft(month: Month) -> None:
    header = "nip;tahun;kode_opd;kode_indikator;jenis;bobot;t01"
    citra = month.cast.citra
    draft = published("plans", month.cast.region_admin, header, f"{citra.nip};2026;1.02;IKU-1;utama;100;100")
    month.evaluate()
    taken_back(draft, month.cast.region_admin)
    assert Plan.objects.get(employee=citra).state == "draft"
    assert not PlanItem.objects.filter(plan__employee=citra).exists()


@pytest.mark.parametrize(("kind", "header"), [("actuals", ACTUALS), ("attendance", RECAPS)])
def test_the_template_explains_each_column(month: Month, kind: str, header: str) -> None:
    template = the_kind(kind).template(actor_of(month.cast.agency_admin))
    assert set(template.hints) == set(header.split(";"))


def test_the_example_can_be_read(month: Month) -> None:
    example = the_kind("attendance").template(actor_of(month.cast.agency_admin)).example
    row = ";".join(str(example[title]) for title in RECAPS.split(";"))
    (error,) = remarks("attendance", month.cast.region_admin, RECAPS, row)
    assert "NIP ini belum terdaftar" in error


def test_units_are_brought_by_the_region_admin_alone_and_nothing_by_readers(kupang: Cast) -> None:
    assert "agencies" in [kind.code for kind in kinds_for(actor_of(kupang.region_admin))]
    assert "agencies" not in [kind.code for kind in kinds_for(actor_of(kupang.agency_admin))]
    assert list(kinds_for(actor_of(kupang.auditor))) == []
