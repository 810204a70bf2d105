"""The predicate of a unit is its head's result rating: which plan follows, with which figure, and how it is told."""

import datetime
from pathlib import Path

import pytest

from agencies.models import Placement, PlacementKind
from appraisal.models import Evaluation, OrganisationRating, RatingOverride
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from appraisal.services.scorecards.load_scorecard import load_scorecards
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.appraisal.organisation.situations import JANUARY, a_unit_rating, sari_is_evaluated
from tests.factories import a_placement, a_plan, an_employee
from tests.reports.printed import render, text_of
from tests.visitors import page, visitor


def of_sari(month: Month) -> Evaluation:
    """Her evaluation in force, after January was evaluated."""
    month.evaluate()
    return Evaluation.objects.latest().get(employee=month.cast.sari, period__code=JANUARY)


@pytest.mark.parametrize(
    ("predicate", "rating", "outcome"),
    [
        ("istimewa", "above", "baik"),
        ("baik", "expected", "baik"),
        ("cukup", "below", "butuh_perbaikan"),
        ("kurang", "below", "butuh_perbaikan"),
        ("sangat_kurang", "below", "butuh_perbaikan"),
    ],
)
def test_the_head_is_rated_as_the_unit_and_the_score_stays(
    month: Month, predicate: str, rating: str, outcome: str
) -> None:
    sari_is_evaluated(month)
    a_unit_rating(month.cast, predicate)
    found = of_sari(month)
    assert (found.result_score, found.result_rating, found.predicate) == (100, rating, outcome)
    card = load_scorecards([found])[0]
    assert str(card.axes[0].result.computed) == "expected"
    assert not verify_evaluations(period=a_period()).differences


def test_a_unit_without_predicate_leaves_the_computed_rating(month: Month) -> None:
    sari_is_evaluated(month, "120")
    assert of_sari(month).result_rating == "above"


def test_the_predicate_goes_before_what_the_rater_set(month: Month) -> None:
    sari_is_evaluated(month)
    plan = month.cast.sari.plans.get()
    set_by_rater = {"period": a_period(), "plan": plan, "rating": "above", "decided_by": month.cast.ratna.user}
    for axis in ("result", "behaviour"):
        RatingOverride.objects.create(axis=axis, reason="Teladan bagi unitnya.", **set_by_rater)
    a_unit_rating(month.cast, "kurang")
    found = of_sari(month)
    assert (found.result_rating, found.behaviour_rating) == ("below", "above")


def test_the_staff_of_the_unit_do_not_follow(month: Month) -> None:
    month.evaluate()
    before = month.evaluation().fingerprint
    a_unit_rating(month.cast, "sangat_kurang")
    month.evaluate()
    assert (month.evaluation().fingerprint, month.evaluation().revision) == (before, 1)


def test_only_the_same_period_is_concerned(month: Month) -> None:
    sari_is_evaluated(month)
    a_unit_rating(month.cast, "kurang", code="2026-02")
    assert of_sari(month).result_rating == "expected"


def test_who_left_before_the_end_follows_as_head_of_the_last_own_day(month: Month) -> None:
    cast, day = month.cast, datetime.date(2026, 1, 25)
    sari_is_evaluated(month)
    Placement.objects.filter(employee=cast.sari).update(last_day=day)
    after = day + datetime.timedelta(days=1)
    Placement.objects.filter(supervisor=cast.sari).update(last_day=day)
    next_one = an_employee("Gita Puspita")
    a_placement(next_one, cast.puskesmas, cast.ratna, first_day=after, position="Kepala Puskesmas")
    a_placement(cast.budi, cast.puskesmas, next_one, first_day=after)
    a_unit_rating(cast, "kurang")
    assert of_sari(month).result_rating == "below"


def test_who_leads_as_plt_follows_with_the_acting_plan_alone(month: Month) -> None:
    cast = month.cast
    Placement.objects.filter(employee=cast.sari).delete()
    a_placement(cast.sari, cast.dinas, cast.ratna, position="Sekretaris")
    a_placement(cast.sari, cast.puskesmas, cast.ratna, kind=PlacementKind.ACTING, position="Kepala Puskesmas")
    acting = a_plan(cast.sari, cast.puskesmas, {month.patients: ("100", "100")}, kind=PlacementKind.ACTING)
    own = a_plan(cast.sari, cast.dinas, {month.visits: ("100", "100")})
    for indicator in (month.patients, month.visits):
        an_actual(cast.sari, indicator, JANUARY, "100")
    supervisor_ratings(cast.sari, cast.ratna, JANUARY, 3)
    a_unit_rating(cast, "kurang")
    month.evaluate()
    assert month.evaluation(acting).result_rating == "below"
    assert month.evaluation(own).result_rating == "expected"


def test_the_scorecard_says_that_it_follows_and_why(month: Month) -> None:
    sari_is_evaluated(month)
    a_unit_rating(month.cast, "kurang")
    found = of_sari(month)
    text = page(visitor(month.cast.sari), f"/evaluasi/{JANUARY}/{found.plan_id}/")
    assert "Mengikuti predikat organisasi; hasil hitungan: sesuai ekspektasi." in text
    assert "Kurang untuk Puskesmas Oesapa, ditetapkan oleh Ratna Dewi. Sumber: Capaian rencana aksi." in text
    assert "Rating hasil kerja pimpinan unit mengikuti predikat organisasi: di bawah ekspektasi." in text
    assert "Ditetapkan pejabat penilai" not in text


def test_a_revision_of_before_says_that_it_followed_and_not_what_stands_there_now(month: Month) -> None:
    sari_is_evaluated(month)
    a_unit_rating(month.cast, "kurang")
    found = of_sari(month)
    OrganisationRating.objects.update(predicate="baik", edition=2)
    axis = load_scorecards([found])[0].axes[0]
    assert (axis.follows_organisation, axis.override_reason) == (True, "")


def test_the_api_says_so_too(month: Month) -> None:
    sari_is_evaluated(month)
    a_unit_rating(month.cast, "kurang")
    found = of_sari(month)
    axes = visitor(month.cast.sari).get(f"/api/v1/evaluations/{JANUARY}/{found.plan_id}/").json()["axes"]
    assert [one["follows_organisation"] for one in axes] == [True, False]


def test_the_sheet_lets_the_rater_choose_no_other_result(month: Month) -> None:
    sari_is_evaluated(month)
    a_unit_rating(month.cast, "kurang")
    client, plan = visitor(month.cast.ratna), month.cast.sari.plans.get().pk
    address = f"/penilaian/{JANUARY}/{plan}/"
    text = page(client, address)
    assert 'name="hasil"' not in text
    assert "mengikuti predikat organisasi Puskesmas Oesapa: Kurang, ditetapkan oleh Ratna Dewi" in text
    assert 'name="hasil"' not in page(client, f"/penilaian/{JANUARY}/")
    version = text.split('name="versi" value="')[1].split('"')[0]
    levels = dict.fromkeys(_level_fields(text), "3")
    typed = {"versi": version, "hasil": "above", "alasan_hasil": "Lain.", **levels}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Ubah predikat organisasinya bila perlu." in answer.content.decode()
    assert client.post(address, {"versi": version, **levels}).status_code == 302


def _level_fields(text: str) -> set[str]:
    return {part.split('"')[0] for part in text.split('name="') if part.startswith("tingkat_")}


def test_a_sheet_of_before_the_predicate_is_stale(month: Month) -> None:
    sari_is_evaluated(month)
    client, plan = visitor(month.cast.ratna), month.cast.sari.plans.get().pk
    address = f"/penilaian/{JANUARY}/{plan}/"
    text = page(client, address)
    version = text.split('name="versi" value="')[1].split('"')[0]
    a_unit_rating(month.cast, "kurang")
    levels = dict.fromkeys(_level_fields(text), "4")
    assert client.post(address, {"versi": version, **levels}).status_code == 409


def test_the_paper_says_that_it_follows(month: Month, tmp_path: Path) -> None:
    sari_is_evaluated(month)
    a_unit_rating(month.cast, "kurang")
    month.evaluate()
    render("scorecards", month.cast.region, tmp_path)
    said = " ".join(text_of(card) for card in sorted(tmp_path.iterdir()))
    assert "mengikuti predikat organisasi: di bawah ekspektasi." in said
    assert "Predikat organisasi: Kurang untuk Puskesmas Oesapa, ditetapkan oleh Ratna Dewi." in said
    assert "ditetapkan pejabat penilai" not in said
