"""The page on which a closing is taken back."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from appraisal.models import Period, PeriodState
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.visitors import page, visitor

ADDRESS = "/periode/2026-03/penutupan/"
CLOSED_AT = datetime.datetime(2026, 4, 7, 16, 5, tzinfo=datetime.UTC)


@pytest.fixture
def closed(kupang: Cast) -> Cast:
    """March takes no reports any more."""
    a_period("2026-03")
    Period.objects.update(entry_closed_at=CLOSED_AT)
    return kupang


def test_it_says_what_is_closed_since_when(closed: Cast) -> None:
    text = page(visitor(closed.region_admin), ADDRESS)
    assert "Pelaporan ditutup 8 April 2026 pukul 00.05 WITA." in text
    assert "Penilaian ditutup" not in text


def test_it_opens_what_was_closed(closed: Cast) -> None:
    answer = visitor(closed.region_admin).post(
        ADDRESS, {"what": "pelaporan", "reason": "Jaringan putus sepekan"}, follow=True
    )
    assert "Pelaporan Maret 2026 dibuka kembali sampai periode dikunci." in answer.content.decode()
    assert Period.objects.get().entry_closed_at is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"what": "pelaporan", "reason": ""}, "Tulis alasan membuka kembali."),
        ({"what": "penilaian", "reason": "Keliru"}, "Pilih salah satu."),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(closed: Cast, typed: dict[str, str], said: str) -> None:
    answer = visitor(closed.region_admin).post(ADDRESS, typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed["reason"] in answer.content.decode()
    assert Period.objects.get().entry_closed_at == CLOSED_AT


def test_where_both_are_closed_one_is_chosen(closed: Cast) -> None:
    Period.objects.update(scoring_closed_at=CLOSED_AT)
    client = visitor(closed.region_admin)
    assert "Yang dibuka kembali" in page(client, ADDRESS)
    client.post(ADDRESS, {"what": "penilaian", "reason": "Penilai sakit"})
    period = Period.objects.get()
    assert (period.entry_closed_at, period.scoring_closed_at) == (CLOSED_AT, None)


def test_where_nothing_is_closed_the_page_says_so(kupang: Cast) -> None:
    a_period("2026-03")
    assert "tidak sedang ditutup" in page(visitor(kupang.region_admin), ADDRESS)


def test_a_locked_period_is_to_be_opened_first(closed: Cast) -> None:
    Period.objects.update(state=PeriodState.LOCKED, locked_at=timezone.now())
    assert "Buka kembali periodenya lebih dahulu" in page(visitor(closed.region_admin), ADDRESS)


@pytest.mark.parametrize("who", ["agency_admin", "regional_head", "auditor", "budi"])
def test_others_do_not_take_it_back(closed: Cast, who: str) -> None:
    client = visitor(getattr(closed, who))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, {"what": "pelaporan", "reason": "x"}).status_code == 403


def test_a_visitor_signs_in_and_a_period_that_is_not_there_is_not_found(closed: Cast, client: Client) -> None:
    assert client.get(ADDRESS)["Location"].startswith("/masuk/")
    assert visitor(closed.region_admin).get("/periode/2026-05/penutupan/").status_code == 404
    assert visitor(closed.region_admin).put(ADDRESS).status_code == 405
