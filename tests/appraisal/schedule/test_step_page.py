"""One step of one period: moved to a working day, skipped, given back to its rule."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent, RegionalDay
from agencies.working_days import WorkingDays
from appraisal.models import Period, ScheduledStep
from appraisal.period_codes import month_code
from appraisal.services.schedule.plan_steps import plan_steps
from appraisal.services.schedule.step_errors import shown_of
from tests.appraisal.factories import a_period, a_scheme
from tests.appraisal.schedule.rules import a_rule
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

OTHERS = ["agency_admin", "regional_head", "auditor", "budi"]
WHY = "Surat 12/2026"


@pytest.fixture
def month_code_now(kupang: Cast) -> str:
    """This month runs by itself; everything after its last day is still to come."""
    a_rule(begins_on="2026-01-01")
    plan_steps(today=timezone.localdate())
    return month_code(timezone.localdate())


def step_of(code: str, name: str = "lock") -> ScheduledStep:
    """A stored step."""
    return ScheduledStep.objects.get(period_code=code, step=name)


def address(step: ScheduledStep) -> str:
    """Its page."""
    return f"/periode/langkah/{step.pk}/"


def worked_after(day: datetime.date, number: int = 1) -> datetime.date:
    """A working day later."""
    return WorkingDays.load(day, day).after(day, number)


def typed(step: ScheduledStep, what: str = "pindah", **changed: object) -> dict[str, object]:
    """The form as the browser sends it."""
    return {"shown": shown_of(step), "what": what, "day": worked_after(step.due_on), "reason": WHY, **changed}


def refused(cast: Cast, step: ScheduledStep, **changed: object) -> str:
    """The page that answers what cannot be done; the step stays as it was."""
    answer = visitor(cast.region_admin).post(address(step), typed(step, **changed))  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert shown_of(step_of(step.period_code, step.step)) == shown_of(step)
    return answer.content.decode()


def test_a_step_is_moved_with_a_reason_and_recorded(kupang: Cast, month_code_now: str) -> None:
    step = step_of(month_code_now)
    text = visitor(kupang.region_admin).post(address(step), typed(step), follow=True).content.decode()
    moved = step_of(month_code_now)
    assert "dipindahkan ke" in text
    assert (moved.due_on, moved.is_moved, moved.reason) == (worked_after(step.due_on), True, WHY)
    event = AuditEvent.objects.get(action=AuditEvent.Action.SCHEDULE_STEP_CHANGED)
    assert (event.details["before"], event.reason) == (step.due_on.isoformat(), WHY)


def test_the_deadline_of_the_period_follows(kupang: Cast, month_code_now: str) -> None:
    a_period(month_code_now)
    step = step_of(month_code_now, "close_entry")
    visitor(kupang.region_admin).post(address(step), typed(step))
    assert a_period(month_code_now).report_until == worked_after(step.due_on)


def test_a_day_that_is_not_worked_is_refused_with_the_next_one(kupang: Cast, month_code_now: str) -> None:
    step = step_of(month_code_now)
    free = worked_after(step.due_on)
    RegionalDay.objects.create(day=free, name="Hari Jadi", decided_by=kupang.region_admin)
    text = refused(kupang, step, day=free)
    assert "bukan hari kerja: Hari Jadi. Hari kerja berikutnya" in text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"day": "2026-01-05"}, "Tanggal ini sudah lewat."),
        ({"day": "2999-01-04"}, "Tanggal ini terlalu jauh."),
        ({"day": ""}, "Isi tanggal barunya."),
        ({"reason": " "}, "Tulis alasannya"),
        ({"what": "hapus"}, "Pilih salah satu."),
    ],
)
def test_what_cannot_be_done_is_refused(
    kupang: Cast, month_code_now: str, changed: dict[str, object], sentence: str
) -> None:
    assert sentence in refused(kupang, step_of(month_code_now), **changed)


def test_steps_stay_in_order(kupang: Cast, month_code_now: str) -> None:
    closing, evaluation = step_of(month_code_now, "close_scoring"), step_of(month_code_now, "evaluate")
    text = refused(kupang, closing, day=evaluation.due_on)
    assert "Terlalu lambat: Evaluasi dijadwalkan" in text
    assert "Terlalu awal: Batas menilai dijadwalkan" in refused(kupang, evaluation, day=closing.due_on)


def test_a_reminder_comes_before_its_deadline(kupang: Cast, month_code_now: str) -> None:
    reminder, deadline = step_of(month_code_now, "remind_report"), step_of(month_code_now, "close_entry")
    assert "Terlalu lambat: Batas lapor" in refused(kupang, reminder, day=worked_after(deadline.due_on))


def test_a_step_is_skipped_and_given_back(kupang: Cast, month_code_now: str) -> None:
    step, client = step_of(month_code_now), visitor(kupang.region_admin)
    client.post(address(step), typed(step, "lewati"))
    skipped = step_of(month_code_now)
    assert (skipped.state, skipped.reason, skipped.due_on) == ("skipped", WHY, step.due_on)
    assert "Kembalikan ke aturan" in page(client, address(step))
    client.post(address(step), typed(skipped, "aturan"))
    back = step_of(month_code_now)
    assert (back.state, back.is_moved, back.reason, back.due_on) == ("waiting", False, "", step.due_on)


def test_a_step_that_follows_its_rule_is_not_offered_to_it(kupang: Cast, month_code_now: str) -> None:
    step = step_of(month_code_now)
    assert "Kembalikan ke aturan" not in page(visitor(kupang.region_admin), address(step))
    assert "Pilih salah satu." in refused(kupang, step, what="aturan")


def test_a_step_that_changed_meanwhile_is_shown_as_it_is(kupang: Cast, month_code_now: str) -> None:
    step = step_of(month_code_now)
    before = typed(step, reason="Alasan yang diketik")
    client = visitor(kupang.region_admin)
    client.post(address(step), typed(step))
    answer = client.post(address(step), before)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "berubah setelah Anda membukanya" in text
    assert "Alasan yang diketik" in text
    assert shown_of(step_of(month_code_now)) in text


def test_a_step_that_was_run_is_closed(kupang: Cast, month_code_now: str) -> None:
    ScheduledStep.objects.update(state="done", done_at=timezone.now())
    step = step_of(month_code_now)
    assert "sudah dijalankan dan tidak dapat diubah lagi" in page(visitor(kupang.region_admin), address(step))
    assert "sudah dijalankan" in refused(kupang, step)


def test_ratings_that_peers_sealed_get_no_more_time(kupang: Cast, month_code_now: str) -> None:
    a_scheme(groups="360")
    a_period(month_code_now)
    Period.objects.update(rate_until=timezone.localdate() - datetime.timedelta(days=1))
    text = refused(kupang, step_of(month_code_now, "close_scoring"))
    assert "menghitung penilaian rekan atau bawahan" in text


@pytest.mark.parametrize("who", OTHERS)
def test_others_do_not_change_steps(kupang: Cast, month_code_now: str, who: str) -> None:
    step = step_of(month_code_now)
    client = visitor(getattr(kupang, who))
    assert client.get(address(step)).status_code == 403
    assert client.post(address(step), typed(step)).status_code == 403


def test_strangers_sign_in_and_a_step_elsewhere_is_not_found(
    client: Client, bandung: Cast, month_code_now: str
) -> None:
    step = step_of(month_code_now)
    assert client.get(address(step))["Location"].startswith("/masuk/")
    assert outside_any_scope(visitor(bandung.region_admin), address(step)).status_code == 404
