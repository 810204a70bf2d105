"""The list of everybody in the region: all rows, no figure of what is incomplete, pages that are known beforehand."""

import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import Placement, PlacementKind
from reports.documents.annex import NAME_MM, SHEET_MM, AnnexRow, fitted, pages_of
from reports.models import DocumentKind
from reports.services.compose.annex import region_annex_of
from reports.services.recap.load_annex import load_annex
from reports.services.render_reports import make_part
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, a_plan
from tests.reports.printed import as_issued, render, text_of
from tests.visitors import outside_any_scope, page, visitor

PAGE = "/dokumen/daerah/2026-01/lampiran/"
LONG = "Dr. Ir. H. Muhammad Abdurrahman Nasrullah Wicaksono-Hadiningrat, S.T., M.T., M.Sc., Ph.D."


def people(amount: int, **facts: Any) -> list[AnnexRow]:
    """So many rows of one agency."""
    row = AnnexRow("1.02", "Dinas Kesehatan", "Budi", "", "Perawat", "Lengkap")
    return [row._replace(nip=str(one), **facts) for one in range(amount)]


def test_it_lists_everybody_by_agency_and_name(evaluated: Month) -> None:
    rows = list(load_annex(period=a_period()).rows())
    assert [(row.agency_code, row.name) for row in rows] == sorted((row.agency_code, row.name) for row in rows)
    assert [row.name for row in rows if row.agency_code == "1.02.01"] == [
        "Budi Santoso",
        "Citra Lestari",
        "Sari Wulandari",
    ]
    assert {row.name: row.status for row in rows}["Dewi Anggraini"] == "Tanpa SKP"


def test_a_complete_evaluation_has_its_figures_and_an_incomplete_one_none(month: Month) -> None:
    a_plan(month.cast.citra, month.cast.puskesmas, {month.patients: ("100", "10")})
    month.evaluate()
    rows = {row.name: row for row in load_annex(period=a_period()).rows()}
    budi, citra = rows["Budi Santoso"], rows["Citra Lestari"]
    assert (budi.result, budi.behaviour, budi.final, budi.predicate) == ("101,00", "100,00", "100,70", "Baik")
    assert citra[5:] == ("Belum lengkap", "", "", "", "", "", "", False)


def test_somebody_without_a_plan_stands_once_in_a_unit_in_the_position_held_last(evaluated: Month) -> None:
    [first] = Placement.objects.filter(employee=evaluated.cast.dewi)
    Placement.objects.filter(pk=first.pk).update(last_day=datetime.date(2026, 1, 15))
    a_placement(evaluated.cast.dewi, first.agency, first_day=datetime.date(2026, 1, 16), position="Camat Kelapa Lima")
    annex = load_annex(period=a_period())
    assert [row.position for row in annex.rows() if row.name == "Dewi Anggraini"] == ["Camat Kelapa Lima"]


def test_acting_posts_are_rows_and_count_in_no_other_figure(month: Month) -> None:
    cast = month.cast
    a_placement(cast.sari, cast.puskesmas, cast.ratna, kind=PlacementKind.ACTING)
    a_plan(cast.sari, cast.puskesmas, {month.patients: ("100", "100")}, kind=PlacementKind.ACTING)
    month.evaluate()
    head = load_annex(period=a_period()).head
    assert (head.acting, head.complete, head.evaluated) == (1, 1, 1)


def test_another_name_is_another_list(evaluated: Month) -> None:
    before = load_annex(period=a_period()).digest
    assert load_annex(period=a_period()).digest == before
    evaluated.budi.name = "Budi Santosa"
    evaluated.budi.save()
    assert load_annex(period=a_period()).digest != before


def test_pages_hold_all_rows_in_order_and_name_their_agency() -> None:
    pages = list(pages_of(people(100), "a4"))
    placed = [one for sheet in pages for one in sheet if not one.is_unit]
    assert [one.number for one in placed] == list(range(1, 101))  # type: ignore[union-attr]
    assert [sheet[0].is_unit for sheet in pages] == [True] * len(pages)
    assert [sheet[0].goes_on for sheet in pages] == [False, *[True] * (len(pages) - 1)]  # type: ignore[union-attr]


def test_long_names_take_lines_and_lose_no_letter() -> None:
    assert "".join(fitted(LONG, NAME_MM)).replace(" ", "") == LONG.replace(" ", "")
    assert fitted("A" * 90, NAME_MM) != ["A" * 90]
    assert len(list(pages_of(people(100, name=LONG), "a4"))) > len(list(pages_of(people(100), "a4")))
    assert SHEET_MM["f4"] > SHEET_MM["a4"]


@pytest.mark.document
def test_the_file_says_on_each_page_which_of_how_many_it_is(evaluated: Month) -> None:
    [composed] = region_annex_of(a_period())
    with pikepdf.open(BytesIO(as_issued(composed))) as pdf, pdf.open_outline() as outline:
        amount = len(pdf.pages)
        assert [chapter.title.partition(" ")[0] for chapter in outline.root] == ["Lampiran", "1.02", "1.02.01", "7.01"]
        assert str(pdf.docinfo.Title).startswith("Lampiran ringkasan kinerja Pemerintah Kota Kupang")
    text = text_of(BytesIO(as_issued(composed)))
    assert [f"Halaman {number} dari {amount}" in text for number in range(1, amount + 1)] == [True] * amount
    assert "100,70" in text


@pytest.mark.document
def test_what_is_unchanged_is_fetched(evaluated: Month) -> None:
    region, period = evaluated.cast.region.pk, a_period().pk
    with timezone.override(evaluated.cast.region.zone):
        made = [make_part(region, DocumentKind.REGION_ANNEX, period, [])[0] for _time in range(2)]
    assert [one.is_new for one in made] == [True, False]
    assert made[0].file_name == "lampiran-daerah_2026-01_53.71.pdf"


@pytest.mark.document
def test_the_command_writes_it_beside_the_summary(evaluated: Month, tmp_path: Path) -> None:
    names = render("region", evaluated.cast.region, tmp_path / "dokumen", annex=True)
    assert names == ["lampiran-daerah_2026-01_53.71.pdf", "ringkasan-daerah_2026-01_53.71.pdf"]


def test_its_page_offers_the_table_too(evaluated: Month) -> None:
    text = page(visitor(evaluated.cast.auditor), PAGE)
    assert "Buat PDF" in text
    assert "/ekspor/lampiran/2026-01.xlsx" in text


def test_a_long_list_offers_the_table_first(evaluated: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.views.region_annex.MANY_ROWS", 0)
    assert "Untuk mencari atau mengolah, unduh XLSX" in page(visitor(evaluated.cast.auditor), PAGE)


def test_a_long_list_is_not_composed_every_other_second(evaluated: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.views.region_annex.MANY_ROWS", 0)
    reader = visitor(evaluated.cast.auditor)
    reader.post(PAGE)
    text = page(reader, PAGE)
    assert f'content="15; url={PAGE}"' in text
    assert "kurang dari 10 detik" not in text


@pytest.mark.parametrize("who", ["agency_admin", "ratna", "budi"])
def test_others_are_refused(evaluated: Month, who: str) -> None:
    assert visitor(getattr(evaluated.cast, who)).get(PAGE).status_code == 403


def test_signed_out_or_without_evaluations_there_is_none(kupang: Cast) -> None:
    assert Client().get(PAGE)["Location"].startswith("/masuk/")
    assert outside_any_scope(visitor(kupang.auditor), PAGE).status_code == 404
