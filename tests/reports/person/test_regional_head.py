"""The regional head on the official forms: who rates the heads of agencies, and who stands above who rates."""

import pytest

from agencies.models import Placement, PlacementKind
from appraisal.models import Evaluation
from reports.documents.imprint import Signatory
from reports.documents.regional_head import regional_head_of
from reports.models import Letterhead, Paper
from reports.services.compose.plan_forms import compose_plan_form
from reports.services.official_forms.load_evaluation_document import load_evaluation_documents
from tests.appraisal.factories import an_actual
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan
from tests.reports.person.situations import a_dialogue, document_of, form_of, words
from tests.reports.printed import as_issued

NOBODY = Signatory()


def of_ratna(month: Month) -> Evaluation:
    """January of the head of the dinas, above whom only the regional head stands."""
    plan = a_plan(month.cast.ratna, month.cast.dinas, {month.patients: ("100", "10")})
    an_actual(month.cast.ratna, month.patients, "2026-01", "9")
    month.evaluate()
    return month.evaluation(plan)


def of_sari(month: Month) -> Evaluation:
    """January of the head of the puskesmas, whom Ratna rates."""
    plan = a_plan(month.cast.sari, month.cast.puskesmas, {month.patients: ("100", "10")})
    month.evaluate()
    return month.evaluation(plan)


@pytest.mark.parametrize(
    ("code", "name", "post"),
    [
        ("18", "Provinsi Lampung", "Gubernur Lampung"),
        ("31", "Daerah Khusus Ibukota Jakarta", "Gubernur Daerah Khusus Ibukota Jakarta"),
        ("53.71", "Kota Kupang", "Wali Kota Kupang"),
        ("53.01", "Kabupaten Kupang", "Bupati Kupang"),
        ("53.01", "Kupang", "Bupati Kupang"),
        ("53.71", "Kupang", "Wali Kota Kupang"),
    ],
)
def test_the_post_follows_from_the_kind_of_region(code: str, name: str, post: str) -> None:
    head = regional_head_of(code, name, "Pemerintah", NOBODY)
    assert (head.position, head.name, head.nip) == (post, "", "")


@pytest.mark.parametrize(
    "title", ["Wali Kota Kupang", "Walikota Kupang", "Pj. Wali Kota Kupang", "Penjabat Bupati Kupang"]
)
def test_the_letterheads_signatory_is_named_who_leads_the_region(title: str) -> None:
    head = regional_head_of("53.71", "Kota Kupang", "Pemerintah", Signatory(title, "Yohanes Lani", ""))
    assert (head.name, head.position) == ("Yohanes Lani", title)


@pytest.mark.parametrize(
    "title", ["Kepala BKPSDM", "Wakil Wali Kota Kupang", "a.n. Wali Kota Kupang, Sekretaris Daerah"]
)
def test_another_signatory_is_not_the_regional_head(title: str) -> None:
    head = regional_head_of("53.71", "Kota Kupang", "Pemerintah", Signatory(title, "Ani", "198504172010011012"))
    assert (head.name, head.nip, head.position) == ("", "", "Wali Kota Kupang")


def test_the_head_of_an_agency_is_rated_by_the_regional_head(month: Month) -> None:
    Letterhead.objects.create(signatory_title="Wali Kota Kupang", signatory_name="Yohanes Lani")
    [document] = load_evaluation_documents([of_ratna(month)])
    assert document.rater is not None
    assert (document.rater.name, document.rater.position) == ("Yohanes Lani", "Wali Kota Kupang")
    assert document.rater.unit == "Pemerintah Kota Kupang"
    assert document.superior is None


def test_the_regional_head_stands_above_who_rates_as_head_of_an_agency(month: Month) -> None:
    [document] = load_evaluation_documents([of_sari(month)])
    assert document.rater is not None
    assert document.superior is not None
    assert (document.rater.name, document.superior.position) == ("Ratna Dewi", "Wali Kota Kupang")


def test_nobody_is_said_to_stand_above_a_rater_without_a_place(month: Month) -> None:
    evaluation = of_sari(month)
    Placement.objects.filter(employee=month.cast.ratna).delete()
    [document] = load_evaluation_documents([evaluation])
    assert document.superior is None


def test_who_leads_in_the_place_of_another_is_named_in_that_post(month: Month) -> None:
    """Dewi, who leads the kecamatan, rates Budi in January as acting head of the puskesmas."""
    dewi = month.cast.dewi
    a_placement(dewi, month.cast.puskesmas, position="Kepala Puskesmas", kind=PlacementKind.ACTING)
    Placement.objects.filter(employee=month.budi).update(supervisor=dewi)
    month.evaluate()
    [document] = load_evaluation_documents([month.evaluation()])
    assert document.rater is not None
    assert (document.rater.position, document.rater.unit) == ("Plt. Kepala Puskesmas", "Puskesmas Oesapa")


@pytest.mark.document
def test_the_forms_name_the_post_and_leave_no_line_for_a_nip(month: Month) -> None:
    evaluation = of_ratna(month)
    for pdf in (document_of(evaluation), form_of(evaluation)):
        text = words(pdf)
        assert "Wali Kota Kupang" in text
        assert "Kepala daerah" not in text
        assert text.count("NIP ......") == 0


@pytest.mark.document
def test_the_form_of_a_plan_names_the_regional_head(month: Month) -> None:
    Letterhead.objects.create(signatory_title="Wali Kota Kupang", signatory_name="Yohanes Lani")
    version = a_dialogue(month)
    type(version).objects.filter(pk=version.pk).update(supervisor=None)
    version.refresh_from_db()
    text = words(as_issued(compose_plan_form(version, Paper.A4)))
    assert text.count("Yohanes Lani") == 3  # at the head, and under plan and annexes
