"""Quarters, semesters and years; transfers and acting posts (contract 2.9)."""

import datetime
from decimal import Decimal

import pytest

from agencies.models import Placement, PlacementKind
from appraisal.models import Evaluation
from tests.appraisal.factories import an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan

FEBRUARY = datetime.date(2026, 2, 1)


def test_a_quarter_sums_counted_months_and_averages_monthly_behaviour(month: Month) -> None:
    for code, value in (("2026-02", "100"), ("2026-03", "105")):
        an_actual(month.budi, month.patients, code, value)
        an_actual(month.budi, month.visits, code, "20")
    supervisor_ratings(month.budi, month.cast.sari, "2026-02", 4)
    month.evaluate("2026-Q1")
    evaluation = month.evaluation(period="2026-Q1")
    assert (evaluation.result_score, evaluation.behaviour_score) == (Decimal("101.33"), Decimal("105.00"))


def test_ratings_for_the_semester_itself_win_over_its_months(month: Month) -> None:
    supervisor_ratings(month.budi, month.cast.sari, "2026-S1", 5)
    month.evaluate("2026-S1")
    assert month.evaluation(period="2026-S1").behaviour_score == Decimal("120.00")


@pytest.fixture
def transferred(month: Month) -> Month:
    """Budi moves to the kecamatan on 10 February, under Dewi, with a plan there."""
    Placement.objects.filter(employee=month.budi).update(last_day=datetime.date(2026, 2, 9))
    a_placement(month.budi, month.cast.kecamatan, month.cast.dewi, first_day=datetime.date(2026, 2, 10))
    a_plan(month.budi, month.cast.kecamatan, {month.patients: ("100", "50")})
    return month


def test_a_month_belongs_to_the_plan_with_more_days_in_it(transferred: Month) -> None:
    transferred.evaluate("2026-02")
    assert Evaluation.objects.get(period__code="2026-02").agency == transferred.cast.kecamatan


def test_a_transfer_makes_one_evaluation_a_plan_in_the_semester(transferred: Month) -> None:
    transferred.evaluate("2026-S1")
    found = Evaluation.objects.filter(period__code="2026-S1").order_by("plan_days")
    assert list(found.values_list("plan_days", "rater")) == [
        (40, transferred.cast.sari.pk),
        (141, transferred.cast.dewi.pk),
    ]


def test_an_actual_serves_each_plan_in_which_the_item_is_due(transferred: Month) -> None:
    an_actual(transferred.budi, transferred.patients, "2026-02", "45")
    transferred.evaluate("2026-02")
    assert Evaluation.objects.get(period__code="2026-02").result_score == Decimal("90.00")


def test_an_acting_post_is_evaluated_beside_the_definitive_one(month: Month) -> None:
    a_placement(month.budi, month.cast.dinas, month.cast.ratna, kind=PlacementKind.ACTING, first_day=FEBRUARY)
    a_plan(month.budi, month.cast.dinas, {month.visits: ("100", "20")}, kind=PlacementKind.ACTING)
    month.evaluate("2026-02")
    kinds = Evaluation.objects.filter(period__code="2026-02").values_list("placement_kind", flat=True)
    assert sorted(kinds) == ["definitive", "plt"]


def test_a_new_supervisor_in_the_same_agency_keeps_the_plan(month: Month) -> None:
    Placement.objects.filter(employee=month.budi).update(last_day=datetime.date(2026, 1, 31))
    a_placement(month.budi, month.cast.puskesmas, month.cast.ratna, first_day=FEBRUARY)
    supervisor_ratings(month.budi, month.cast.ratna, "2026-02", 5)
    month.evaluate("2026-Q1")
    evaluation = month.evaluation(period="2026-Q1")
    # January by Sari (100), February by Ratna (120): each month counts what its own rater gave.
    assert (evaluation.plan_days, evaluation.behaviour_score) == (90, Decimal("110.00"))
