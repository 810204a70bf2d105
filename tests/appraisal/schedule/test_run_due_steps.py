"""The tick of a region: what is due runs once, in order, and says what became of it."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.tenancy.scope import region_scope
from appraisal.models import EvaluationRun, Period, ScheduledStep
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.schedule.run_due_steps import RanStep, run_due_steps, run_next_step
from tests.appraisal.factories import a_scheme
from tests.appraisal.month import Month
from tests.appraisal.schedule.clock import at, owed, ring, work_off
from tests.appraisal.schedule.rules import a_rule
from tests.cast import Cast, cast_of_kupang
from tests.factories import a_plan, an_indicator


def steps_of(ran: list[RanStep]) -> list[tuple[str, str]]:
    """What ran, in order, and how it stands."""
    return [(one.step.value, one.state.value) for one in ran]


@pytest.fixture
def ruled(kupang: Cast) -> Cast:
    """Kupang runs its months by itself from March 2026 on."""
    a_rule("month", "2026-03-01")
    a_scheme()
    return kupang


def test_nothing_runs_in_a_region_without_rules(kupang: Cast) -> None:
    assert ring(kupang, "2026-03-02 12:00") == []
    assert not Period.objects.exists()


def test_a_period_opens_in_the_first_minutes_of_its_day(ruled: Cast) -> None:
    assert ring(ruled, "2026-02-27 00:04") == []
    assert steps_of(ring(ruled, "2026-02-27 00:05")) == [("open", "done")]
    march = Period.objects.get(code="2026-03")
    assert (str(march.report_until), str(march.rate_until)) == ("2026-04-06", "2026-04-10")


def test_a_step_that_ran_does_not_run_again(ruled: Cast) -> None:
    ring(ruled, "2026-02-27 00:05")
    assert ring(ruled, "2026-02-27 00:06") == []


def test_a_step_that_is_done_is_in_the_audit_trail_of_the_system(ruled: Cast) -> None:
    ring(ruled, "2026-02-27 00:05")
    event = AuditEvent.objects.get(action="schedule_step_done")
    assert (event.actor, event.actor_name, event.subject) == (None, "sistem", "2026-03: buka periode")
    assert event.details["outcome"] == "Maret 2026 dibuka; realisasi dilaporkan paling lambat 6 April 2026."


def test_a_period_that_people_opened_already_only_gets_its_deadlines(ruled: Cast) -> None:
    ensure_period(code="2026-03")
    [ran] = ring(ruled, "2026-02-27 00:05")
    assert ran.outcome == "Maret 2026 sudah dibuka sebelumnya; realisasi dilaporkan paling lambat 6 April 2026."


def test_a_period_that_people_locked_already_is_left_alone(month: Month) -> None:
    lock_period(period=ensure_period(code="2026-01"))
    for step, day in {"open": "2026-01-01", "close_entry": "2026-02-03", "evaluate": "2026-02-04"}.items():
        owed("2026-01", step, day)
    owed("2026-01", "lock", "2026-02-05")
    ran = ring(month.cast, "2026-02-05 20:00")
    assert [one.outcome for one in ran] == [
        "Januari 2026 sudah dikunci, jadi tidak dibuka lagi.",
        "Januari 2026 sudah dikunci, jadi tidak ada yang ditutup.",
        "Periode 2026-01 sudah dikunci, jadi tidak dievaluasi lagi.",
        "Januari 2026 sudah dikunci sebelumnya.",
    ]


def test_reporting_closes_when_its_last_day_is_over(month: Month) -> None:
    owed("2026-01", "close_entry", "2026-02-04")
    assert ring(month.cast, "2026-02-05 00:04") == []
    assert steps_of(ring(month.cast, "2026-02-05 00:05")) == [("close_entry", "done")]
    assert Period.objects.get(code="2026-01").entry_closed_at == at(month.cast, "2026-02-05 00:05")


def test_what_was_due_while_beat_was_down_runs_once_and_in_order(month: Month) -> None:
    for step, day in {"lock": "2026-02-10", "deliver": "2026-02-06", "close_scoring": "2026-02-04"}.items():
        owed("2026-01", step, day)
    owed("2026-01", "evaluate", "2026-02-05")
    assert steps_of(ring(month.cast, "2026-02-20 09:00")) == [
        ("close_scoring", "done"),
        ("evaluate", "done"),
        ("deliver", "waiting"),
        ("lock", "waiting"),
    ]
    work_off()
    assert steps_of(ring(month.cast, "2026-02-20 09:05")) == [("deliver", "done"), ("lock", "done")]
    assert Period.objects.get(code="2026-01").is_locked


def test_a_region_where_beat_was_down_for_months_catches_up_at_once(ruled: Cast) -> None:
    ran = ring(ruled, "2026-06-15 12:00")
    assert [one.period_code for one in ran if one.step.value == "open"] == ["2026-03", "2026-04", "2026-05", "2026-06"]


def test_a_later_step_waits_for_the_one_before_it(month: Month) -> None:
    owed("2026-01", "close_scoring", "2026-02-10")
    owed("2026-01", "evaluate", "2026-02-05")
    [ran] = ring(month.cast, "2026-02-05 01:00")
    assert (ran.state, ran.outcome) == (
        "waiting",
        "Menunggu langkah sebelumnya: tutup penilaian, 10 Februari 2026.",
    )


def test_a_step_that_was_taken_out_holds_nobody_back(month: Month) -> None:
    owed("2026-01", "close_scoring", "2026-02-10", state="skipped", reason="Batas diatur sendiri")
    owed("2026-01", "evaluate", "2026-02-05")
    assert steps_of(ring(month.cast, "2026-02-05 01:00")) == [("evaluate", "done")]


def test_the_evaluation_is_queued_for_the_whole_region(month: Month) -> None:
    owed("2026-01", "evaluate", "2026-02-05")
    [ran] = ring(month.cast, "2026-02-05 01:00")
    run = EvaluationRun.objects.get()
    assert (run.cause, run.agency, run.asked_by) == ("schedule", None, None)
    assert ran.outcome == "Evaluasi Januari 2026 diantrekan untuk 1 SKP."


def test_a_refused_step_keeps_the_reason_and_is_tried_again_after_a_while(kupang: Cast) -> None:
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")})
    row = owed("2026-01", "evaluate", "2026-02-05")
    [ran] = ring(kupang, "2026-02-05 01:00")
    assert ran.state == "failed"
    assert "skema" in ran.outcome
    assert ring(kupang, "2026-02-05 01:14") == []
    a_scheme()
    assert steps_of(ring(kupang, "2026-02-05 01:15")) == [("evaluate", "done")]
    row.refresh_from_db()
    assert row.done_at == at(kupang, "2026-02-05 01:15")


def test_a_failed_step_keeps_back_its_own_period_alone(kupang: Cast) -> None:
    a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("100", "10")})
    owed("2026-01", "evaluate", "2026-02-05")
    owed("2026-01", "lock", "2026-02-05")
    owed("2026-02", "open", "2026-02-05")
    assert steps_of(ring(kupang, "2026-02-05 20:00")) == [
        ("open", "done"),
        ("evaluate", "failed"),
        ("lock", "waiting"),
    ]


def test_a_message_runs_one_step_and_asks_for_the_next(
    month: Month, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]]
) -> None:
    owed("2026-01", "open", "2026-02-05")
    owed("2026-02", "open", "2026-02-05")
    now = at(month.cast, "2026-02-05 12:00")
    with timezone.override(month.cast.region.zone):
        with django_capture_on_commit_callbacks() as asked:
            run_next_step(now=now)
        assert (len(asked), ScheduledStep.objects.filter(state="done").count()) == (1, 1)
        with django_capture_on_commit_callbacks() as asked:
            run_next_step(now=now)
    assert (len(asked), ScheduledStep.objects.filter(state="done").count()) == (0, 2)


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_do_no_step_twice() -> None:
    kupang = cast_of_kupang()
    with region_scope(kupang.region.pk):
        for number in range(1, 13):
            owed(f"2026-{number:02}", "open", "2026-02-05")
    ran: list[list[RanStep]] = []
    barrier = threading.Barrier(2)

    def tick() -> None:
        barrier.wait()
        with region_scope(kupang.region.pk), timezone.override(kupang.region.zone):
            ran.append(run_due_steps(now=at(kupang, "2026-02-05 12:00")))
        connection.close()

    both = [threading.Thread(target=tick) for _number in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(one.period_code for steps in ran for one in steps) == [f"2026-{n:02}" for n in range(1, 13)]
    with region_scope(kupang.region.pk):
        assert AuditEvent.objects.filter(action="schedule_step_done").count() == 12
        assert ScheduledStep.objects.filter(state="done").count() == 12
