"""The rater's superior takes over when the rater is silent, and not before."""

from contextvars import Context

import pytest
from django.http import HttpResponse
from django.test import Client

from agencies.models import AuditEvent, Delegation, DelegationKind
from appraisal.models import Exclusion, Period, Rating, SentRating
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.delegation.delegating import handed_over, in_days, overdue_january
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.team.test_rating_tasks import rated_on_the_sheet
from tests.appraisal.test_rating_sheet import SHEET, names_on
from tests.cast import Cast
from tests.visitors import page, visitor

TASKS = "/penilaian/"


def address(month: Month, code: str = "2026-01") -> str:
    """Where Sari's rating of a period is taken over."""
    return f"/delegasi/ambil-alih/{code}/{month.cast.sari.pk}/"


def taken_over(month: Month, reason: str = "Tidak ada kabar sejak 2 Februari") -> HttpResponse:
    """Ratna, Sari's superior, takes over."""
    return visitor(month.cast.ratna).post(address(month), {"reason": reason})  # type: ignore[return-value]


@pytest.fixture
def late(month: Month) -> Month:
    """Sari has not rated Budi, and the deadline has passed."""
    Rating.objects.all().delete()
    overdue_january()
    return month


def test_a_visitor_is_sent_to_the_sign_in(client: Client, late: Month) -> None:
    assert client.get(address(late))["Location"].startswith("/masuk/")


def test_the_tasks_of_the_superior_name_the_silent_rater(late: Month) -> None:
    text = page(visitor(late.cast.ratna), TASKS)
    assert "Pejabat penilai belum menyelesaikan Januari 2026: Sari Wulandari" in text
    assert address(late) in text
    assert "1 dari 1 belum terkirim" in text


def test_the_page_says_who_waits_and_until_when_it_lasts(late: Month) -> None:
    text = page(visitor(late.cast.ratna), address(late))
    assert "1 pegawai: Budi Santoso" in text
    assert "masih dapat menyelesaikan sendiri" in text
    assert not Delegation.objects.exists()


def test_the_superior_takes_over_for_fourteen_days_and_rates(late: Month) -> None:
    assert taken_over(late)["Location"] == SHEET
    made = Delegation.objects.get()
    assert (made.kind, made.delegate, made.rater) == (DelegationKind.TAKEOVER, late.cast.ratna, late.cast.sari)
    assert (made.first_day, made.last_day) == (in_days(0), in_days(13))
    assert names_on(page(visitor(late.cast.ratna), SHEET)) == ["Budi Santoso"]
    assert AuditEvent.objects.get(action="rating_taken_over").reason.startswith("Tidak ada kabar")


def test_both_read_of_it_on_their_tasks(late: Month) -> None:
    taken_over(late)
    superior, rater = page(visitor(late.cast.ratna), TASKS), page(visitor(late.cast.sari), TASKS)
    assert "Anda mengambil alih penilaian Sari Wulandari" in superior
    assert "Pejabat penilai belum menyelesaikan" not in superior
    assert "Atasan Anda, Ratna Dewi, mengambil alih penilaian sampai" in rater
    assert "Nilai 1 pegawai untuk Januari 2026" in rater


def test_a_reason_is_asked_for(late: Month) -> None:
    answer = taken_over(late, "")
    assert answer.status_code == 422
    assert "Tulis alasan pengambilalihan." in answer.content.decode()


def test_a_row_that_is_rated_but_not_sent_waits_too(month: Month) -> None:
    overdue_january()
    rated_on_the_sheet(month)
    assert "1 dari 1 belum terkirim" in page(visitor(month.cast.ratna), TASKS)
    assert taken_over(month).status_code == 302


def test_nothing_is_taken_over_before_the_deadline(late: Month) -> None:
    Period.objects.update(rate_until=in_days(0))
    answer = taken_over(late)
    assert answer.status_code == 409
    assert "belum lewat" in answer.content.decode()
    assert "Pejabat penilai belum menyelesaikan" not in page(visitor(late.cast.ratna), TASKS)


def test_without_a_deadline_raters_have_five_days(late: Month) -> None:
    Period.objects.update(rate_until=None)
    assert "belum menyelesaikan Januari 2026" in page(visitor(late.cast.ratna), TASKS)
    assert taken_over(late).status_code == 302


def test_what_was_sent_is_not_taken_over(late: Month) -> None:
    SentRating.objects.create(
        period=a_period(), plan=late.plan, rater=late.cast.sari, version="x", sent_by=late.cast.sari.user
    )
    answer = taken_over(late)
    assert answer.status_code == 409
    assert "sudah terkirim" in answer.content.decode()


def test_who_is_excluded_is_not_waited_for(late: Month) -> None:
    Exclusion.objects.create(
        employee=late.budi, kind="leave", first_day=a_period().first_day, reason="cuti", decided_by=late.cast.sari.user
    )
    assert "Pejabat penilai belum menyelesaikan" not in page(visitor(late.cast.ratna), TASKS)
    assert taken_over(late).status_code == 409


def test_a_locked_period_is_not_taken_over(late: Month) -> None:
    lock_period(period=a_period())
    assert "sudah dikunci" in taken_over(late).content.decode()


def test_a_delegation_that_is_running_ends_and_a_later_one_is_kept(late: Month) -> None:
    running = handed_over(late.cast, late.cast.citra, 0, 3)
    coming = handed_over(late.cast, late.cast.dewi, 6, 9)
    assert "Delegasi itu berakhir bila Anda mengambil alih." in page(visitor(late.cast.ratna), address(late))
    taken_over(late)
    running.refresh_from_db()
    coming.refresh_from_db()
    assert running.ended_at is not None
    assert coming.ended_at is None
    assert Delegation.objects.get(kind=DelegationKind.TAKEOVER).last_day == in_days(5)


def test_it_is_not_taken_over_twice(late: Month) -> None:
    taken_over(late)
    answer = taken_over(late)
    assert answer.status_code == 409
    assert "Anda sudah menilai atas nama Sari Wulandari" in answer.content.decode()


def test_the_silent_rater_cannot_end_it_but_the_superior_can(late: Month) -> None:
    taken_over(late)
    path = f"/delegasi/{Delegation.objects.get().pk}/akhiri/"
    assert visitor(late.cast.sari).post(path).status_code == 403
    assert visitor(late.cast.ratna).post(path).status_code == 302
    assert visitor(late.cast.ratna).get(f"{SHEET}{late.plan.pk}/").status_code == 200
    assert names_on(page(visitor(late.cast.ratna), SHEET)) == []


@pytest.mark.parametrize("who", ["sari", "budi", "dewi", "agency_admin", "region_admin", "regional_head", "auditor"])
def test_nobody_else_takes_over(late: Month, who: str) -> None:
    client = visitor(getattr(late.cast, who))
    assert client.get(address(late)).status_code == 403
    assert client.post(address(late), {"reason": "x"}).status_code == 403
    assert not Delegation.objects.exists()


def test_another_region_has_no_such_rater(bandung: Cast, late: Month) -> None:
    client = visitor(bandung.ratna)
    assert Context().run(client.get, address(late)).status_code == 404


def test_an_unknown_period_is_not_there(late: Month) -> None:
    assert visitor(late.cast.ratna).get(address(late, "1999-01")).status_code == 404
