"""The document of an evaluation (format D.1.1): its blocks, on one sheet (domain 5.3)."""

import io

import pytest
from pypdf import PdfReader

from agencies.models import Placement
from appraisal.models import Actual
from reports.models import Letterhead, Paper
from reports.services.compose.evaluations import evaluation_documents_of
from reports.services.official_forms.load_evaluation_document import load_evaluation_documents
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.reports.person.situations import RECOMMENDATION, a_predicate, delivered, document_of, words
from tests.reports.printed import figures_in

LONG_POSITION = "Analis Kebijakan Ahli Muda pada Subbagian Perencanaan, Evaluasi, dan Pelaporan Kinerja Sekretariat"


def text_of_document(month: Month) -> str:
    month.evaluate()
    return words(document_of(month.evaluation()))


@pytest.mark.document
def test_it_has_the_seven_blocks_in_order(month: Month) -> None:
    text = text_of_document(month)
    blocks = (
        "1 PEGAWAI YANG DINILAI",
        "2 PEJABAT PENILAI KINERJA",
        "3 ATASAN PEJABAT PENILAI KINERJA",
        "4 EVALUASI KINERJA",
        "5 CATATAN/REKOMENDASI",
        "6. PEJABAT PENILAI KINERJA",
        "7. PEGAWAI YANG DINILAI",
    )
    places = [text.index(block) for block in blocks]
    assert places == sorted(places)


@pytest.mark.document
def test_it_names_the_three_people_the_unit_and_the_predicate(month: Month) -> None:
    a_predicate(month, "istimewa")
    text = text_of_document(month)
    for said in ("Budi Santoso", "Sari Wulandari", "Ratna Dewi", "Kepala Dinas Kesehatan", "Istimewa", "LENGKAP."):
        assert said in text
    assert "Predikat kinerja pegawai : Baik" in text


@pytest.mark.document
def test_what_was_recommended_stands_in_it_with_place_and_day(month: Month) -> None:
    Letterhead.objects.create(place="Kupang")
    month.evaluate()
    delivered(month)
    text = words(document_of(month.evaluation()))
    assert RECOMMENDATION in text
    assert "Kupang, 3 Februari 2026" in text


def test_without_delivery_there_is_no_note_and_no_day(month: Month) -> None:
    month.evaluate()
    [document] = load_evaluation_documents([month.evaluation()])
    assert (document.note, document.delivered_at, document.acknowledged_at) == ("", None, None)


@pytest.mark.document
def test_an_incomplete_one_has_no_predicate(month: Month) -> None:
    Actual.objects.filter(indicator=month.patients).delete()
    text = text_of_document(month)
    assert "SEMENTARA." in text
    assert "Predikat kinerja pegawai : Menunggu evaluasi lengkap" in text
    assert figures_in(text) == set()


def test_who_rated_is_named_in_the_place_of_the_period(month: Month) -> None:
    Placement.objects.filter(employee=month.cast.sari).update(last_day="2026-01-31")
    Placement.objects.create(
        employee=month.cast.sari, agency=month.cast.dinas, first_day="2026-02-01", position="Sekretaris"
    )
    month.evaluate()
    [document] = load_evaluation_documents([month.evaluation()])
    assert document.rater is not None
    assert (document.rater.position, document.rater.unit) == ("Kepala Puskesmas", "Puskesmas Oesapa")


@pytest.mark.document
@pytest.mark.parametrize("paper", list(Paper))
def test_long_words_stay_on_one_upright_sheet(month: Month, paper: Paper) -> None:
    Letterhead.objects.create(place="Kupang", paper=paper)
    Placement.objects.update(position=LONG_POSITION)
    month.evaluate()
    delivered(month, ("Pertahankan kunjungan rumah dan kirim rekap tiap Jumat. " * 20)[:1000])
    [page] = PdfReader(io.BytesIO(document_of(month.evaluation()))).pages
    assert page.mediabox.width < page.mediabox.height


@pytest.mark.document
def test_the_signatures_never_stand_alone(month: Month) -> None:
    Placement.objects.update(position="W" * 200)
    month.evaluate()
    delivered(month, "W" * 1000)
    last = PdfReader(io.BytesIO(document_of(month.evaluation()))).pages[-1]
    assert "CATATAN/REKOMENDASI" in last.extract_text()


def test_many_are_composed_at_once(month: Month) -> None:
    month.evaluate()
    [composed] = evaluation_documents_of(a_period(), [month.plan.pk])
    assert composed.file_name == f"dokumen-evaluasi_2026-01_{month.budi.nip}_1.02.01.pdf"
    assert composed.fingerprint == month.evaluation().fingerprint
