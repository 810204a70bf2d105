"""Importing agreed plans: which plan a row belongs to, and what its items must be."""

import datetime
from decimal import Decimal

import pytest

from agencies.models import PlacementKind
from indicators.models import ItemKind, Plan, PlanItem, PlanState
from indicators.resources import PlanResource
from tests.agencies.importing import counts, imported
from tests.cast import Cast
from tests.factories import a_placement
from tests.indicators.plan_file import line, refused, take


def item(code: str) -> PlanItem:
    return PlanItem.objects.get(indicator__code=code)


def test_a_file_makes_an_agreed_plan(measured: Cast) -> None:
    assert counts(take(line(measured.budi.nip, "A", "60"), line(measured.budi.nip, "B", "40"))) == (2, 0, 0)
    plan = Plan.objects.get()
    assert (plan.employee, plan.agency, plan.year) == (measured.budi, measured.puskesmas, 2026)
    assert (plan.placement_kind, plan.state) == (PlacementKind.DEFINITIVE, PlanState.AGREED)
    assert plan.agreed_at is not None


def test_an_item_has_weight_and_monthly_targets(measured: Cast) -> None:
    take(line(measured.budi.nip, "A", "33,34", t02="", t03="-", t12="1.250,5"), line(measured.budi.nip, "B", "66,66"))
    stored = item("A")
    assert (stored.kind, stored.weight, stored.upper_targets) == (ItemKind.MAIN, Decimal("33.34"), None)
    assert stored.targets == [Decimal(10), None, None, *[Decimal(10)] * 8, Decimal("1250.5")]


def test_a_range_has_two_bounds(measured: Cast) -> None:
    take(line(measured.budi.nip, "R", target="80-90,5", t01=""))
    assert item("R").targets == [None, *[Decimal(80)] * 11]
    assert item("R").upper_targets == [None, *[Decimal("90.5")] * 11]


def test_months_that_nobody_uses_may_be_left_out(measured: Cast) -> None:
    header = "nip,tahun,kode_opd,kode_indikator,jenis,bobot,t01"
    imported(PlanResource, header, f"{measured.budi.nip},2026,1.02,A,utama,100,7")
    assert item("A").targets == [Decimal(7), *[None] * 11]


def test_an_additional_item_needs_neither_weight_nor_target(measured: Cast) -> None:
    take(line(measured.budi.nip), line(measured.budi.nip, "B", "-", "", jenis="tambahan"))
    assert (item("B").kind, item("B").weight) == (ItemKind.ADDITIONAL, None)


@pytest.mark.parametrize("weight", ["", "-", "0", "0,00"])
def test_the_weight_of_an_additional_item_is_nothing(measured: Cast, weight: str) -> None:
    take(line(measured.budi.nip), line(measured.budi.nip, "B", weight, jenis="tambahan"))
    assert item("B").weight is None


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        ({"weight": ""}, "bobot", "harus berbobot"),
        ({"weight": "0"}, "bobot", "lebih dari 0"),
        ({"weight": "-5"}, "bobot", "lebih dari 0"),
        ({"weight": "100,01"}, "bobot", "lebih dari 0 sampai 100"),
        ({"weight": "33.333"}, "bobot", "Terbaca 33333. Isi dengan angka lebih dari 0"),
        ({"weight": "33,333"}, "bobot", "batasnya 2"),
        ({"weight": "5", "jenis": "tambahan"}, "bobot", "Tugas tambahan tidak berbobot"),
        ({"code": "Z"}, "kode_indikator", "belum ada di 1.02"),
        ({"t05": "80-90"}, "t05", "satu angka, bukan rentang"),
        ({"t05": "0,1234567890123456789"}, "t05", "batasnya 18"),
        ({"nip": "199003032015032001"}, "nip", "belum ada"),
        ({"tahun": "2020"}, "tahun", "tidak ditempatkan pada 2020"),
        ({"opd_penempatan": "7.01"}, "opd_penempatan", "Pilih salah satu: 1.02.01 (definitif)"),
    ],
)
def test_a_cell_that_cannot_be_is_named(measured: Cast, cells: dict[str, str], column: str, told: str) -> None:
    error = refused(line(**{"nip": measured.budi.nip, **cells}))[0]
    assert error.startswith(f"Baris 2, kolom {column}:")
    assert told in error


def test_a_single_number_for_a_range_is_refused(measured: Cast) -> None:
    (error,) = refused(line(measured.budi.nip, "R", target="80-90", t03="85"))
    assert error.startswith('Baris 2, kolom t03: tertulis "85". Indikator ini memerlukan rentang')


def test_weights_off_100_name_the_plan_the_sum_and_what_is_missing(measured: Cast) -> None:
    (error,) = refused(*(line(measured.budi.nip, code, "33,33") for code in "ABC"))
    assert error.startswith(f"Baris 2, kolom bobot: Jumlah bobot utama SKP 2026 NIP {measured.budi.nip}")
    assert "adalah 99,99, kurang 0,01" in error
    assert "3 x 33,33 menjadi 33,34 + 33,33 + 33,33" in error


def test_weights_above_100_say_how_much(measured: Cast) -> None:
    (error,) = refused(line(measured.budi.nip, "A", "60"), line(measured.budi.nip, "B", "40,5"))
    assert "adalah 100,50, lebih 0,50" in error


def test_a_plan_of_additional_items_alone_is_refused(measured: Cast) -> None:
    (error,) = refused(line(measured.budi.nip, "A", "", jenis="tambahan"))
    assert "adalah 0,00, kurang 100,00" in error


def test_each_plan_is_summed_by_itself(measured: Cast) -> None:
    errors = refused(line(measured.budi.nip, "A", "50"), line(measured.citra.nip, "A", "50"))
    assert len(errors) == 2


def test_an_indicator_may_stand_once_in_a_plan(measured: Cast) -> None:
    errors = refused(line(measured.budi.nip, "A", "50"), line(measured.budi.nip, "A", "50", opd_penempatan="1.02.01"))
    assert [error.split(":")[0] for error in errors] == ["Baris 3"]


def test_a_main_item_without_any_target_is_a_warning(measured: Cast) -> None:
    result = take(line(measured.budi.nip, target=""))
    assert [str(warning).split(":")[0] for warning in result.warnings] == ["Baris 2, kolom t01 s.d. t12"]


def test_a_number_read_as_thousands_is_a_warning(measured: Cast) -> None:
    result = take(line(measured.budi.nip, t01="302.663"))
    assert [(warning.row, warning.column) for warning in result.warnings] == [(2, "t01")]


@pytest.fixture
def transferred(measured: Cast) -> Cast:
    """Citra leaves the puskesmas for the kecamatan in July 2026."""
    measured.citra.placements.update(last_day=datetime.date(2026, 6, 30))
    a_placement(measured.citra, measured.kecamatan, measured.dewi, first_day=datetime.date(2026, 7, 1))
    return measured


def test_several_placements_in_the_year_must_be_told_apart(transferred: Cast) -> None:
    (error,) = refused(line(transferred.citra.nip))
    assert error.startswith("Baris 2, kolom opd_penempatan: kosong.")
    assert "1.02.01 (definitif), 7.01 (definitif)" in error


def test_the_named_placement_has_the_plan(transferred: Cast) -> None:
    for agency in ("1.02.01", "7.01"):
        take(line(transferred.citra.nip, opd_penempatan=agency))
    assert list(Plan.objects.order_by("agency__code").values_list("agency__code", flat=True)) == ["1.02.01", "7.01"]


def test_another_year_has_its_own_placements(transferred: Cast) -> None:
    take(line(transferred.citra.nip, tahun="2027"))
    assert Plan.objects.get().agency == transferred.kecamatan


def test_successive_placements_in_one_agency_share_a_plan(measured: Cast) -> None:
    measured.budi.placements.update(last_day=datetime.date(2026, 6, 30))
    a_placement(measured.budi, measured.puskesmas, measured.ratna, first_day=datetime.date(2026, 7, 1))
    take(line(measured.budi.nip))
    assert Plan.objects.count() == 1


def test_rows_are_checked_even_when_others_cannot_be_read_but_for_the_sum_of_weights(measured: Cast) -> None:
    unread, unknown = refused(
        line(measured.budi.nip, "A", "60", t05="x"),
        line(measured.budi.nip, "B", "40"),
        line(measured.budi.nip, "Z", "9"),
    )
    assert unread.startswith("Baris 2, kolom t05")
    assert unknown.startswith("Baris 4, kolom kode_indikator")


def test_an_acting_post_elsewhere_has_a_plan_of_its_own(measured: Cast) -> None:
    a_placement(measured.budi, measured.kecamatan, kind=PlacementKind.ACTING)
    take(line(measured.budi.nip, opd_penempatan="7.01"))
    assert (Plan.objects.get().agency, Plan.objects.get().placement_kind) == (measured.kecamatan, PlacementKind.ACTING)


def test_beside_an_acting_post_in_the_same_agency_the_definitive_one_is_meant(measured: Cast) -> None:
    a_placement(measured.budi, measured.puskesmas, kind=PlacementKind.ACTING)
    (error,) = refused(line(measured.budi.nip))
    assert "1.02.01 (definitif), 1.02.01 (plt)" in error
    result = take(line(measured.budi.nip, opd_penempatan="1.02.01"))
    assert Plan.objects.get().placement_kind == PlacementKind.DEFINITIVE
    assert [warning.column for warning in result.warnings] == ["opd_penempatan"]


def test_two_acting_posts_in_one_agency_cannot_be_told_apart(measured: Cast) -> None:
    for kind in (PlacementKind.ACTING, PlacementKind.DAILY_ACTING):
        a_placement(measured.budi, measured.kecamatan, kind=kind)
    (error,) = refused(line(measured.budi.nip, opd_penempatan="7.01"))
    assert "tidak dapat membedakan plt dan plh" in error
