"""What waits for a rater, the most urgent first."""

import datetime
import re

from agencies.models import AuditEvent
from agencies.permissions import actor_of
from appraisal.models import Exclusion, Period, Rating, RatingChange, SentRating
from appraisal.services.rating.load_rating_tasks import load_rating_tasks
from tests.appraisal.delegation.delegating import in_days
from tests.appraisal.deliveries import delivered
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.visitors import page, visitor

TASKS = "/penilaian/"


def tasks(month: Month) -> list[str]:
    """What waits for Sari, in order."""
    waiting = page(visitor(month.cast.sari), TASKS).split("<main")[1].split("<details")[0]
    return re.findall(r'class="task-link"[^>]*>([^<]+)<', waiting)


def rated_on_the_sheet(month: Month) -> RatingChange:
    """Sari gave Budi's January on the sheet, not in a file."""
    return RatingChange.objects.create(
        period=a_period(), plan=month.plan, made_by=month.cast.sari.user, made_by_name="Sari", before={}, after={}
    )


def sent(month: Month, code: str = "2026-01") -> SentRating:
    """Sari has sent Budi's row."""
    account = month.cast.sari.user
    return SentRating.objects.create(
        period=a_period(code), plan=month.plan, rater=month.cast.sari, version="x", sent_by=account
    )


def excluded(month: Month) -> Exclusion:
    """Budi is away all year."""
    first_day, account = a_period().first_day, month.cast.region_admin
    return Exclusion.objects.create(
        employee=month.budi, kind="leave", first_day=first_day, reason="cuti besar", decided_by=account
    )


def test_the_oldest_deadline_comes_first(month: Month) -> None:
    rated_on_the_sheet(month)
    found = tasks(month)
    assert found[0] == "Kirim penilaian 1 pegawai untuk Januari 2026"
    assert found[1] == "Nilai 1 pegawai untuk Februari 2026"


def test_a_deadline_puts_a_period_before_older_ones(month: Month) -> None:
    Period.objects.filter(pk=a_period("2026-06").pk).update(rate_until=a_period().first_day)
    assert tasks(month)[0] == "Nilai 1 pegawai untuk Juni 2026"
    assert "sudah lewat." in page(visitor(month.cast.sari), TASKS)


def test_a_row_is_done_only_when_it_was_sent(month: Month) -> None:
    rated_on_the_sheet(month)
    assert "Kirim penilaian 1 pegawai untuk Januari 2026" in tasks(month)
    sent(month)
    assert "Kirim penilaian 1 pegawai untuk Januari 2026" not in tasks(month)
    assert "Periode yang sudah selesai (1)" in page(visitor(month.cast.sari), TASKS)


def test_levels_from_a_file_need_no_sending(month: Month) -> None:
    assert not [text for text in tasks(month) if "Januari" in text]


def test_a_row_that_was_opened_again_waits_again(month: Month) -> None:
    rated_on_the_sheet(month)
    row = sent(month)
    row.reopened_at, row.reopened_by, row.reopen_reason = row.sent_at, month.cast.sari.user, "Salah ketik"
    row.save()
    assert "Kirim penilaian 1 pegawai untuk Januari 2026" in tasks(month)


def test_what_was_delivered_need_not_be_sent(month: Month) -> None:
    rated_on_the_sheet(month)
    month.evaluate()
    assert "Sampaikan hasil Januari 2026" in tasks(month)
    delivered(month)
    assert not [text for text in tasks(month) if "Januari" in text]


def test_who_is_excluded_is_not_waited_for(month: Month) -> None:
    excluded(month)
    assert tasks(month) == []
    text = page(visitor(month.cast.sari), TASKS)
    assert "Tidak ada tugas." in text
    assert "Tidak ada yang ditunggu" in text


def test_an_exclusion_that_was_taken_back_counts_no_more(month: Month) -> None:
    row = excluded(month)
    row.ended_at, row.ended_by = row.decided_at, month.cast.region_admin
    row.save()
    assert "Nilai 1 pegawai untuk Februari 2026" in tasks(month)


def test_an_empty_list_says_when_the_next_month_opens(month: Month) -> None:
    excluded(month)
    assert "Penilaian berikutnya dibuka 1 " in page(visitor(month.cast.sari), TASKS)


def test_looking_writes_nothing(month: Month) -> None:
    before = AuditEvent.objects.count(), Period.objects.count(), Rating.objects.count()
    page(visitor(month.cast.sari), TASKS)
    assert (AuditEvent.objects.count(), Period.objects.count(), Rating.objects.count()) == before


def test_a_deadline_to_come_is_named(month: Month) -> None:
    Period.objects.filter(pk=a_period("2026-02").pk).update(rate_until=in_days(3))
    assert "Batas penilaian" in page(visitor(month.cast.sari), TASKS)


def test_a_quarter_is_done_only_after_its_last_day(month: Month) -> None:
    a_period("2026-Q1")
    sent(month, "2026-Q1")
    account = month.cast.sari.user
    assert account is not None
    actor = actor_of(account)
    running = load_rating_tasks(actor=actor, today=datetime.date(2026, 3, 31))
    over = load_rating_tasks(actor=actor, today=datetime.date(2026, 4, 1))
    named = "Penilaian Triwulan I 2026"
    assert [named in {task.text for task in found.done} for found in (running, over)] == [False, True]
