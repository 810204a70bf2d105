"""Beside a whole run and beside itself: nothing twice, nothing lost, and nobody waits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, Evaluation, EvaluationRun, Period, StaleInput
from appraisal.services.evaluation.evaluate_period import BLOCK, Tally, evaluate_period
from appraisal.services.evaluation.refresh_stale import refresh_stale
from appraisal.services.evaluation.verify_evaluations import verify_evaluations
from appraisal.services.periods.ensure_period import ensure_period
from indicators.models import Plan
from tests.performance.generator import generate_region

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 60


@pytest.fixture
def region() -> Region:
    """Sixty people whose January is evaluated, and whose actuals have changed since."""
    region = generate_region(employees=PEOPLE, items=4, agencies=2)
    with region_scope(region.pk):
        period = ensure_period(code="2026-01")
    evaluate_period(region_id=region.pk, period_id=period.pk)
    with region_scope(region.pk):
        StaleInput.objects.all().delete()
        Actual.objects.update(value=F("value") + Decimal("0.25"))
    return region


def test_what_somebody_else_evaluates_just_now_stays_noted(region: Region) -> None:
    with region_scope(region.pk):
        block = Plan.objects.earliest("pk").pk // BLOCK
        theirs = set(Plan.objects.filter(pk__lt=(block + 1) * BLOCK).values_list("employee_id", flat=True))
    with elsewhere(region, lambda: hold_block(region, block)), region_scope(region.pk):
        refresh_stale()
        assert set(StaleInput.objects.values_list("employee_id", flat=True)) == theirs
    assert drain(region).written == len(theirs)
    assert_each_has_two_revisions(region)


def test_a_change_during_the_very_first_run_stays_noted(region: Region) -> None:
    with region_scope(region.pk):
        Evaluation.objects.all().delete()
        EvaluationRun.objects.create(period=Period.objects.get(code="2026-01"))
        blocks = {plan_id // BLOCK for plan_id in Plan.objects.values_list("pk", flat=True)}
    with elsewhere(region, lambda: hold_block(region, *blocks)), region_scope(region.pk):
        noted = StaleInput.objects.count()
        refresh_stale()
        assert StaleInput.objects.count() == noted > 0


def test_notes_that_another_task_has_taken_are_left_to_it(region: Region) -> None:
    with elsewhere(region, lambda: list(StaleInput.objects.select_for_update())), region_scope(region.pk):
        assert refresh_stale() == Tally()
    assert drain(region).written == PEOPLE


def test_two_tasks_and_a_whole_run_at_once_write_each_revision_once(region: Region) -> None:
    with region_scope(region.pk):
        period = Period.objects.get(code="2026-01")

    def run() -> None:
        evaluate_period(region_id=region.pk, period_id=period.pk)

    threads = [threading.Thread(target=closing(work)) for work in (lambda: drain(region), run, lambda: drain(region))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drain(region)
    assert_each_has_two_revisions(region)
    with region_scope(region.pk):
        assert not StaleInput.objects.exists()
        assert verify_evaluations(period=period).differences == []


def drain(region: Region) -> Tally:
    """Refresh until nothing is left that can be taken."""
    tally, last = Tally(), None
    while last != Tally():
        with region_scope(region.pk):
            last = refresh_stale(limit=20)
        tally = tally.plus(last)
    return tally


def assert_each_has_two_revisions(region: Region) -> None:
    with region_scope(region.pk):
        rows = Evaluation.objects.order_by("plan_id", "revision").values_list("revision", "is_latest")
        assert list(rows) == [(1, False), (2, True)] * PEOPLE


def hold_block(region: Region, *blocks: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(id::int, block) FROM appraisal_period, unnest(%s::int[]) block"
            " WHERE code = '2026-01'",
            [list(blocks)],
        )


@contextmanager
def elsewhere(region: Region, work: Callable[[], object]) -> Iterator[None]:
    """Another transaction has done some work and is not over yet."""
    done, may_end = threading.Event(), threading.Event()

    def other() -> None:
        with region_scope(region.pk):
            work()
            done.set()
            may_end.wait()

    thread = threading.Thread(target=closing(other))
    thread.start()
    done.wait()
    try:
        yield
    finally:
        may_end.set()
        thread.join()


def closing(work: Callable[[], object]) -> Callable[[], None]:
    """The same in a thread of its own, whose connection is closed at its end."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    return run
