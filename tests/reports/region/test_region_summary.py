"""The two-page summary of a region: its pages, what stands on which, and whom it never names."""

from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from agencies.models import Agency
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, OrganisationRating
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.periods.lock_period import lock_period
from reports.models import Letterhead
from reports.services.compose.region import region_summary_of
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import a_period, a_scheme, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast, cast_of_bandung, cast_of_kupang
from tests.factories import a_plan, an_indicator
from tests.reports.printed import as_issued, figures_in, render, text_of
from tests.reports.region.regions import a_unit_name, units_with_results
from tests.visitors import page, visitor

pytestmark = pytest.mark.document

KUPANG = "ringkasan-daerah_2026-01_53.71.pdf"
LONG = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"


def pages_of(period: str, folder: Path) -> list[str]:
    """The text of each page of the summary."""
    with timezone.override("Asia/Makassar"):
        [composed] = region_summary_of(a_period(period))
    file = folder / "ringkasan.pdf"
    file.write_bytes(as_issued(composed))
    return [" ".join(one.extract_text().split()) for one in PdfReader(file).pages]


def guided(cast: Cast, predicate: str = "baik") -> None:
    """Each unit has the same predicate in June."""
    OrganisationRating.objects.bulk_create(
        OrganisationRating(
            region_id=cast.region.pk,
            period=a_period("2026-06"),
            agency=unit,
            predicate=predicate,
            source="Perjanjian kinerja",
            reason="Tercapai.",
            decided_by=cast.regional_head,
            decided_by_name="Wali Kota",
        )
        for unit in Agency.objects.all()
    )


def test_the_command_makes_it_and_it_names_nobody(month: Month, tmp_path: Path) -> None:
    colleagues_of_budi(month, 2)
    Actual.objects.filter(employee__name="Rekan 01", indicator=month.visits).delete()
    month.evaluate()
    assert render("region", month.cast.region, tmp_path) == [KUPANG]
    text = text_of(tmp_path / KUPANG)
    assert "Dinas Kesehatan 2/3" in text
    assert "1 dari 3 evaluasi belum lengkap; 3 pegawai tanpa SKP" in text
    assert not {name for name in ("Budi", "Rekan", "Sari", "Citra") if name in text}


@pytest.mark.parametrize(("units", "pages"), [(0, 2), (1, 2), (32, 2), (38, 2), (90, 3)])
def test_it_has_two_pages_and_runs_on_in_the_table_alone(kupang: Cast, tmp_path: Path, units: int, pages: int) -> None:
    units_with_results(kupang, [f"{number} {LONG}" for number in range(units)])
    a_scheme()
    guided(kupang, "kurang")
    found = pages_of("2026-06", tmp_path)
    assert len(found) == pages
    assert "Keberatan." in found[0]
    assert all("Perangkat daerah Lengkap" in one for one in found[1 : pages - 1])


def test_the_first_page_has_the_sentence_the_figures_and_at_most_twelve_units_by_month(
    kupang: Cast, tmp_path: Path
) -> None:
    units_with_results(kupang, [a_unit_name(number) for number in range(20)])
    first, second = pages_of("2026-06", tmp_path)
    assert (
        "Hasil kerja naik di 7 dan turun di 9 dari 22 perangkat daerah sejak Mei 2026 (data sementara); lima" in first
    )
    assert "12 dari 20 unit, yang paling berubah" in first
    assert "Timbang belum mencatat keberatan" in first
    assert {a_unit_name(number) in second for number in range(20)} == {True}


def test_the_state_is_a_line_in_the_head(kupang: Cast, tmp_path: Path) -> None:
    units_with_results(kupang, [a_unit_name(number) for number in range(3)])
    first, _second = pages_of("2026-06", tmp_path)
    assert "SEMENTARA. 2 dari 5 perangkat daerah sudah lengkap. Periode belum dikunci." in first


def test_what_is_lacking_in_a_locked_period_is_not_called_provisional(month: Month, tmp_path: Path) -> None:
    units_with_results(month.cast, [a_unit_name(1)], waiting=0)
    lock_period(period=a_period("2026-06"))
    first, second = pages_of("2026-06", tmp_path)
    assert "TIDAK LENGKAP. 1 dari 3 perangkat daerah sudah lengkap. Periode sudah dikunci." in first
    assert "SEMENTARA" not in f"{first} {second}"
    assert "data sementara" not in first.lower()


def test_the_population_of_the_predicates_is_named(kupang: Cast, tmp_path: Path) -> None:
    units_with_results(kupang, [a_unit_name(number) for number in range(3)])
    first, _second = pages_of("2026-06", tmp_path)
    assert "Evaluasi definitif yang lengkap di seluruh daerah, Juni 2026." in first


def test_the_second_page_says_what_the_figures_rest_on_and_who_signs(kupang: Cast, tmp_path: Path) -> None:
    Letterhead.objects.create(place="Kupang", signatory_title="Sekretaris Daerah", signatory_name="Yohanis Contoh")
    units_with_results(kupang, [a_unit_name(number) for number in range(3)])
    _first, second = pages_of("2026-06", tmp_path)
    assert "Belum lengkap: 1 evaluasi." in second
    assert "Skema penilaian: nasional-1 (versi 1)." in second
    assert "Kupang, 1 Februari 2026 Sekretaris Daerah, Tanda tangan Yohanis Contoh" in second


@pytest.mark.parametrize("predicate", ["baik", "kurang"])
def test_a_shared_predicate_brings_the_guideline(kupang: Cast, tmp_path: Path, predicate: str) -> None:
    units_with_results(kupang, [a_unit_name(number) for number in range(3)])
    guided(kupang, predicate)
    first, _second = pages_of("2026-06", tmp_path)
    assert "rentang pedoman" in first
    assert "bukan kuota" in first


def test_without_a_predicate_it_says_that_there_is_no_guideline(kupang: Cast, tmp_path: Path) -> None:
    units_with_results(kupang, [a_unit_name(number) for number in range(3)])
    first, _second = pages_of("2026-06", tmp_path)
    assert "Tanpa rentang pedoman: predikat organisasi belum ditetapkan." in first


def test_every_figure_on_paper_is_one_of_the_screen(kupang: Cast, tmp_path: Path) -> None:
    units_with_results(kupang, [a_unit_name(number) for number in range(8)])
    first, second = pages_of("2026-06", tmp_path)
    screen = page(visitor(kupang.regional_head), "/ringkasan/?periode=2026-06")
    behaviour = {"100,00"}  # the screen's table has no column for it
    assert figures_in(f"{first} {second}") - figures_in(screen) <= behaviour


def test_hostile_names_stay_text(kupang: Cast, tmp_path: Path) -> None:
    names = ["<script>alert(1)</script>", "\u202eterbalik", "D" * 200, "Dinas & Co &amp; 'x'"]
    units_with_results(kupang, names)
    first, second = pages_of("2026-06", tmp_path)
    assert "<script>alert(1)</script>" in second
    assert "Keberatan." in first


def test_a_region_knows_nothing_of_another(db: None, tmp_path: Path) -> None:
    kupang, bandung = cast_of_kupang(), cast_of_bandung()
    _evaluated(kupang, actual="80")
    _evaluated(bandung, actual="100")
    [name] = render("region", bandung.region, tmp_path)
    text = text_of(tmp_path / name)
    assert "KOTA BANDUNG" in text.upper()
    assert "KUPANG" not in text.upper()


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
