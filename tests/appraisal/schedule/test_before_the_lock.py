"""What is looked at before results are handed over and a period is locked for good."""

import datetime

from django.utils import timezone

from appraisal.models import (
    Actual,
    Delivery,
    EvaluationFailure,
    EvaluationRun,
    Period,
    Rating,
    RunState,
    ScheduledStep,
    StaleInput,
)
from appraisal.services.peers.sealed import peers_are_sealed
from appraisal.services.runs.start_run import start_run
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import counting_peers
from tests.appraisal.schedule.clock import owed, ring, work_off
from tests.appraisal.schedule.rules import a_rule
from tests.appraisal.sheets import save

Cause = EvaluationRun.Cause
QUEUED = "Evaluasi Januari 2026 diantrekan lebih dahulu."


def a_finished_run(
    month: Month, cause: Cause = Cause.SCHEDULE, started: str = "2026-02-05T20:00+08:00"
) -> EvaluationRun:
    """January as a run of the whole region left it, with nothing changed since."""
    month.evaluate()
    StaleInput.objects.all().delete()
    night = datetime.date(2026, 2, 5) if cause is Cause.NIGHT else None
    run = EvaluationRun.objects.create(
        period=a_period(), cause=cause, night=night, state=RunState.DONE, finished_at=timezone.now()
    )
    EvaluationRun.objects.update(started_at=datetime.datetime.fromisoformat(started))
    return run


def locked(month: Month, moment: str = "2026-02-05 20:05") -> str:
    """The sentence of the lock's step at a moment of its day."""
    if not ScheduledStep.objects.filter(step="lock").exists():
        owed("2026-01", "lock", "2026-02-05")
    [ran] = ring(month.cast, moment)
    return ran.outcome


def test_opening_late_does_not_open_what_peers_sealed(month: Month) -> None:
    counting_peers(month)
    over = datetime.date(2026, 2, 5)
    Period.objects.filter(code="2026-01").update(rate_until=over, report_until=datetime.date(2026, 2, 3))
    a_rule("month", "2026-01-01", rate_after=10, evaluate_after=11, deliver_after=12, lock_after=20)
    ring(month.cast, "2026-02-09 09:00")
    assert a_period().rate_until == over
    assert peers_are_sealed(a_period(), datetime.date(2026, 2, 9))


def test_a_run_of_the_day_lets_the_lock_pass(month: Month) -> None:
    a_finished_run(month)
    assert locked(month) == "Januari 2026 dikunci."


def test_a_run_of_an_earlier_day_is_not_enough_for_a_lock(month: Month) -> None:
    a_finished_run(month, started="2026-02-04T23:59+08:00")
    assert locked(month) == QUEUED


def test_the_check_of_a_night_does_not_stand_in_for_the_evaluation(month: Month) -> None:
    a_finished_run(month, Cause.NIGHT)
    assert locked(month) == QUEUED


def test_what_was_saved_and_not_sent_counts_in_what_is_locked(month: Month) -> None:
    Rating.objects.all().delete()
    save(month, 5)
    a_finished_run(month, Cause.NIGHT)
    assert locked(month) == QUEUED
    work_off()
    assert locked(month, "2026-02-05 20:10") == "Januari 2026 dikunci."
    assert month.evaluation().complete


def test_an_input_that_just_changed_is_computed_first(month: Month) -> None:
    a_finished_run(month)
    Actual.objects.filter(indicator=month.visits).update(value=18)
    assert locked(month) == "Menunggu masukan Januari 2026 yang baru berubah selesai dihitung."
    work_off()
    assert locked(month, "2026-02-05 20:10") == "Januari 2026 dikunci."
    assert month.evaluation().revision == 2


def test_a_paused_run_says_that_it_is_paused(month: Month) -> None:
    a_finished_run(month)
    EvaluationRun.objects.create(period=a_period(), state=RunState.PAUSED)
    sentence = "Evaluasi Januari 2026 sedang dijeda. Lanjutkan atau batalkan proses itu agar langkah ini berjalan."
    assert locked(month) == sentence


def test_a_lock_says_how_many_plans_failed(month: Month) -> None:
    EvaluationFailure.objects.create(run=a_finished_run(month), plan=month.plan, reason="Rumus tidak terbaca.")
    assert locked(month) == "Januari 2026 dikunci; 1 SKP gagal dievaluasi."


def test_what_became_complete_after_the_day_of_delivering_is_handed_over_before_the_lock(month: Month) -> None:
    late = Actual.objects.get(indicator=month.patients)
    Actual.objects.filter(pk=late.pk).delete()
    a_finished_run(month)
    owed("2026-01", "deliver", "2026-02-04")
    ring(month.cast, "2026-02-05 08:00")
    assert not Delivery.objects.exists()
    an_actual(month.budi, month.patients, "2026-01", str(late.value))
    work_off()
    assert locked(month) == "Januari 2026 dikunci; 1 hasil disampaikan sebelum dikunci."
    assert Delivery.objects.get().plan == month.plan


def test_without_a_day_of_delivering_a_lock_hands_over_nothing(month: Month) -> None:
    a_finished_run(month)
    locked(month)
    assert not Delivery.objects.exists()


def test_a_run_asked_for_by_hand_is_waited_for_and_does_not_stand_in(month: Month) -> None:
    start_run(region_id=month.cast.region.pk, period_id=a_period().pk, cause=Cause.HAND)
    assert locked(month) == "Menunggu evaluasi Januari 2026 selesai."
    work_off()
    assert locked(month, "2026-02-05 20:10") == QUEUED
