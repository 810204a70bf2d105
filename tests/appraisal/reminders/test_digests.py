"""One message a working day: what waits, never a figure, never at night."""

import datetime
import smtplib
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from agencies.models import Employee, MailAddress, RegionalDay
from appraisal.models import Digest, Reminder
from appraisal.services.reminders.send_digests import digest_is_due, send_digests
from tests.appraisal.month import Month
from tests.appraisal.reminders.rows import a_reminder
from tests.appraisal.reminders.test_reminders import unreported
from tests.cast import Cast

__all__ = ["unreported"]


Capture = Callable[[], AbstractContextManager[list[object]]]


def at(text: str) -> datetime.datetime:
    """A moment of Kupang's own time."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=timezone.get_current_timezone())


MONDAY = "2026-02-02 08:30"


@pytest.fixture
def reminded(unreported: Month) -> Month:
    """Budi wants a digest and was reminded on Sunday evening."""
    wants(unreported.budi)
    Reminder.objects.filter(pk=a_reminder(unreported.cast).pk).update(sent_at=at("2026-02-01 19:00"))
    return unreported


def wants(person: Employee, address: str = "budi@kupang.example") -> None:
    """The account of a person gets its mail somewhere."""
    MailAddress.objects.create(user=person.user, address=address)


def test_what_waits_goes_out_in_one_message(reminded: Month) -> None:
    assert send_digests(now=at(MONDAY)) == 1
    (message,) = mail.outbox
    assert message.to == ["budi@kupang.example"]
    assert message.subject == "Timbang: 1 hal menunggu Anda"
    assert "Laporkan realisasi Januari 2026." in message.body
    assert "/realisasi/?periode=2026-01" in message.body


def test_it_goes_out_once_a_day(reminded: Month) -> None:
    send_digests(now=at(MONDAY))
    assert not digest_is_due(now=at("2026-02-02 14:00"))
    assert send_digests(now=at("2026-02-02 14:00")) == 0


def test_without_a_new_reminder_the_next_day_is_silent(reminded: Month) -> None:
    send_digests(now=at(MONDAY))
    assert send_digests(now=at("2026-02-03 08:30")) == 0


@pytest.mark.parametrize("moment", ["2026-02-02 07:30", "2026-02-02 18:30", "2026-02-06 12:00", "2026-02-07 09:00"])
def test_quiet_hours_stay_quiet(reminded: Month, moment: str) -> None:
    assert not digest_is_due(now=at(moment))
    assert send_digests(now=at(moment)) == 0


def test_a_free_day_of_the_region_is_quiet(reminded: Month) -> None:
    RegionalDay.objects.create(
        day=datetime.date(2026, 2, 2), name="Hari jadi daerah", decided_by=reminded.cast.region_admin
    )
    assert send_digests(now=at(MONDAY)) == 0


def test_who_wants_none_gets_none(reminded: Month) -> None:
    MailAddress.objects.update(wants_digest=False)
    assert not digest_is_due(now=at(MONDAY))


def test_what_was_done_meanwhile_is_not_told(reminded: Month) -> None:
    Reminder.objects.update(stage="acknowledge")
    assert send_digests(now=at(MONDAY)) == 0
    assert (mail.outbox, Digest.objects.get().sent_at) == ([], None)


def test_an_address_that_is_refused_is_left_alone_until_tomorrow(
    reminded: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert send_digests(now=at(MONDAY)) == 0
    assert "tidak dikenal" in Digest.objects.get().error
    assert not digest_is_due(now=at(MONDAY))


def refuse(*_arguments: object) -> int:
    """A mail server that does not know the address."""
    raise smtplib.SMTPRecipientsRefused({"budi@kupang.example": (550, b"tidak dikenal")})


def test_a_mail_server_that_is_away_leaves_the_digest_for_the_next_tick(
    reminded: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "send_messages", break_down)
        assert send_digests(now=at(MONDAY)) == 0
    assert digest_is_due(now=at(MONDAY))


def break_down(*_arguments: object) -> int:
    """A mail server that is away."""
    raise ConnectionRefusedError


def test_another_region_is_not_reached(bandung: Cast, reminded: Month) -> None:
    send_digests(now=at(MONDAY))
    assert [message.to for message in mail.outbox] == [["budi@kupang.example"]]


def test_a_full_batch_asks_for_the_next(
    reminded: Month, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Capture
) -> None:
    monkeypatch.setattr("appraisal.services.reminders.send_digests.BATCH", 1)
    with django_capture_on_commit_callbacks() as asked:
        send_digests(now=at(MONDAY))
    assert len(asked) == 1
