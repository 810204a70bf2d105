"""Hari khusus: the national list, the region's own days, and the dates of the schedule that move with them."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent, RegionalDay
from agencies.working_days import regional_day
from appraisal.models import ScheduledStep
from appraisal.services.schedule.foresee_day import foresee_day
from appraisal.services.schedule.plan_steps import plan_steps
from tests.appraisal.schedule.rules import a_rule
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

ADDRESS = "/periode/hari/"
YEAR = f"{ADDRESS}?tahun=2026"
READERS = ["region_admin", "agency_admin", "regional_head", "auditor"]


def typed(day: object = "2026-04-23", **changed: object) -> dict[str, object]:
    """The form as the browser sends it."""
    return {"day": day, "name": "Hari Jadi Kota Kupang", "kind": "libur", **changed}


def a_waiting_day() -> datetime.date:
    """The next day on which a step of this month's end waits."""
    a_rule()
    plan_steps(today=timezone.localdate())
    return ScheduledStep.objects.filter(step="close_entry", due_on__gt=timezone.localdate()).earliest("due_on").due_on


def test_the_national_days_and_joint_leave_are_listed(kupang: Cast) -> None:
    text = page(visitor(kupang.auditor), YEAR)
    assert "Tahun Baru Masehi" in text
    assert "Cuti Bersama Hari Raya Natal" in text
    assert text.count('<th scope="row">') == 25
    assert "belum menetapkan hari khusus" in text


def test_estimates_and_joint_leave_to_come_are_said(kupang: Cast) -> None:
    text = page(visitor(kupang.region_admin), f"{ADDRESS}?tahun=2028")
    assert "Hari Raya Idul Fitri (perkiraan)" in text
    assert "Cuti bersama 2028 belum ditetapkan." in text


def test_a_day_is_added_and_recorded(kupang: Cast) -> None:
    text = visitor(kupang.region_admin).post(ADDRESS, typed(), follow=True).content.decode()
    assert "23 April 2026 menjadi hari libur daerah. Tidak ada tanggal jadwal yang berubah." in text
    event = AuditEvent.objects.get(action=AuditEvent.Action.REGIONAL_DAY_CHANGED)
    assert event.details["after"] == {"day": "2026-04-23", "name": "Hari Jadi Kota Kupang", "is_worked": False}


def test_dates_of_the_schedule_move_with_it_and_back(kupang: Cast) -> None:
    day = a_waiting_day()
    client = visitor(kupang.region_admin)
    text = client.post(ADDRESS, typed(day), follow=True).content.decode()
    assert "tanggal jadwal berubah." in text
    assert not ScheduledStep.objects.filter(due_on=day, state="waiting", is_moved=False).exists()
    client.post(ADDRESS, {"hapus": RegionalDay.objects.get().pk})
    assert not RegionalDay.objects.exists()
    assert ScheduledStep.objects.filter(due_on=day, step="close_entry").exists()


def test_what_would_move_is_shown_before_and_nothing_saved(kupang: Cast) -> None:
    day = a_waiting_day()
    answer = visitor(kupang.region_admin).post(ADDRESS, typed(day, pratinjau="1"))
    assert answer.status_code == 200
    assert "Bila ditambahkan:" in answer.content.decode()
    assert "menjadi" in answer.content.decode()
    assert not RegionalDay.objects.exists()


def test_what_is_foreseen_is_what_happens(kupang: Cast) -> None:
    day = a_waiting_day()
    foreseen = foresee_day(changed=regional_day(day, "Hari Jadi", False), today=timezone.localdate())
    RegionalDay.objects.create(day=day, name="Hari Jadi", decided_by=kupang.region_admin)
    assert plan_steps(today=timezone.localdate()) == len(foreseen) > 0


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"day": "2026-04-25"}, "25 April 2026 sudah libur: Sabtu."),
        ({"day": "2026-08-17"}, "sudah libur: Hari Kemerdekaan Republik Indonesia."),
        ({"kind": "kerja"}, "23 April 2026 (Kamis) sudah hari kerja."),
        ({"name": " "}, "Tulis nama harinya"),
        ({"day": "1926-04-23"}, "Pilih tanggal antara tahun 2000 dan 2100."),
        ({"day": "kapan"}, "Tulis tanggal seperti 2026-11-21."),
        ({"kind": ""}, "Pilih libur atau kerja."),
    ],
)
def test_a_day_that_changes_nothing_is_refused(kupang: Cast, changed: dict[str, object], sentence: str) -> None:
    answer = visitor(kupang.region_admin).post(ADDRESS, typed(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RegionalDay.objects.exists()


def test_a_national_day_is_worked_by_the_regions_word(kupang: Cast) -> None:
    text = visitor(kupang.region_admin).post(ADDRESS, typed("2026-12-24", kind="kerja"), follow=True).content.decode()
    assert "24 Desember 2026 menjadi hari kerja." in text
    assert "Hari kerja daerah" in text


def test_the_same_day_twice_is_refused(kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    client.post(ADDRESS, typed("2026-12-24", kind="kerja"))
    assert "sudah hari kerja" in client.post(ADDRESS, typed("2026-12-24", kind="kerja")).content.decode()


@pytest.mark.parametrize("number", ["0", "x", "9" * 30])
def test_a_day_that_is_not_there_is_not_removed(kupang: Cast, number: str) -> None:
    assert visitor(kupang.region_admin).post(ADDRESS, {"hapus": number}).status_code == 404


def test_admins_head_and_auditor_read_and_others_do_not(client: Client, kupang: Cast) -> None:
    assert all(visitor(getattr(kupang, who)).get(ADDRESS).status_code == 200 for who in READERS)
    assert all(visitor(who).get(ADDRESS).status_code == 403 for who in (kupang.budi, kupang.sari))
    assert client.get(ADDRESS)["Location"].startswith("/masuk/")
    assert visitor(kupang.region_admin).put(ADDRESS).status_code == 405


@pytest.mark.parametrize("who", [*READERS[1:], "budi"])
def test_others_do_not_change_days(kupang: Cast, who: str) -> None:
    assert visitor(getattr(kupang, who)).post(ADDRESS, typed()).status_code == 403
    assert not RegionalDay.objects.exists()


def test_a_day_of_another_region_is_neither_seen_nor_removed(bandung: Cast, kupang: Cast) -> None:
    day = RegionalDay.objects.create(day=datetime.date(2026, 4, 23), name="Sail Kupang", decided_by=kupang.region_admin)
    text = outside_any_scope(visitor(bandung.region_admin), YEAR).content.decode()
    assert day.name not in text
