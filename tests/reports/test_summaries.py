"""Summaries of agencies and of a region as PDF."""

from pathlib import Path

import pytest

from agencies.models import PlacementKind
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual
from appraisal.services.evaluation.evaluate_period import evaluate_period
from reports.documents.imprint import Head, blank
from reports.documents.pages import agency_file_name, agency_html
from reports.services.load_summaries import load_agency_summaries
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import a_period, a_scheme, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast, cast_of_bandung, cast_of_kupang
from tests.factories import a_placement, a_plan, an_employee, an_indicator
from tests.reports.printed import figures_in, render, text_of

pytestmark = pytest.mark.document

PUSKESMAS = "ringkasan-opd_2026-01_1.02.01.pdf"
KUPANG = "ringkasan-daerah_2026-01_53.71.pdf"


@pytest.fixture
def puskesmas(month: Month, tmp_path: Path) -> tuple[Month, Path]:
    """Budi and two colleagues, of whom the last one has reported only one of two indicators."""
    colleagues_of_budi(month, 2)
    Actual.objects.filter(employee__name="Rekan 01", indicator=month.visits).delete()
    month.evaluate()
    return month, tmp_path


def test_each_agency_with_somebody_in_it_has_its_own_file(puskesmas: tuple[Month, Path]) -> None:
    month, folder = puskesmas
    names = render("agency", month.cast.region, folder)
    assert set(names) == {f"ringkasan-opd_2026-01_{code}.pdf" for code in ("1.02", "1.02.01", "7.01")}


def test_an_agency_brings_its_sub_units_and_nobody_else(puskesmas: tuple[Month, Path]) -> None:
    month, folder = puskesmas
    names = render("agency", month.cast.region, folder, agency="1.02")
    assert set(names) == {f"ringkasan-opd_2026-01_{code}.pdf" for code in ("1.02", "1.02.01")}


def test_a_complete_evaluation_stands_in_one_line_with_ratings_predicate_and_rank(
    puskesmas: tuple[Month, Path],
) -> None:
    month, folder = puskesmas
    render("agency", month.cast.region, folder, agency="1.02.01")
    text = text_of(folder / PUSKESMAS)
    assert "Perawat Terampil 101,00 (sesuai) 100,00 (sesuai) 100,70 Baik 1" in text
    assert "Evaluasi lengkap 2 dari 3 evaluasi" in text


def test_an_incomplete_one_is_listed_without_figures_with_who_is_awaited(puskesmas: tuple[Month, Path]) -> None:
    month, folder = puskesmas
    render("agency", month.cast.region, folder, agency="1.02.01")
    incomplete = text_of(folder / PUSKESMAS).split("Evaluasi belum lengkap")[-1]
    assert "Kunjungan rumah bulan Januari belum dilaporkan (Rekan 01)." in incomplete
    assert figures_in(incomplete) == set()


def test_who_has_no_plan_is_named(puskesmas: tuple[Month, Path]) -> None:
    month, folder = puskesmas
    render("agency", month.cast.region, folder, agency="1.02.01")
    unplanned = text_of(folder / PUSKESMAS).split("Tanpa SKP yang disepakati")[-1]
    assert "Citra Lestari" in unplanned
    assert "Budi Santoso" not in unplanned


def test_an_acting_post_has_no_rank_and_does_not_count(month: Month, tmp_path: Path) -> None:
    acting = an_employee("Pejabat Pelaksana")
    a_placement(acting, month.cast.puskesmas, month.cast.sari, kind=PlacementKind.DAILY_ACTING, position="Kepala")
    a_plan(acting, month.cast.puskesmas, {month.patients: ("100", "100")}, kind=PlacementKind.DAILY_ACTING)
    an_actual(acting, month.patients, "2026-01", "120")
    supervisor_ratings(acting, month.cast.sari, "2026-01", 3)
    month.evaluate()
    render("agency", month.cast.region, tmp_path, agency="1.02.01")
    text = text_of(tmp_path / PUSKESMAS)
    assert "Plh. Kepala 120,00 (di atas) 100,00 (sesuai) 114,00 Baik -" in text
    assert "Evaluasi lengkap 1 dari 1 evaluasi" in text
    assert "Rata-rata nilai akhir 100,70" in text


def test_a_long_list_comes_in_several_files(month: Month) -> None:
    colleagues_of_budi(month, 2)
    parts = load_agency_summaries(period=a_period(), agency=month.cast.puskesmas, rows_a_document=3)
    pages = [agency_html(part, blank(Head("Pemerintah Kota Kupang"))) for part in parts]
    assert [agency_file_name(part, "2026-01") for part in parts] == [
        f"ringkasan-opd_2026-01_1.02.01_bagian-{number}-dari-2.pdf" for number in (1, 2)
    ]
    assert ["Budi Santoso" in page for page in pages] == [True, False]
    assert ["Citra Lestari" in page for page in pages] == [False, True]


def test_a_region_is_summed_up_by_agency_without_naming_anybody(puskesmas: tuple[Month, Path]) -> None:
    month, folder = puskesmas
    assert render("region", month.cast.region, folder) == [KUPANG]
    text = text_of(folder / KUPANG)
    assert "Puskesmas Oesapa 3 2 1 2" in text
    assert "1 dari 3 evaluasi belum lengkap; 2 pegawai tanpa SKP" in text
    assert "Budi" not in text


def test_a_region_knows_nothing_of_another(db: None, tmp_path: Path) -> None:
    kupang, bandung = cast_of_kupang(), cast_of_bandung()
    _evaluated(kupang, actual="80")
    _evaluated(bandung, actual="100")
    [name] = render("region", bandung.region, tmp_path)
    text = text_of(tmp_path / name)
    assert "KOTA BANDUNG" in text.upper()
    assert "KUPANG" not in text.upper()
    assert "dari 1 evaluasi" in text


def _evaluated(cast: Cast, *, actual: str) -> None:
    """January with one plan, of Budi."""
    with region_scope(cast.region.pk):
        a_scheme()
        indicator = an_indicator(cast.puskesmas)
        a_plan(cast.budi, cast.puskesmas, {indicator: ("100", "100")})
        an_actual(cast.budi, indicator, "2026-01", actual)
        supervisor_ratings(cast.budi, cast.sari, "2026-01", 3)
        period = a_period()
    evaluate_period(region_id=cast.region.pk, period_id=period.pk)
