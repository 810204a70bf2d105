"""An admin reminds people; they see it where they work, until it is done."""

from contextvars import Context

import pytest
from django.test import Client

from agencies.models import AuditEvent
from appraisal.models import Actual, Period, Rating, Reminder
from appraisal.services.reminders.load_reminders import load_reminders
from tests.appraisal.deliveries import acting, delivered
from tests.appraisal.factories import a_period, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.visitors import page, visitor

SEND = "/pemantauan/2026-01/1.02.01/ingatkan/"


@pytest.fixture
def unreported(month: Month) -> Month:
    """Budi has reported one of two indicators."""
    Actual.objects.filter(indicator=month.visits).delete()
    return month


def remind(month: Month, group: str = "belum-melapor", **data: object) -> Client:
    """The admin of the dinas sends a group its reminders."""
    admin = visitor(month.cast.agency_admin)
    assert admin.post(SEND, {"siapa": group, **data}).status_code == 302
    return admin


def test_the_preview_says_who_and_what_and_writes_nothing(unreported: Month) -> None:
    shown = page(visitor(unreported.cast.agency_admin), f"{SEND}?siapa=belum-melapor")
    assert "1 orang akan diingatkan" in shown
    assert "Laporkan realisasi Januari 2026." in shown
    assert not Reminder.objects.exists()


def test_a_reminder_stands_on_the_page_of_its_person(unreported: Month) -> None:
    remind(unreported)
    (shown,) = load_reminders(actor=acting(unreported.budi))
    assert shown.text == "Laporkan realisasi Januari 2026."
    assert shown.sent_by == "uji-agency-admin"
    assert "realisasi" in shown.url


def test_the_result_is_said_and_audited(unreported: Month) -> None:
    admin = remind(unreported)
    assert "1 orang diingatkan." in page(admin, "/pemantauan/2026-01/1.02.01/")
    event = AuditEvent.objects.get(action="reminders_sent")
    assert (event.subject, event.details["people"]) == ("2026-01, 1.02.01", 1)


def test_nobody_is_reminded_twice_a_day(unreported: Month) -> None:
    remind(unreported)
    admin = remind(unreported)
    assert "0 orang diingatkan, 1 sudah diingatkan hari ini." in page(admin, "/pemantauan/2026-01/1.02.01/")
    assert Reminder.objects.count() == 1


def test_it_vanishes_when_it_is_done(unreported: Month) -> None:
    remind(unreported)
    an_actual(unreported.budi, unreported.visits, "2026-01", "20")
    assert load_reminders(actor=acting(unreported.budi)) == ()


def test_it_vanishes_when_the_period_is_locked(unreported: Month) -> None:
    remind(unreported)
    Period.objects.filter(pk=a_period().pk).update(state="locked", locked_at="2026-02-10T00:00Z")
    assert load_reminders(actor=acting(unreported.budi)) == ()


def test_it_vanishes_when_it_was_seen(unreported: Month) -> None:
    remind(unreported)
    reminder = Reminder.objects.get()
    answer = visitor(unreported.budi).post(f"/pengingat/{reminder.pk}/lihat/")
    assert answer.headers["Location"] == "/kinerja/"
    assert load_reminders(actor=acting(unreported.budi)) == ()


def test_somebody_elses_reminder_stays_where_it_is(unreported: Month) -> None:
    remind(unreported)
    reminder = Reminder.objects.get()
    assert visitor(unreported.cast.citra).post(f"/pengingat/{reminder.pk}/lihat/").status_code == 403
    assert Reminder.objects.get().seen_at is None


def test_a_rater_is_reminded_once_for_all_staff(month: Month) -> None:
    Rating.objects.all().delete()
    remind(month, "pejabat-penilai")
    reminder = Reminder.objects.get()
    assert (reminder.employee, reminder.stage) == (month.cast.sari, "rate")
    supervisor_ratings(month.budi, month.cast.sari, "2026-01", 3)
    assert load_reminders(actor=acting(month.cast.sari)) == ()


def test_the_employee_is_reminded_to_take_note(month: Month) -> None:
    delivered(month)
    remind(month, "belum-mengetahui")
    (shown,) = load_reminders(actor=acting(month.budi))
    assert shown.stage == "acknowledge"


def test_ticked_people_bring_whoever_they_wait_for(month: Month) -> None:
    Rating.objects.all().delete()
    Actual.objects.filter(indicator=month.visits).delete()
    remind(month, "pilihan", pegawai=[month.budi.pk])
    found = Reminder.objects.order_by("stage").values_list("employee_id", "stage")
    assert list(found) == [(month.cast.sari.pk, "rate"), (month.budi.pk, "report")]


def test_nobody_ticked_is_nobody_reminded(unreported: Month) -> None:
    assert "Tidak ada orang yang perlu diingatkan." in page(visitor(unreported.cast.agency_admin), SEND)
    remind(unreported, "pilihan")
    assert not Reminder.objects.exists()


def test_who_has_no_account_is_named_and_left_out(unreported: Month) -> None:
    account = unreported.budi.user
    unreported.budi.user = None
    unreported.budi.save()
    assert account is not None
    admin = remind(unreported)
    assert "0 orang diingatkan, 1 belum punya akun." in page(admin, "/pemantauan/2026-01/1.02.01/")


def test_a_locked_period_reminds_nobody(unreported: Month) -> None:
    Period.objects.filter(pk=a_period().pk).update(state="locked", locked_at="2026-02-10T00:00Z")
    admin = remind(unreported)
    assert "Periode ini sudah dikunci" in page(admin, "/pemantauan/2026-01/1.02.01/")
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("who", ["regional_head", "auditor", "sari"])
def test_readers_and_supervisors_do_not_remind(unreported: Month, who: str) -> None:
    person = getattr(unreported.cast, who)
    assert visitor(person).get(SEND).status_code == 403
    assert visitor(person).post(SEND, {"siapa": "belum-melapor"}).status_code == 403


def test_an_unknown_group_is_no_page(month: Month) -> None:
    assert visitor(month.cast.agency_admin).get(f"{SEND}?siapa=x").status_code == 404


def test_another_region_knows_nothing_of_it(bandung: Cast, unreported: Month) -> None:
    remind(unreported)
    reminder = Reminder.objects.get()
    stranger = visitor(bandung.budi)
    assert Context().run(stranger.post, f"/pengingat/{reminder.pk}/lihat/").status_code == 404
