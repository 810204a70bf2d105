"""The rule of a kind: what is suggested, checked, previewed, saved, and refused when stale."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent
from appraisal.models import PeriodRule, ScheduledStep
from appraisal.services.schedule.rule_words import SUGGESTED, number_problems
from appraisal.services.schedule.step_dates import TypedNumbers
from tests.appraisal.schedule.rules import MONTHLY, a_rule
from tests.cast import Cast
from tests.visitors import page, visitor

ADDRESS = "/periode/jadwal/month/"
OTHERS = ["agency_admin", "regional_head", "auditor", "budi"]


def typed(edition: object = 0, **changed: object) -> dict[str, object]:
    """The form as the browser sends it, on since the first of this month."""
    values = {**MONTHLY, "is_on": "on", "begins_on": this_month().isoformat(), "edition": edition, **changed}
    return {name: value for name, value in values.items() if value is not None}


def this_month() -> datetime.date:
    """Its first day."""
    return timezone.localdate().replace(day=1)


def refused(cast: Cast, **changed: object) -> str:
    """The page that answers numbers that contradict each other."""
    answer = visitor(cast.region_admin).post(ADDRESS, typed(**changed))
    assert answer.status_code == 422
    assert not PeriodRule.objects.exists()
    return answer.content.decode()


def test_a_new_rule_is_suggested_from_the_current_period_on(kupang: Cast) -> None:
    text = page(visitor(kupang.region_admin), ADDRESS)
    assert f'name="begins_on" value="{this_month().isoformat()}"' in text
    assert 'name="lock_after" value="20"' in text
    assert "Angka di bawah adalah saran." in text
    assert text.count('class="schedule-row') == 12


@pytest.mark.parametrize("kind", ["quarter", "semester", "year"])
def test_every_kind_has_suggestions_that_can_stand(kupang: Cast, kind: str) -> None:
    assert "Tanggal belum dapat dihitung" not in page(visitor(kupang.region_admin), f"/periode/jadwal/{kind}/")
    assert all(not number_problems(numbers) for numbers in SUGGESTED.values())


def test_saving_plans_and_records_before_and_after(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    text = client.post(ADDRESS, typed(), follow=True).content.decode()
    steps = ScheduledStep.objects.count()
    assert f"Aturan bulan tersimpan dan berjalan. {steps} tanggal jadwal berubah." in text
    event = AuditEvent.objects.get(action=AuditEvent.Action.SCHEDULE_CHANGED)
    assert event.details["before"] is None
    assert event.details["after"]["lock_after"] == 20
    client.post(ADDRESS, typed(edition=1, lock_after=25))
    event = AuditEvent.objects.filter(action=AuditEvent.Action.SCHEDULE_CHANGED).latest("at")
    assert (event.details["before"]["lock_after"], event.details["after"]["lock_after"]) == (20, 25)


def test_the_same_again_records_nothing(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    for edition in (0, 1):
        assert client.post(ADDRESS, typed(edition)).status_code == 302
    assert AuditEvent.objects.filter(action=AuditEvent.Action.SCHEDULE_CHANGED).count() == 1


def test_an_empty_number_leaves_the_step_to_people(kupang: Cast) -> None:
    visitor(kupang.region_admin).post(ADDRESS, typed(lock_after=""))
    assert PeriodRule.objects.get().lock_after is None
    assert not ScheduledStep.objects.filter(step="lock").exists()


def test_switching_off_takes_the_waiting_steps_away(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    client.post(ADDRESS, typed())
    text = client.post(ADDRESS, typed(edition=1, is_on=None), follow=True).content.decode()
    assert "tersimpan dan tidak berjalan" in text
    assert not ScheduledStep.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"rate_after": 2},
            "sebelum batas lapor selesai (hari kerja ke-3). Isi 3 atau lebih.",
        ),
        (
            {"evaluate_after": 7},
            "sebelum batas menilai selesai (hari kerja ke-7). Isi 8 atau lebih.",
        ),
        ({"deliver_after": 7}, "Penyampaian hasil tidak boleh sebelum evaluasi selesai"),
        ({"lock_after": 9}, "Kunci periode tidak boleh sebelum penyampaian hasil selesai"),
        ({"report_after": "", "rate_after": "", "evaluate_after": ""}, "Pengingat butuh batas."),
        ({"lock_after": "x"}, "Tulis angka 0 sampai 120, atau kosongkan."),
        ({"lock_after": "121"}, "Tulis angka 0 sampai 120, atau kosongkan."),
        ({"begins_on": "besok"}, "Tulis tanggal seperti 2026-11-21."),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(kupang: Cast, changed: dict[str, object], sentence: str) -> None:
    assert sentence in refused(kupang, **changed)


def test_a_day_that_people_may_still_rate_on_is_nothing_to_evaluate_on() -> None:
    assert "evaluate_after" in number_problems(TypedNumbers(report_after=3, evaluate_after=3))
    assert not number_problems(TypedNumbers(report_after=3, rate_after=3, evaluate_after=4))


def test_a_preview_saves_nothing(kupang: Cast) -> None:
    answer = visitor(kupang.region_admin).post(ADDRESS, typed(report_after=1, pratinjau="1"))
    assert answer.status_code == 200
    assert 'name="report_after" value="1"' in answer.content.decode()
    assert not PeriodRule.objects.exists()


def test_a_script_gets_the_preview_alone(kupang: Cast) -> None:
    answer = visitor(kupang.region_admin).post(ADDRESS, typed(pratinjau="1"), headers={"HX-Request": "true"})
    assert "schedule-row" in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_what_would_run_at_once_is_said_before_saving(kupang: Cast) -> None:
    answer = visitor(kupang.region_admin).post(ADDRESS, typed(pratinjau="1"))
    assert "dijalankan begitu aturan disimpan" in answer.content.decode()
    later = (this_month() + datetime.timedelta(days=400)).isoformat()
    answer = visitor(kupang.region_admin).post(ADDRESS, typed(pratinjau="1", begins_on=later))
    assert "dijalankan begitu aturan disimpan" not in answer.content.decode()


def test_a_stale_save_keeps_what_was_typed_and_shows_what_is_stored(kupang: Cast) -> None:
    a_rule(lock_after=30)
    client = visitor(kupang.region_admin)
    answer = client.post(ADDRESS, typed(edition=0, lock_after=25))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "kunci 30" in text
    assert 'name="lock_after" value="25"' in text
    assert PeriodRule.objects.get().lock_after == 30
    assert client.post(ADDRESS, typed(edition=1, lock_after=25)).status_code == 302
    assert PeriodRule.objects.get().lock_after == 25


@pytest.mark.parametrize("who", OTHERS)
def test_others_do_not_change_rules(kupang: Cast, who: str) -> None:
    client = visitor(getattr(kupang, who))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, typed()).status_code == 403
    assert not PeriodRule.objects.exists()


def test_strangers_sign_in_and_an_unknown_kind_is_not_found(client: Client, kupang: Cast) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/masuk/")
    assert visitor(kupang.region_admin).get("/periode/jadwal/week/").status_code == 404
    assert visitor(kupang.region_admin).put(ADDRESS).status_code == 405
