"""The schedule beside people and workers who are at it in the same moment: nobody waits in vain, nothing is missed."""

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, Delivery, Evaluation, EvaluationRun, ScheduledStep, StaleInput
from appraisal.services.delivery.deliver_by_schedule import deliver_by_schedule
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.schedule.plan_steps import plan_steps
from appraisal.services.schedule.run_due_steps import run_due_steps
from tests.appraisal.factories import a_period
from tests.appraisal.schedule.clock import owed
from tests.appraisal.schedule.rules import a_rule
from tests.performance.generator import generate_region

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 20
EVENING = datetime.datetime(2026, 2, 5, 14, tzinfo=datetime.UTC)


@pytest.fixture
def region() -> Region:
    """A region whose January is there."""
    region = generate_region(employees=4, items=2, agencies=1)
    with region_scope(region.pk):
        ensure_period(code="2026-01")
    return region


@contextmanager
def somebody(region: Region, acts: Callable[[], object], *, for_seconds: float | None = None) -> Iterator[None]:
    """Another transaction that has acted, and stays open until the end of the block, or for some seconds."""
    acted, may_end = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with region_scope(region.pk):
                acts()
                acted.set()
                may_end.wait(SECONDS if for_seconds is None else for_seconds)
        finally:
            acted.set()
            connection.close()

    other = threading.Thread(target=work)
    other.start()
    acted.wait(SECONDS)
    try:
        yield
    finally:
        if for_seconds is None:
            may_end.set()
        other.join()


def impatient() -> None:
    """Whoever waits for a lock fails."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")


def evaluated(region: Region) -> None:
    """January is evaluated, and nothing has changed since."""
    period_id = _period_id(region)
    evaluate_period(region_id=region.pk, period_id=period_id)
    with region_scope(region.pk):
        EvaluationRun.objects.create(period_id=period_id, state="done", finished_at=timezone.now(), cause="schedule")
        StaleInput.objects.all().delete()


def _period_id(region: Region) -> int:
    with region_scope(region.pk):
        return a_period("2026-01").pk


def test_a_lock_sees_what_somebody_was_just_changing(region: Region) -> None:
    evaluated(region)
    with region_scope(region.pk):
        owed("2026-01", "lock", "2026-02-05")
    importing = somebody(region, lambda: Actual.objects.update(value=F("value") + Decimal(7)), for_seconds=2)
    with importing, region_scope(region.pk), timezone.override(region.zone):
        [ran] = run_due_steps(now=EVENING)
    assert (ran.state, ran.outcome) == ("waiting", "Menunggu masukan Januari 2026 yang baru berubah selesai dihitung.")


def test_planning_does_not_wait_for_a_step_that_is_running(region: Region) -> None:
    with region_scope(region.pk):
        a_rule()
        plan_steps(today=datetime.date(2026, 2, 9))
    running = ScheduledStep.objects.filter(period_code="2026-01", step="deliver").select_for_update()
    with somebody(region, lambda: list(running)), region_scope(region.pk):
        impatient()
        assert plan_steps(today=datetime.date(2026, 2, 9)) == 0


def test_a_tick_leaves_the_steps_to_the_one_before_it(region: Region) -> None:
    with region_scope(region.pk):
        owed("2026-01", "open", "2026-02-05")
        owed("2026-02", "open", "2026-02-05")
    with somebody(region, lambda: run_due_steps(now=EVENING, most=1)), region_scope(region.pk):
        impatient()
        assert run_due_steps(now=EVENING) == []


def test_a_rater_who_delivers_at_the_same_moment_comes_first(region: Region) -> None:
    evaluated(region)

    def by_hand() -> None:
        one = Evaluation.objects.latest().filter(complete=True).order_by("plan_id")[0]
        Delivery.objects.create(
            period_id=one.period_id,
            plan_id=one.plan_id,
            revision=one.revision,
            fingerprint=one.fingerprint,
            recommendation="Tinjau bersama pada 2 Maret.",
            delivered_by_id=one.rater_id,
            delivered_at=timezone.now(),
        )

    with somebody(region, by_hand, for_seconds=2), region_scope(region.pk):
        done = deliver_by_schedule(period=a_period("2026-01"), now=timezone.now())
    with region_scope(region.pk):
        assert Delivery.objects.filter(recommendation="Tinjau bersama pada 2 Maret.").count() == 1
        assert Delivery.objects.count() == done.delivered + 1
