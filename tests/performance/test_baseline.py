"""The hand-written statement that the engine is measured against gives the engine's very rows."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation
from appraisal.scoring.types import Predicate
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.periods.ensure_period import ensure_period
from tests.performance import baseline
from tests.performance.generator import generate_region

PEOPLE = 300

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def copies() -> Iterator[None]:
    """Empty copies of the result tables, gone afterwards."""
    with connections["owner"].cursor() as owner:
        baseline.create_copies(owner)
        yield
        baseline.drop_copies(owner)


@pytest.fixture
def region(copies: None) -> Region:
    """A generated region that both ways have evaluated."""
    region = generate_region(employees=PEOPLE, items=10, agencies=5)
    with region_scope(region.pk):
        period = ensure_period(code="2026-01")
    evaluate_period(region_id=region.pk, period_id=period.pk)
    assert baseline.fill_copies(region_id=region.pk, period_id=period.pk) == PEOPLE
    return region


def test_every_row_is_the_engines_byte_by_byte(region: Region) -> None:
    assert baseline.count_differences(region_id=region.pk) == {
        "appraisal_evaluation": 0,
        "appraisal_evaluationitem": 0,
    }


def test_one_other_digit_and_one_row_too_few_are_differences(region: Region) -> None:
    with region_scope(region.pk):
        first, second = Evaluation.objects.order_by("plan_id").values_list("plan_id", flat=True)[:2]
        Evaluation.objects.filter(plan_id=first).update(plan_days=30)
        Evaluation.objects.filter(plan_id=second).delete()
    assert baseline.count_differences(region_id=region.pk)["appraisal_evaluation"] == 2


def test_the_generated_people_meet_every_predicate(region: Region) -> None:
    with region_scope(region.pk):
        found = set(Evaluation.objects.values_list("predicate", flat=True))
    assert found == {*Predicate, ""}


def test_the_generated_actuals_meet_every_line_of_the_rule(region: Region) -> None:
    with region_scope(region.pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT version.direction, sign(item.actual - item.target), sign(item.actual - item.upper_target)"
            "  FROM appraisal_evaluationitem item"
            "  JOIN indicators_indicatorversion version ON version.id = item.indicator_version_id"
            " WHERE item.actual NOT IN (item.target, coalesce(item.upper_target, item.target))"
        )
        met = cursor.fetchall()
    assert len(met) == 2 * 2 + 3 * 3  # a single target has two sides; a range has three
