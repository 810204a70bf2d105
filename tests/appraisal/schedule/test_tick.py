"""What beat's tick asks of each region: by its own rows, in its own zone."""

import datetime

import pytest
from celery import current_app

from agencies.models import Region
from agencies.tenancy.scope import region_scope
from appraisal.models import EvaluationRun, StaleInput
from appraisal.services.schedule.tick import Asked, tick
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.schedule.clock import owed, ring, work_off
from tests.appraisal.schedule.rules import a_rule
from tests.factories import a_region, an_agency, an_employee

STEPS = "appraisal.run_due_steps"


@pytest.fixture
def regions(db: None) -> tuple[Region, Region]:
    """Jayapura and Bandung, two hours apart; each owes the opening of March on 27 February."""
    both = a_region("91.71", "Kota Jayapura", "Asia/Jayapura"), a_region("32.73", "Kota Bandung", "Asia/Jakarta")
    for region in both:
        with region_scope(region.pk):
            owed("2026-03", "open", "2026-02-27")
    return both


def utc(text: str) -> datetime.datetime:
    """A moment at which beat fires."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def test_a_region_is_asked_when_its_own_moment_has_come(regions: tuple[Region, Region]) -> None:
    jayapura, bandung = regions
    assert tick(now=utc("2026-02-26 15:04:30")) == []
    assert tick(now=utc("2026-02-26 15:05:30")) == [Asked(jayapura.pk, STEPS)]
    assert set(tick(now=utc("2026-02-26 17:05:30"))) == {Asked(jayapura.pk, STEPS), Asked(bandung.pk, STEPS)}


def test_a_region_whose_rule_has_no_steps_yet_is_asked_to_plan(db: None) -> None:
    region = a_region()
    with region_scope(region.pk):
        a_rule()
    assert tick(now=utc("2026-02-01 12:00")) == [Asked(region.pk, STEPS)]


def test_a_region_without_rules_is_left_alone(db: None) -> None:
    a_region()
    assert tick(now=utc("2026-02-01 12:00")) == []


def test_a_run_under_way_is_looked_after_and_changed_inputs_are_worked_through(db: None) -> None:
    region = a_region()
    with region_scope(region.pk):
        an_agency()
        day = datetime.date(2026, 1, 1)
        StaleInput.objects.create(employee=an_employee(), first_day=day, last_day=day)
        EvaluationRun.objects.create(period=a_period())
    asked = {one.task for one in tick(now=utc("2026-02-01 12:00"))}
    assert asked == {"appraisal.revive_runs", "appraisal.refresh_stale"}


def test_every_task_that_is_asked_for_exists() -> None:
    current_app.loader.import_default_modules()
    assert {STEPS, "appraisal.revive_runs", "appraisal.refresh_stale", "appraisal.check_the_night"} <= set(
        current_app.tasks
    )


def test_without_a_broker_the_evaluation_fails_cleanly_and_is_tried_again(
    month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    owed("2026-01", "evaluate", "2026-02-05")
    with monkeypatch.context() as patched:
        patched.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
        [ran] = ring(month.cast, "2026-02-05 01:00")
    assert (ran.state, ran.outcome) == ("failed", "Antrean (broker) tidak menjawab, jadi evaluasi belum diantrekan.")
    assert not EvaluationRun.objects.exists()
    [ran] = ring(month.cast, "2026-02-05 01:15")
    assert ran.state == "done"
    work_off()
    assert EvaluationRun.objects.get().state == "done"
