"""Scorecards: what is shown is what is stored, with every step beside it."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from appraisal.documents.scorecard import Scorecard, ScorecardRubric, Status
from appraisal.models import Actual, Evaluation, EvaluationItem, Period, RaterRole, Rating, RatingOverride
from appraisal.scoring.types import Axis
from appraisal.services.evaluation.write_evaluations import figures_of, item_figures_of
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.scorecards.load_scorecard import load_scorecards
from indicators.models import ItemKind, PlanItem
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.factories import a_period, a_rating, a_scheme, an_actual
from tests.appraisal.month import Month
from tests.factories import an_employee, an_indicator


def scorecard_of(month: Month) -> Scorecard:
    """Budi's January, evaluated."""
    month.evaluate()
    [card] = load_scorecards([month.evaluation()])
    return card


def test_the_recomputed_card_has_exactly_the_stored_figures(month: Month) -> None:
    card = scorecard_of(month).card
    stored = month.evaluation()
    assert figures_of(card) == (
        stored.indicator_score,
        stored.result_score,
        stored.behaviour_score,
        stored.final_score,
        stored.computed_result_rating,
        stored.computed_behaviour_rating,
        stored.result_rating,
        stored.behaviour_rating,
        stored.predicate,
    )


def test_the_shown_figures_are_those_of_the_stored_row(month: Month) -> None:
    figures = scorecard_of(month).figures
    assert (figures.result, figures.behaviour, figures.final) == (
        Decimal("101.00"),
        Decimal("100.00"),
        Decimal("100.70"),
    )


def test_the_recomputed_items_have_exactly_the_stored_figures(month: Month) -> None:
    card = scorecard_of(month)
    columns = ("kind", "state", "weight", "target", "upper_target", "actual", "attainment")
    stored = EvaluationItem.objects.order_by("plan_item_id").values_list(*columns)
    assert [item_figures_of(item.result) for item in card.items] == list(stored)


def test_a_scorecard_names_everybody_by_the_columns_of_the_evaluation(month: Month) -> None:
    identity = scorecard_of(month).identity
    assert (identity.employee.name, identity.position, identity.agency) == (
        "Budi Santoso",
        "Perawat Terampil",
        "Puskesmas Oesapa",
    )
    assert [person.name for person in (identity.rater, identity.superior) if person] == ["Sari Wulandari", "Ratna Dewi"]


def test_an_item_has_its_name_unit_and_formula(month: Month) -> None:
    item = scorecard_of(month).items[0]
    assert (item.name, item.unit, item.state) == ("Jumlah pasien terlayani", "orang", "diukur")
    assert item.formula == "100 × (1 + (95 − 100) ÷ 100) = 95,00"


def test_reason_and_next_step_speak_of_the_largest_loss(month: Month) -> None:
    advice = scorecard_of(month).advice
    assert "Jumlah pasien terlayani, kurang 5 orang dari target 100 orang" in advice.reason
    assert "capai target 100 orang pada Jumlah pasien terlayani" in advice.next_step


def test_an_open_period_makes_a_complete_evaluation_not_final(month: Month) -> None:
    assert scorecard_of(month).identity.status is Status.COMPLETE


def test_a_locked_period_makes_it_final(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period())
    assert load_scorecards([month.evaluation()])[0].identity.status is Status.FINAL


def test_an_incomplete_evaluation_says_which_item_misses_which_months(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    card = scorecard_of(month)
    assert card.identity.status is Status.INCOMPLETE
    assert card.gaps == ("Kunjungan rumah bulan Januari belum dilaporkan",)
    assert card.items[1].state == "belum dilaporkan"


def test_an_additional_task_stands_apart_from_the_main_work(month: Month) -> None:
    report = an_indicator(month.cast.dinas, "IKU-9", name="Laporan akreditasi")
    PlanItem.objects.create(plan=month.plan, indicator=report, kind=ItemKind.ADDITIONAL, targets=[None] * 12)
    an_actual(month.budi, report, "2026-01", "1")
    [task] = scorecard_of(month).additional_items
    assert (task.name, task.formula) == (
        "Laporan akreditasi",
        "Tugas tambahan terverifikasi pada Januari: menambah 1 poin.",
    )


def test_the_supervisors_level_stands_beside_its_anchor_and_score(month: Month) -> None:
    [rubric] = scorecard_of(month).rubrics
    dimension = rubric.dimensions[0]
    assert (rubric.name, dimension.level, dimension.score) == ("BerAKHLAK", 3, Decimal("100.00"))


def test_dimensions_stand_in_the_order_of_their_rubric(month: Month) -> None:
    [rubric] = scorecard_of(month).rubrics
    assert [part.name for part in rubric.dimensions] == ["BP", "AK", "KO", "HA", "LO", "AD", "KL"]


def test_a_written_reason_for_another_rating_is_shown(month: Month) -> None:
    RatingOverride.objects.create(
        period=a_period(),
        plan=month.plan,
        axis="result",
        rating="above",
        reason="Memimpin penanganan wabah.",
        decided_by=month.cast.sari.user,
    )
    result, behaviour = scorecard_of(month).axes
    assert (result.override_reason, behaviour.override_reason) == ("Memimpin penanganan wabah.", "")


def peers_rate(month: Month, count: int) -> ScorecardRubric:
    """So many peers rate Budi with 4 under a scheme that counts them; his rubric."""
    a_scheme(groups="360", valid_from=datetime.date(2026, 1, 2))
    for number in range(count):
        peer = an_employee(f"Rekan {number}", account=False)
        for dimension in ("BP", "AK", "KO", "HA", "LO", "AD", "KL"):
            a_rating(month.budi, peer, "2026-01", 4, role=RaterRole.PEER, dimension=dimension)
    [rubric] = scorecard_of(month).rubrics
    return rubric


def rubric_once_closed(month: Month) -> ScorecardRubric:
    """Budi's rubric after the lock, from which on nobody can rate any more."""
    lock_period(period=a_period())
    [card] = load_scorecards([month.evaluation()])
    return card.rubrics[0]


def test_means_of_peers_are_held_back_while_they_can_still_rate(month: Month) -> None:
    rubric = peers_rate(month, 3)
    assert rubric.hides_groups
    assert [mean.group for mean in rubric.dimensions[0].means] == ["supervisor"]
    assert "rekan" not in rubric.dimensions[0].formula


def test_while_they_can_still_rate_every_score_is_the_supervisors_alone(month: Month) -> None:
    rubric = peers_rate(month, 3)
    assert {part.score for part in rubric.dimensions} == {Decimal("100.00")}
    assert rubric.score == Decimal("100.00")


def test_a_dimension_that_one_peer_alone_rated_is_not_given_away_by_the_others(month: Month) -> None:
    peers_rate(month, 3)
    Rating.objects.filter(role=RaterRole.PEER, dimension__code="BP").exclude(rater__name="Rekan 0").delete()
    month.evaluate()
    rubric = rubric_once_closed(month)
    assert {mean.group for part in rubric.dimensions for mean in part.means} == {"supervisor"}
    assert {part.score for part in rubric.dimensions} == {None}


def test_a_replaced_revision_does_not_tell_what_a_later_peer_gave(month: Month) -> None:
    peers_rate(month, 3)
    before = month.evaluation()
    peer = an_employee("Rekan 3", account=False)
    a_rating(month.budi, peer, "2026-01", 1, role=RaterRole.PEER, dimension="BP")
    month.evaluate()
    lock_period(period=a_period())
    [card] = load_scorecards(Evaluation.objects.filter(plan=before.plan_id, revision=before.revision))
    assert card.rubrics[0].hides_groups


def test_means_of_three_peers_are_shown_once_rating_is_closed(month: Month) -> None:
    peers_rate(month, 3)
    rubric = rubric_once_closed(month)
    assert not rubric.hides_groups
    assert "rekan 110,00 (3 penilai)" in rubric.dimensions[0].formula


def test_two_peers_are_never_shown(month: Month) -> None:
    peers_rate(month, 2)
    assert [mean.group for mean in rubric_once_closed(month).dimensions[0].means] == ["supervisor"]


def test_a_deadline_that_is_over_closes_like_a_lock(month: Month) -> None:
    Period.objects.filter(pk=a_period().pk).update(rate_until=datetime.date(2020, 1, 1))
    assert not peers_rate(month, 3).hides_groups


def test_a_quarter_shows_the_months_that_it_follows_from(month: Month) -> None:
    month.evaluate("2026-Q1")
    [card] = load_scorecards([month.evaluation(period="2026-Q1")])
    assert card.identity.period_label == "Triwulan I 2026"
    assert card.rubrics[0].months == (("Januari", Decimal("100.00")), ("Februari", None), ("Maret", None))


def test_no_rating_at_all_leaves_the_behaviour_without_a_score(month: Month) -> None:
    Rating.objects.all().delete()
    card = scorecard_of(month)
    assert (card.figures.behaviour, card.figures.final, card.final_formula) == (None, None, "")


def queries_for(evaluations: list[Evaluation]) -> int:
    """How many queries their scorecards take."""
    with CaptureQueriesContext(connection) as queries:
        assert len(load_scorecards(evaluations)) == len(evaluations)
    return len(queries)


def test_thirty_scorecards_take_the_queries_of_one(month: Month) -> None:
    colleagues_of_budi(month, 29)
    everybody = list(Evaluation.objects.latest())
    assert len(everybody) == 30
    assert queries_for(everybody) == queries_for(everybody[:1]) == 8


@pytest.mark.usefixtures("month")
def test_no_evaluation_takes_no_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert load_scorecards([]) == []
    assert not queries


def test_a_rubric_stands_under_the_axis_that_counts_it(month: Month) -> None:
    quality = [{"source": "indicators", "weight": 50}, {"source": "rubric:berakhlak", "weight": 50}]
    attendance = [{"source": "attendance", "weight": 100}]
    a_scheme(
        valid_from=datetime.date(2026, 1, 2),
        result={"weight": 70, "components": quality},
        behaviour={"weight": 30, "components": attendance},
    )
    card = scorecard_of(month)
    assert [rubric.axis for rubric in card.result_rubrics] == [Axis.RESULT]
    assert card.behaviour_rubrics == ()
