"""The official form of a plan as PDF: staff quantitative and qualitative, high leaders, A4 and F4."""

import io
import re
from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from agencies.models import Placement
from indicators.models import AnnexLine, Approach, BehaviourExpectation, Plan, PlanResult, PlanVersion
from reports.models import DocumentRequest, Letterhead, Paper
from reports.services.compose.plan_forms import compose_plan_form
from reports.services.issue.request_document import print_requested_document, request_document
from tests.cast import Cast
from tests.factories import a_plan, an_indicator
from tests.indicators.plans.situations import DAY, YEAR, Talk, a_plan_under_discussion, actor, an_agreed_plan
from tests.reports.printed import as_issued, text_of
from tests.visitors import page, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.document]

MM = 72 / 25.4


def printed(subject: PlanVersion | Plan, paper: Paper = Paper.A4) -> bytes:
    return as_issued(compose_plan_form(subject, paper, DAY))


def words(subject: PlanVersion | Plan) -> str:
    return text_of(io.BytesIO(printed(subject)))


def agreed(cast: Cast) -> PlanVersion:
    talk = an_agreed_plan(cast)
    PlanResult.objects.filter(version=talk.version).update(supports_text="Layanan kesehatan bermutu")
    AnnexLine.objects.create(version=talk.version, kind="resources", position=1, text="Dua laptop dan satu printer.")
    BehaviourExpectation.objects.create(version=talk.version, value="BP", text="Sambut warga sebelum ditanya.")
    return talk.stored


def test_staff_have_aspects_and_the_leaders_results(kupang: Cast) -> None:
    text = words(agreed(kupang))
    for said in (
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
        "Layanan kesehatan bermutu",
        "Kuantitas",
        "120 orang",
        "A. Utama",
        "B. Tambahan",
    ):
        assert said in text


def test_it_names_both_sides(kupang: Cast) -> None:
    text = words(agreed(kupang))
    for said in ("Budi Santoso", "Perawat Terampil", "Sari Wulandari", "Kepala Puskesmas", "Puskesmas Oesapa"):
        assert said in text


def test_it_names_who_agreed_also_after_the_supervisor_changed(kupang: Cast) -> None:
    version = agreed(kupang)
    Placement.objects.filter(employee=kupang.budi).update(supervisor=kupang.ratna)
    assert "Sari Wulandari" in words(version)
    PlanVersion.objects.filter(pk=version.pk).update(supervisor=None)  # the regional head gave the word
    version.refresh_from_db()
    assert "Ratna Dewi" not in words(version)


def test_it_names_the_supervisor_of_the_day_until_both_agree(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    PlanVersion.objects.filter(pk=talk.version.pk).update(supervisor=kupang.sari)  # whose word was taken back
    Placement.objects.filter(employee=kupang.budi).update(supervisor=kupang.ratna)
    assert "Sari Wulandari" not in words(talk.stored)


def test_it_has_the_seven_values_and_the_leaders_expectation(kupang: Cast) -> None:
    text = words(agreed(kupang))
    assert "Kolaboratif" in text
    assert "Sambut warga sebelum ditanya." in text


def test_it_has_the_three_annexes(kupang: Cast) -> None:
    text = words(agreed(kupang))
    for said in ("DUKUNGAN SUMBER DAYA", "SKEMA PERTANGGUNGJAWABAN", "KONSEKUENSI", "Dua laptop dan satu printer."):
        assert said in text


def test_a_qualitative_plan_has_measures_instead_of_aspects(kupang: Cast) -> None:
    version = agreed(kupang)
    PlanVersion.objects.filter(pk=version.pk).update(approach=Approach.QUALITATIVE)
    version.items.update(measure="Warga menilai layanan memuaskan")
    text = words(PlanVersion.objects.get(pk=version.pk))
    assert "PENDEKATAN HASIL KERJA KUALITATIF" in text
    assert "Warga menilai layanan memuaskan" in text
    assert "Kuantitas" not in text


def test_a_high_leader_has_perspectives_instead_of_a_leaders_results(kupang: Cast) -> None:
    version = agreed(kupang)
    Placement.objects.filter(employee=kupang.budi).update(position_kind="JPT Pratama")
    version.results.update(perspective="customer")
    text = words(version)
    assert "BAGI PEJABAT PIMPINAN TINGGI" in text
    assert "Penerima Layanan" in text
    assert "DIINTERVENSI" not in text.upper()


def test_a_plan_under_discussion_says_that_it_does_not_count(kupang: Cast) -> None:
    assert "DIBAHAS, belum berlaku" in words(a_plan_under_discussion(kupang).stored)


def test_a_plan_from_a_file_is_printed_with_its_indicators(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    assert "Jumlah pasien terlayani" in words(a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "10")}))


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (297, 210)), (Paper.F4, (330, 215))])
def test_the_sheet_is_the_one_asked_for(kupang: Cast, paper: Paper, size: tuple[int, int]) -> None:
    pages = PdfReader(io.BytesIO(printed(agreed(kupang), paper))).pages
    assert {(round(float(one.mediabox.width) / MM), round(float(one.mediabox.height) / MM)) for one in pages} == {size}


def test_hostile_words_are_printed_as_they_are(kupang: Cast) -> None:
    version = agreed(kupang)
    version.results.update(text="<script>alert(1)</script> " + "x" * 300)
    assert "<script>alert(1)</script>" in words(version)


def test_what_was_asked_for_is_printed_once_and_served(
    kupang: Cast, settings: object, tmp_path: Path, django_capture_on_commit_callbacks: object
) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    version = agreed(kupang)
    request = request_document(composed=compose_plan_form(version, Paper.A4), actor=actor(kupang.budi))
    with timezone.override("Asia/Makassar"):  # as every task of Kupang does
        print_requested_document(region_id=kupang.region.pk, request_id=request.pk)
    assert DocumentRequest.objects.get().state == "done"
    response = visitor(kupang.budi).get(f"/skp/{version.pk}/skp.pdf")
    assert response.content.startswith(b"%PDF")


def test_the_page_offers_both_sheets(kupang: Cast) -> None:
    shown = page(visitor(kupang.budi), f"/skp/{agreed(kupang).pk}/formulir/")
    assert re.search(r"F4", shown)
    assert "Buat PDF" in shown


@pytest.mark.parametrize("stranger", ["citra", "dewi"])
def test_who_does_not_follow_the_person_is_refused(kupang: Cast, stranger: str) -> None:
    version = agreed(kupang)
    assert visitor(getattr(kupang, stranger)).get(f"/skp/{version.pk}/formulir/").status_code == 403


def test_a_draft_is_shown_to_nobody_else(kupang: Cast) -> None:
    talk: Talk = a_plan_under_discussion(kupang)
    PlanVersion.objects.filter(pk=talk.version.pk).update(submitted_at=None, state="draft")
    assert visitor(kupang.sari).get(f"/skp/{talk.version.pk}/formulir/").status_code == 403
    assert visitor(kupang.budi).get(f"/skp/{talk.version.pk}/formulir/").status_code == 200


def test_amounts_are_grouped_as_everywhere_on_paper(kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas)
    text = words(a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "1440")}))
    assert "17.280 orang" in text
    assert "Jan–Des: 1.440" in text


def test_its_title_separates_the_year_from_the_name(kupang: Cast) -> None:
    pdf = printed(agreed(kupang))
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.title == f"SKP {YEAR}, Budi Santoso"
    assert f"SKP {YEAR}, Budi Santoso, NIP" in text_of(io.BytesIO(pdf))


def test_the_sheet_offered_first_is_the_regions(kupang: Cast) -> None:
    Letterhead.objects.create(paper=Paper.F4)
    shown = page(visitor(kupang.budi), f"/skp/{agreed(kupang).pk}/formulir/")
    assert '<input type="hidden" name="kertas" value="f4">' in shown


def test_a_reader_may_choose_the_other_sheet(kupang: Cast) -> None:
    Letterhead.objects.create(paper=Paper.F4)
    shown = page(visitor(kupang.budi), f"/skp/{agreed(kupang).pk}/formulir/?kertas=a4")
    assert '<input type="hidden" name="kertas" value="a4">' in shown


def test_the_year_of_the_plan_is_its_period(kupang: Cast) -> None:
    assert f"1 Januari s.d. 31 Desember {YEAR}" in words(agreed(kupang))
