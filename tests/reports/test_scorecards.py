"""The kartu nilai as PDF: the same figures as everywhere else, accessible, and honest about what is not there yet."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from agencies.models import PlacementKind
from appraisal.models import Actual, RatingOverride
from appraisal.scoring.wording import score_text
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.scorecards.export_evaluations import evaluation_rows
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan
from tests.reports.printed import figures_in, render, text_of
from tests.visitors import page, visitor

pytestmark = pytest.mark.document


@pytest.fixture
def card(month: Month, tmp_path: Path) -> Path:
    """Budi's scorecard of January."""
    month.evaluate()
    [name] = render("scorecards", month.cast.region, tmp_path)
    return tmp_path / name


def card_of(month: Month, folder: Path) -> str:
    """The text of Budi's January, evaluated as it stands now."""
    month.evaluate()
    render("scorecards", month.cast.region, folder, nip=month.budi.nip)
    return text_of(folder / f"kartu-nilai_2026-01_{month.budi.nip}_1.02.01.pdf")


def test_every_figure_of_the_export_stands_in_it(month: Month, card: Path) -> None:
    [row] = evaluation_rows(period=a_period())
    figures = [score_text(value) for value in row if isinstance(value, Decimal)]
    assert figures == ["101,00", "100,00", "100,70"]
    assert set(figures) <= figures_in(text_of(card))


def test_it_has_no_figure_that_the_page_has_not(month: Month, card: Path) -> None:
    shown = page(visitor(month.budi), f"/evaluasi/2026-01/{month.plan.pk}/")
    assert figures_in(text_of(card)) <= figures_in(shown)


def test_it_says_whose_it_is_by_whom_and_where(month: Month, card: Path) -> None:
    text = text_of(card)
    nip = f"{month.budi.nip[:8]} {month.budi.nip[8:14]} {month.budi.nip[14]} {month.budi.nip[15:]}"
    for fact in ("Budi Santoso", nip, "Sari Wulandari", "Ratna Dewi", "Perawat Terampil", "Puskesmas Oesapa"):
        assert fact in text
    assert "Kota Kupang".upper() in text.upper()


def test_each_indicator_comes_with_its_formula(card: Path) -> None:
    text = text_of(card)
    assert "Jumlah pasien terlayani 100 95 60% 95,00%" in text
    assert "100 × (1 + (95 − 100) ÷ 100) = 95,00. 57,00 poin; 60,00 bila tepat target." in text


def test_it_carries_scheme_revision_fingerprint_and_zone(month: Month, card: Path) -> None:
    text = text_of(card)
    assert month.evaluation().fingerprint in text
    assert "nasional-1, versi 1" in text
    assert re.search(r"Dokumen dibuat \d+ \w+ \d{4} pukul \d\d\.\d\d WITA", text)


def test_it_is_tagged_and_has_a_title_and_a_language(card: Path) -> None:
    reader = PdfReader(card)
    catalogue: Any = reader.trailer["/Root"]
    assert reader.metadata
    assert reader.metadata.title == "Kartu nilai Budi Santoso, Januari 2026"
    assert (catalogue["/Lang"], catalogue["/MarkInfo"]["/Marked"]) == ("id", True)


def test_the_printer_knows_all_that_stylesheet_and_template_ask_of_it(
    month: Month, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    card_of(month, tmp_path)
    assert [record.message for record in caplog.records if record.name.startswith("weasyprint")] == []


def test_each_page_says_which_one_it_is(card: Path) -> None:
    pages = PdfReader(card).pages
    for number, sheet in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in sheet.extract_text()


def test_an_incomplete_card_says_so_and_shows_no_figure_and_no_predicate(month: Month, tmp_path: Path) -> None:
    Actual.objects.filter(indicator=month.patients).delete()
    text = card_of(month, tmp_path)
    assert "SEMENTARA." in text
    assert "Baik" not in text
    assert figures_in(text) == set()


def test_an_incomplete_card_says_what_is_lacking_and_who_is_awaited(month: Month, tmp_path: Path) -> None:
    Actual.objects.filter(indicator=month.patients).delete()
    text = card_of(month, tmp_path)
    assert "Jumlah pasien terlayani bulan Januari belum dilaporkan Budi Santoso" in text


def test_a_card_of_a_locked_period_is_final(month: Month, tmp_path: Path) -> None:
    month.evaluate()
    lock_period(period=a_period())
    render("scorecards", month.cast.region, tmp_path)
    [card] = tmp_path.iterdir()
    assert "FINAL." in text_of(card)


def test_a_rating_set_by_the_rater_stands_beside_the_computed_one_with_its_reason(month: Month, tmp_path: Path) -> None:
    reason = "Dua kali tidak hadir apel tanpa kabar."
    RatingOverride.objects.create(
        period=a_period(),
        plan=month.plan,
        axis="behaviour",
        rating="below",
        reason=reason,
        decided_by=month.cast.sari.user,
    )
    text = card_of(month, tmp_path)
    assert "100,00 mencapai 90,00 dan kurang dari 110,00: sesuai ekspektasi. Pejabat penilai menetapkan" in text
    assert f"Alasan: {reason}" in text
    assert "Predikat kinerja: Kurang" in text


def test_a_name_cannot_smuggle_markup_into_the_document(month: Month, tmp_path: Path) -> None:
    month.budi.name = '<img src="file:///etc/hostname"> & Budi'
    month.budi.save()
    assert '<img src="file:///etc/hostname"> & Budi' in card_of(month, tmp_path)


def test_several_plans_give_several_files_and_an_acting_post_says_so(month: Month, tmp_path: Path) -> None:
    cast = month.cast
    a_placement(month.budi, cast.dinas, cast.ratna, kind=PlacementKind.ACTING, position="Kepala Seksi")
    a_plan(month.budi, cast.dinas, {month.patients: ("100", "100")}, kind=PlacementKind.ACTING)
    month.evaluate()
    names = render("scorecards", cast.region, tmp_path)
    assert names == [
        f"kartu-nilai_2026-01_{month.budi.nip}_1.02.01.pdf",
        f"kartu-nilai_2026-01_{month.budi.nip}_1.02_plt.pdf",
    ]
    assert "Plt. Kepala Seksi" in text_of(tmp_path / names[1])


def test_a_semester_shows_its_months(month: Month, tmp_path: Path) -> None:
    for code in ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06"):
        an_actual(month.budi, month.patients, code, "100")
        an_actual(month.budi, month.visits, code, "20")
        supervisor_ratings(month.budi, month.cast.sari, code, 4)
    month.evaluate("2026-S1")
    [name] = render("scorecards", month.cast.region, tmp_path, period="2026-S1")
    text = text_of(tmp_path / name)
    assert "Januari 100,00 Februari 110,00" in text
    assert "Jumlah Januari, Februari, Maret, April, Mei, dan Juni: realisasi 595, target 600." in text
