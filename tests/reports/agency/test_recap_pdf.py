"""The recap of an agency as PDF: what stands in it, and in which file."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from agencies.models import PlacementKind
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan, an_employee
from tests.reports.printed import figures_in, render, text_of

pytestmark = pytest.mark.document

PUSKESMAS = "ringkasan-opd_2026-01_1.02.01.pdf"


def test_each_agency_with_somebody_in_it_has_its_own_file(puskesmas: tuple[Month, Path]) -> None:
    month, folder = puskesmas
    names = render("agency", month.cast.region, folder)
    assert set(names) == {f"ringkasan-opd_2026-01_{code}.pdf" for code in ("1.02", "1.02.01", "7.01")}


def test_an_agency_brings_its_sub_units_and_nobody_else(puskesmas: tuple[Month, Path]) -> None:
    month, folder = puskesmas
    names = render("agency", month.cast.region, folder, agency="1.02")
    assert set(names) == {f"ringkasan-opd_2026-01_{code}.pdf" for code in ("1.02", "1.02.01")}


def test_a_complete_evaluation_stands_in_one_line_with_predicate_ratings_and_rank(
    puskesmas: tuple[Month, Path],
) -> None:
    month, folder = puskesmas
    render("agency", month.cast.region, folder, agency="1.02.01")
    text = text_of(folder / PUSKESMAS)
    line = (
        "Perawat Terampil 1 Jan s.d. 31 Des 2026 disepakati B 101,00 sesuai 100,00 sesuai 100,70 Per. 1 Sari Wulandari"
    )
    assert line in text
    assert "pimpinan ikut: evaluasi lengkap 2 dari 3 evaluasi" in text


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
    assert "Bidan Mahir belum disusun" in unplanned
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
    assert "Plh. Kepala 1 Jan s.d. 31 Des 2026 disepakati B 120,00 di atas 100,00 sesuai 114,00 -" in text
    assert "pimpinan ikut: evaluasi lengkap 1 dari 1 evaluasi" in text
    assert "Rata-rata nilai akhir 100,70" in text


@pytest.mark.parametrize("people", [5, 6, 7, 8, 9, 10])
def test_a_signature_never_stands_alone_on_a_sheet(month: Month, tmp_path: Path, people: int) -> None:
    colleagues_of_budi(month, people)
    render("agency", month.cast.region, tmp_path, agency="1.02.01")
    last = PdfReader(tmp_path / PUSKESMAS).pages[-1].extract_text()
    assert "Tanda tangan" in last
    assert "belum disusun" in last.partition("Tanda tangan")[0]
