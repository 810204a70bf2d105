"""What the single steps do, and what they wait for."""

import datetime

import pytest
from django.utils import timezone

from agencies.models import AuditEvent, User
from appraisal.models import (
    Actual,
    Delivery,
    Evaluation,
    EvaluationRun,
    Period,
    PeriodExtension,
    Reminder,
)
from appraisal.services.delivery.deliver_by_schedule import STANDING_RECOMMENDATION
from appraisal.services.schedule.check_the_night import check_the_night
from tests.appraisal.deliveries import changed, delivered
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.schedule.clock import at, owed, ring, work_off
from tests.appraisal.sheets import send


def evaluated(month: Month) -> None:
    """January is sent and evaluated by a run of the region."""
    send(month)
    owed("2026-01", "evaluate", "2026-02-05")
    ring(month.cast, "2026-02-05 01:00")
    work_off()


def test_people_are_reminded_at_eight_in_the_name_of_the_schedule(month: Month) -> None:
    Actual.objects.all().delete()
    a_period("2026-01")
    owed("2026-01", "remind_report", "2026-02-03")
    assert ring(month.cast, "2026-02-03 07:59") == []
    [ran] = ring(month.cast, "2026-02-03 08:00")
    reminder = Reminder.objects.get(employee=month.budi)
    assert (reminder.stage, reminder.sent_by, reminder.sent_by_name) == ("report", None, "Jadwal daerah")
    assert ran.outcome.startswith("1 orang diingatkan")


@pytest.mark.parametrize("moment", ["2026-02-03 21:00", "2026-02-07 10:00", "2026-02-17 10:00"])
def test_nobody_is_reminded_at_night_or_on_a_free_day(month: Month, moment: str) -> None:
    owed("2026-01", "remind_report", "2026-02-03")
    [ran] = ring(month.cast, moment)
    assert (ran.state, ran.outcome) == ("waiting", "Menunggu jam kerja sebelum mengingatkan.")


def test_nobody_is_reminded_of_a_deadline_that_is_over(month: Month) -> None:
    owed("2026-01", "remind_report", "2026-02-03")
    owed("2026-01", "close_entry", "2026-02-05")
    ran = ring(month.cast, "2026-02-09 10:00")
    assert ran[0].outcome == "Batas pelaporan sudah lewat ketika jadwal berjalan lagi, jadi tidak ada yang diingatkan."
    assert not Reminder.objects.exists()


def test_complete_results_are_delivered_where_the_rater_has_not(month: Month) -> None:
    evaluated(month)
    owed("2026-01", "deliver", "2026-02-06")
    [ran] = ring(month.cast, "2026-02-06 08:00")
    delivery = Delivery.objects.get(plan=month.plan)
    assert (delivery.delivered_by, delivery.delivered_by_account) == (month.cast.sari, None)
    assert (delivery.recommendation, delivery.fingerprint) == (STANDING_RECOMMENDATION, month.evaluation().fingerprint)
    assert ran.outcome == "1 hasil disampaikan."
    assert AuditEvent.objects.get(action="results_delivered").details["delivered"] == 1


def test_what_the_rater_has_delivered_stays_as_it_is(month: Month) -> None:
    evaluated(month)
    before = delivered(month)
    owed("2026-01", "deliver", "2026-02-06")
    [ran] = ring(month.cast, "2026-02-06 08:00")
    assert ran.outcome == "0 hasil disampaikan."
    assert Delivery.objects.get().recommendation == before.recommendation


def test_an_incomplete_result_is_not_delivered(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    evaluated(month)
    owed("2026-01", "deliver", "2026-02-06")
    [ran] = ring(month.cast, "2026-02-06 08:00")
    assert ran.outcome == "0 hasil disampaikan, 1 belum lengkap."
    assert not Delivery.objects.exists()


def test_delivering_waits_for_an_evaluation_that_is_under_way(month: Month) -> None:
    owed("2026-01", "evaluate", "2026-02-05")
    ring(month.cast, "2026-02-05 01:00")
    owed("2026-01", "deliver", "2026-02-06")
    [ran] = ring(month.cast, "2026-02-06 08:00")
    assert (ran.state, ran.outcome) == ("waiting", "Menunggu evaluasi Januari 2026 selesai.")


def test_a_lock_evaluates_first_where_nobody_has(month: Month) -> None:
    owed("2026-01", "lock", "2026-02-10")
    [ran] = ring(month.cast, "2026-02-10 20:00")
    assert (ran.state, ran.outcome) == ("waiting", "Evaluasi Januari 2026 diantrekan lebih dahulu.")
    work_off()
    [ran] = ring(month.cast, "2026-02-10 20:05")
    assert ran.outcome == "Januari 2026 dikunci."
    assert Period.objects.get(code="2026-01").is_locked


def test_a_lock_says_how_many_results_stay_incomplete(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    evaluated(month)
    owed("2026-01", "lock", "2026-02-10")
    [ran] = ring(month.cast, "2026-02-10 20:00")
    assert ran.outcome == "Januari 2026 dikunci; 1 hasil tetap belum lengkap."


def test_a_lock_waits_for_an_extension(month: Month) -> None:
    evaluated(month)
    extension = PeriodExtension.objects.create(
        period=a_period("2026-01"),
        agency=month.cast.puskesmas,
        report_until=datetime.date(2026, 2, 10),
        reason="Puskesmas terdampak banjir",
        decided_by=User.objects.get(login="uji-region-admin"),
        decided_by_name="BKPSDM",
    )
    owed("2026-01", "lock", "2026-02-10")
    [ran] = ring(month.cast, "2026-02-10 20:00")
    assert ran.outcome == "Menunggu perpanjangan Puskesmas Oesapa sampai 10 Februari 2026."
    extension.ended_at = timezone.now()
    extension.save()
    assert ring(month.cast, "2026-02-10 20:05")[0].state == "done"


def test_a_lock_waits_while_a_run_is_under_way(month: Month) -> None:
    evaluated(month)
    EvaluationRun.objects.create(period=a_period("2026-01"), agency=month.cast.puskesmas)
    owed("2026-01", "lock", "2026-02-10")
    [ran] = ring(month.cast, "2026-02-10 20:00")
    assert (ran.state, ran.outcome) == ("waiting", "Menunggu evaluasi Januari 2026 selesai.")


def test_the_open_periods_are_checked_once_a_night(month: Month) -> None:
    evaluated(month)
    with timezone.override(month.cast.region.zone):
        assert check_the_night(now=at(month.cast, "2026-02-06 01:59")) == []
        [run] = check_the_night(now=at(month.cast, "2026-02-06 02:00"))
        assert (run.cause, str(run.night)) == ("night", "2026-02-06")
        work_off()
        assert check_the_night(now=at(month.cast, "2026-02-06 02:01")) == []
        assert len(check_the_night(now=at(month.cast, "2026-02-07 02:00"))) == 1


def test_unchanged_inputs_write_nothing_at_night(month: Month) -> None:
    evaluated(month)
    before = list(Evaluation.objects.values_list("plan_id", "revision", "created_at"))
    with timezone.override(month.cast.region.zone):
        [run] = check_the_night(now=at(month.cast, "2026-02-06 02:00"))
    work_off()
    chunk = run.chunks.get()
    assert (chunk.written, chunk.unchanged) == (0, 1)
    assert list(Evaluation.objects.values_list("plan_id", "revision", "created_at")) == before


def test_the_night_finds_what_changed(month: Month) -> None:
    evaluated(month)
    changed(month)
    with timezone.override(month.cast.region.zone):
        [run] = check_the_night(now=at(month.cast, "2026-02-06 02:00"))
    work_off()
    assert run.chunks.get().written == 1
    assert month.evaluation().revision == 2


def test_a_period_that_nobody_evaluated_and_a_locked_one_are_not_checked(month: Month) -> None:
    a_period("2026-02")
    evaluated(month)
    Period.objects.filter(code="2026-01").update(state="locked", locked_at=timezone.now())
    with timezone.override(month.cast.region.zone):
        assert check_the_night(now=at(month.cast, "2026-02-06 02:00")) == []
