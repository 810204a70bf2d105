"""The form of an evaluation: what stands in it, and what must not (domain 5.2)."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from appraisal.documents.guideline import OrganisationPredicate
from appraisal.models import Actual, Evaluation
from indicators.models import ItemKind, PlanItem, PlanVersion
from reports.documents.evaluation_form import guide_of
from reports.models import Letterhead
from reports.services.compose.evaluations import FOR_THE_FILE, evaluation_forms_of
from reports.services.official_forms.load_evaluation_form import load_evaluation_forms
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.feedback.words import a_feedback
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan, an_employee, an_indicator
from tests.reports.person.situations import JANUARY, a_dialogue, a_predicate, delivered, form_of, words
from tests.reports.printed import figures_in

HOSTILE = "<script>alert(1)</script> \u202eterbalik " + "x" * 300 + " \U0001f600"


def text_of_form(month: Month, part: int | None = None) -> str:
    month.evaluate()
    evaluation = month.evaluation()
    return words(form_of(evaluation) if part is None else form_of(evaluation, part))


@pytest.mark.document
def test_it_says_who_rated_whom_and_how_the_unit_did(month: Month) -> None:
    a_predicate(month)
    text = text_of_form(month)
    for said in (
        "EVALUASI KINERJA PEGAWAI",
        "PENDEKATAN HASIL KERJA KUANTITATIF",
        "PERIODE: BULAN JANUARI 2026",
        "1 s.d. 31 Januari 2026",
        "Perawat Terampil",
        "Sari Wulandari",
        "Kepala Puskesmas",
        "CAPAIAN KINERJA ORGANISASI: Baik",
        "kelompok terbesar, paling banyak 70%",
    ):
        assert said in text


@pytest.mark.document
def test_ratings_and_predicate_are_those_of_the_evaluation(month: Month) -> None:
    text = text_of_form(month)
    assert "RATING HASIL KERJA: Sesuai ekspektasi" in text
    assert "RATING PERILAKU KERJA: Sesuai ekspektasi" in text
    assert "PREDIKAT KINERJA PEGAWAI: Baik" in text
    assert "LENGKAP." in text


@pytest.mark.document
def test_indicators_stand_under_the_result_of_the_plan_with_target_and_actual(month: Month) -> None:
    a_dialogue(month)
    text = text_of_form(month)
    assert "1 Layanan kesehatan bermutu Pasien terlayani tanpa antre Kuantitas Jumlah pasien terlayani" in text
    assert "100 orang 95 orang" in text
    assert "Sambut warga sebelum ditanya." in text


@pytest.mark.parametrize(("actual", "told"), [("1", "Terverifikasi pada Januari"), (None, "Belum dilaporkan")])
def test_an_additional_task_says_what_was_reported(month: Month, actual: str | None, told: str) -> None:
    task = an_indicator(month.cast.puskesmas, "LAP")
    PlanItem.objects.create(plan=month.plan, indicator=task, kind=ItemKind.ADDITIONAL, targets=[None] * 12)
    if actual:
        an_actual(month.budi, task, "2026-01", actual)
    month.evaluate()
    [form] = load_evaluation_forms([month.evaluation()], with_feedback=False)
    [item] = form.additional[0].items
    assert item.target == "-"
    assert item.actual.startswith(told)


@pytest.mark.document
def test_a_delivered_form_carries_the_day_of_its_delivery(month: Month) -> None:
    Letterhead.objects.create(place="Kupang")
    month.evaluate()
    delivered(month)
    assert "Kupang, 3 Februari 2026" in words(form_of(month.evaluation()))


@pytest.mark.document
def test_an_incomplete_one_has_no_rating_and_no_figure(month: Month) -> None:
    Actual.objects.filter(indicator=month.patients).delete()
    text = text_of_form(month)
    assert "SEMENTARA." in text
    assert "PREDIKAT KINERJA PEGAWAI: Menunggu evaluasi lengkap" in text
    assert "esuai ekspektasi" not in text
    assert figures_in(text) == set()


@pytest.mark.document
def test_a_replaced_revision_says_so(month: Month) -> None:
    month.evaluate()
    Actual.objects.filter(indicator=month.visits).update(value=20)
    month.evaluate()
    former = Evaluation.objects.select_related("employee", "agency", "period").get(plan=month.plan, revision=1)
    assert "DIGANTIKAN." in words(form_of(former))


@pytest.mark.document
def test_hostile_words_are_printed_as_they_are_and_fit_the_sheet(month: Month) -> None:
    a_dialogue(month).results.update(text=HOSTILE)
    a_feedback(month.budi, month.cast.sari, indicator=month.patients, month=JANUARY, strength=HOSTILE)
    type(month.budi).objects.filter(pk=month.budi.pk).update(name=HOSTILE[:150])
    text = text_of_form(month)
    assert text.count("<script>alert(1)</script>") >= 3


@pytest.mark.document
def test_only_the_rater_signs_and_the_sheet_lies(month: Month) -> None:
    month.evaluate()
    pdf = form_of(month.evaluation())
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert {one.mediabox.width > one.mediabox.height for one in pages} == {True}
    signed = words(pdf).split("PREDIKAT KINERJA PEGAWAI")[1]
    assert "Sari Wulandari" in signed
    assert signed.count("Tanda tangan") == 1


def said_on(month: Month, *, with_feedback: bool = True) -> str:
    """The feedback column of Budi's form, as one text."""
    month.evaluate()
    [form] = load_evaluation_forms([month.evaluation()], with_feedback=with_feedback)
    items = [said for result in form.main for item in result.items for said in item.feedback]
    return " ".join([*items, *(said for value in form.values for said in value.feedback)])


def test_the_raters_words_stand_beside_what_they_are_about(month: Month) -> None:
    a_feedback(month.budi, month.cast.sari, indicator=month.patients, month=JANUARY, strength="A", suggestion="B")
    a_feedback(month.budi, month.cast.sari, value="AK", month=JANUARY, strength="C")
    month.evaluate()
    [form] = load_evaluation_forms([month.evaluation()], with_feedback=True)
    assert [item.feedback for result in form.main for item in result.items] == [("A Saran: B",), ()]
    assert form.values[1].feedback == ("C",)


def test_what_a_colleague_said_stays_with_the_person(month: Month) -> None:
    a_feedback(month.budi, month.cast.citra, value="AK", month=JANUARY, strength="Dari rekan")
    a_feedback(month.budi, month.cast.ratna, value="AK", month=JANUARY, strength="Dari atasan")
    assert said_on(month) == ""


def test_feedback_on_another_month_is_not_printed(month: Month) -> None:
    a_feedback(month.budi, month.cast.sari, value="AK", month=JANUARY.replace(month=2))
    assert said_on(month) == ""


@pytest.mark.document
def test_the_sheet_for_the_file_has_no_feedback_and_says_why(month: Month) -> None:
    a_feedback(month.budi, month.cast.sari, value="AK", month=JANUARY, strength="Laporan lebih awal")
    text = text_of_form(month, FOR_THE_FILE)
    assert "Laporan lebih awal" not in text
    assert "Umpan balik dibaca pegawai, pejabat penilai, dan atasan pejabat penilai" in text


def test_an_addendum_speaks_from_its_month_on(month: Month) -> None:
    first = a_dialogue(month)
    later = a_dialogue_of_july(first)
    month.evaluate()
    [form] = load_evaluation_forms([month.evaluation()], with_feedback=True)
    assert {result.text for result in form.main} == {"Pasien terlayani tanpa antre"}
    PlanVersion.objects.filter(pk=later.pk).update(from_month=1)
    [form] = load_evaluation_forms([month.evaluation()], with_feedback=True)
    assert {result.text for result in form.main} == {"Hasil baru", "Pasien terlayani tanpa antre"}


def a_dialogue_of_july(first: PlanVersion) -> PlanVersion:
    """The same plan, with the first indicator under another result from July on."""
    item = first.items.order_by("id")[0]
    first.pk, first.number, first.from_month = None, 2, 7
    first._state.adding = True
    first.save()
    result = first.results.create(text="Hasil baru")
    first.items.create(result=result, indicator_id=item.indicator_id, weight=item.weight, targets=item.targets)
    return first


@pytest.mark.parametrize(
    ("code", "named"), [("2026-Q1", "Triwulan I 2026"), ("2026-S1", "Semester I 2026"), ("2026", "Akhir, tahun 2026")]
)
def test_longer_periods_are_named_as_the_form_does(month: Month, code: str, named: str) -> None:
    month.evaluate(code)
    [form] = load_evaluation_forms([month.evaluation(period=code)], with_feedback=True)
    assert form.period == named
    assert (form.first_day, form.last_day) == (a_period(code).first_day, a_period(code).last_day)


def test_a_unit_without_predicate_says_so_and_shows_no_guideline(month: Month) -> None:
    month.evaluate()
    [form] = load_evaluation_forms([month.evaluation()], with_feedback=True)
    assert (form.organisation.name, form.organisation.guide) == ("", ())


@pytest.mark.parametrize("predicate", list(OrganisationPredicate))
def test_each_guideline_fills_the_five_columns(predicate: OrganisationPredicate) -> None:
    assert sum(cell.columns for cell in guide_of(predicate)) == 5


def test_many_forms_cost_no_more_queries_than_few(month: Month) -> None:
    def queries() -> int:
        month.evaluate()
        plans = list(Evaluation.objects.latest().values_list("plan_id", flat=True))
        with CaptureQueriesContext(connection) as counted:
            assert len(list(evaluation_forms_of(a_period(), plans))) == len(plans)
        return len(counted)

    a_predicate(month)
    few = queries()
    for number in range(5):
        person = an_employee(f"Pegawai {number}")
        a_placement(person, month.cast.puskesmas, month.cast.sari)
        a_plan(person, month.cast.puskesmas, {month.patients: ("100", "10")})
        an_actual(person, month.patients, "2026-01", "9")
        supervisor_ratings(person, month.cast.sari, "2026-01", 3)
    assert queries() == few
