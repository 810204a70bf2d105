"""The page of the delivery, and where else a delivery shows."""

import re
from contextvars import Context

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from appraisal.models import Actual, Delivery
from appraisal.services.periods.lock_period import lock_period, unlock_period
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.deliveries import ADVICE, acknowledged, address_of, changed, delivered
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.visitors import page, visitor


@pytest.fixture
def january(month: Month) -> Month:
    """Evaluated, not delivered."""
    month.evaluate()
    return month


def scorecard_of(month: Month, who: str = "sari", asked: str = "") -> str:
    """Budi's scorecard as somebody of the cast sees it."""
    return page(visitor(getattr(month.cast, who)), f"/evaluasi/2026-01/{month.plan.pk}/{asked}")


def shown_on(text: str) -> str:
    """The fingerprint that the form carries."""
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', text)
    assert found
    return found[1]


def send(month: Month, text: str = ADVICE, *, shown: str | None = None) -> tuple[int, str]:
    """Sari posts the form; status and text of the page she ends on."""
    fields = {"recommendation": text, "shown": month.evaluation().fingerprint if shown is None else shown}
    answer = visitor(month.cast.sari).post(address_of(month, "sampaikan"), fields, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_page_shows_the_result_as_the_employee_will_see_it(january: Month) -> None:
    text = page(visitor(january.cast.sari), address_of(january, "sampaikan"))
    assert "Sampaikan hasil kepada Budi Santoso" in text
    assert '<strong class="why-score num">100,70</strong>' in text
    assert "Langkah berikutnya: capai target 100 orang" in text
    assert "Capaian 95,00%." in text
    assert shown_on(text) == january.evaluation().fingerprint


def test_it_says_what_happens_next(january: Month) -> None:
    text = page(visitor(january.cast.sari), address_of(january, "sampaikan"))
    assert "Hari ini tercatat sebagai hari hasil diterima." in text
    assert "Mengetahui bukan berarti menyetujui." in text


def test_looking_at_it_writes_nothing(january: Month) -> None:
    changed(january)
    page(visitor(january.cast.sari), address_of(january, "sampaikan"))
    assert january.evaluation().revision == 1


def test_sending_it_leads_to_the_scorecard_which_says_so(january: Month) -> None:
    status, text = send(january)
    assert status == 200
    assert "Hasil disampaikan kepada Budi Santoso pada" in text
    assert ADVICE in text
    assert Delivery.objects.get().delivered_by == january.cast.sari


@pytest.mark.parametrize(
    "other", ["budi", "ratna", "agency_admin", "region_admin", "regional_head", "auditor", "citra"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused(january: Month, other: str, method: str) -> None:
    client = visitor(getattr(january.cast, other))
    assert getattr(client, method)(address_of(january, "sampaikan")).status_code == 403
    assert not Delivery.objects.exists()


def test_a_visitor_is_sent_to_the_sign_in(client: Client, january: Month) -> None:
    address = address_of(january, "sampaikan")
    assert client.get(address)["Location"] == f"/masuk/?next={address}"


@pytest.mark.parametrize("act", ["sampaikan", "ketahui"])
def test_another_region_does_not_learn_that_it_exists(bandung: Cast, january: Month, act: str) -> None:
    address = address_of(january, act)
    assert Context().run(visitor(bandung.sari).post, address).status_code == 404


def test_it_can_only_be_read_and_sent(january: Month) -> None:
    assert visitor(january.cast.sari).put(address_of(january, "sampaikan")).status_code == 405


def test_an_empty_recommendation_is_refused_with_a_hint(january: Month) -> None:
    status, text = send(january, "  ")
    assert status == 422
    assert "Tulis rekomendasi perbaikan, misalnya satu langkah" in text


def test_a_recommendation_that_is_too_long_is_refused_and_kept(january: Month) -> None:
    status, text = send(january, "b" * 2001)
    assert status == 422
    assert "Rekomendasi 2001 karakter." in text
    assert "b" * 2001 in text


def test_a_result_that_changed_meanwhile_is_shown_anew_and_the_text_is_kept(january: Month) -> None:
    before = january.evaluation().fingerprint
    changed(january)
    status, text = send(january, shown=before)
    assert status == 409
    assert "Hasil berubah sejak halaman ini dibuka" in text
    assert f"{ADVICE}</textarea>" in text
    assert shown_on(text) == january.evaluation().fingerprint != before
    assert not Delivery.objects.exists()


def test_what_was_shown_anew_can_be_sent(january: Month) -> None:
    before = january.evaluation().fingerprint
    changed(january)
    _status, text = send(january, shown=before)
    assert send(january, shown=shown_on(text))[0] == 200
    assert Delivery.objects.get().revision == 2


def test_an_incomplete_result_lists_its_gaps_and_offers_no_form(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    month.evaluate()
    text = page(visitor(month.cast.sari), address_of(month, "sampaikan"))
    assert "<li>Kunjungan rumah bulan Januari belum dilaporkan</li>" in text
    assert "<textarea" not in text


def test_a_result_that_became_incomplete_is_refused_and_the_text_is_kept(january: Month) -> None:
    Actual.objects.filter(indicator=january.visits).delete()
    status, text = send(january)
    assert status == 409
    assert "Hasil belum lengkap" in text
    assert ADVICE in text


def test_a_delivered_result_says_since_when(month: Month) -> None:
    delivered(month)
    text = page(visitor(month.cast.sari), address_of(month, "sampaikan"))
    assert "Hasil ini sudah disampaikan pada" in text
    assert "<textarea" not in text
    assert send(month, "Kedua.")[0] == 409


def test_the_former_recommendation_stands_beside_the_new_form(month: Month) -> None:
    delivered(month)
    changed(month)
    month.evaluate()
    text = page(visitor(month.cast.sari), address_of(month, "sampaikan"))
    assert "Rekomendasi sebelumnya" in text
    assert ADVICE in text


def test_the_rater_finds_the_button_on_the_scorecard_and_others_do_not(january: Month) -> None:
    link = f'href="{address_of(january, "sampaikan")}"'
    assert link in scorecard_of(january)
    assert [link in scorecard_of(january, other) for other in ("budi", "ratna", "region_admin")] == [False] * 3


def test_the_own_page_says_that_the_result_is_not_delivered_yet(january: Month) -> None:
    assert "Pejabat penilai akan menyampaikan hasil ini" in page(visitor(january.budi), "/kinerja/")


def test_once_the_period_is_locked_nothing_is_said_to_change(january: Month) -> None:
    lock_period(period=a_period())
    text = page(visitor(january.budi), "/kinerja/")
    assert "sudah dikunci, jadi nilainya tetap" in text
    assert "nilainya dapat berubah" not in text


@pytest.mark.parametrize("reader", ["budi", "sari", "ratna", "agency_admin", "auditor"])
def test_whoever_may_read_the_evaluation_reads_its_delivery(month: Month, reader: str) -> None:
    delivered(month)
    acknowledged(month, "Target kunjungan perlu dibahas.")
    text = scorecard_of(month, reader)
    assert ADVICE in text
    assert "Target kunjungan perlu dibahas." in text
    assert re.search(r"Diketahui oleh Budi Santoso.*?pukul \d\d\.\d\d WITA", text, re.DOTALL)


def test_a_replaced_delivery_is_named_and_one_link_away(month: Month) -> None:
    delivered(month)
    changed(month)
    month.evaluate()
    text = page(visitor(month.budi), "/kinerja/")
    assert "sudah digantikan. Hasil yang baru belum disampaikan." in text
    assert "Catat sudah diketahui" not in text
    assert ADVICE in scorecard_of(month, "budi", "?revisi=1")


def titles_of(text: str) -> list[str]:
    """The lines of the history, in order."""
    return re.findall(r'<p class="event-title">([^<]+)<', text)


def test_the_history_tells_everything_in_order(month: Month) -> None:
    delivered(month)
    acknowledged(month)
    lock_period(period=a_period())
    assert titles_of(scorecard_of(month)) == [
        "Dievaluasi, revisi 1",
        "Disampaikan oleh Sari Wulandari",
        "Diketahui oleh Budi Santoso",
        "Periode dikunci",
    ]


def test_the_history_tells_every_lock_with_the_reason_of_its_end(january: Month) -> None:
    for _ in range(2):
        lock_period(period=a_period())
        unlock_period(period=a_period(), reason="koreksi realisasi")
    text = page(visitor(january.budi), "/kinerja/")
    assert titles_of(text).count("Periode dikunci") == 2
    assert text.count("Alasan: koreksi realisasi") == 2


def test_the_history_ends_with_what_is_still_to_come(january: Month) -> None:
    assert titles_of(scorecard_of(january))[-2:] == ["Disampaikan oleh pejabat penilai", "Diketahui oleh pegawai"]


def states_on(text: str) -> list[str]:
    """The column of the list."""
    return re.findall(r'data-l="Penyampaian"><span class="status[^"]*">([^<]+)<', text)


def test_the_list_says_how_far_each_result_has_come(month: Month) -> None:
    colleagues_of_budi(month, 1)
    delivered(month)
    acknowledged(month)
    assert states_on(page(visitor(month.cast.sari), "/evaluasi/")) == ["Diketahui", "Belum disampaikan"]


@pytest.mark.parametrize(
    ("state", "found"), [("belum", ["Belum disampaikan"]), ("disampaikan", ["Disampaikan"]), ("diketahui", [])]
)
def test_the_list_narrows_to_what_is_to_be_done(month: Month, state: str, found: list[str]) -> None:
    colleagues_of_budi(month, 1)
    delivered(month)
    assert states_on(page(visitor(month.cast.sari), f"/evaluasi/?penyampaian={state}")) == found


def test_the_api_tells_the_delivery(month: Month) -> None:
    address = f"/api/v1/evaluations/2026-01/{month.plan.pk}/"
    month.evaluate()
    assert visitor(month.budi).get(address).json()["delivery"] is None
    delivered(month)
    acknowledged(month, "Dibaca.")
    told = visitor(month.budi).get(address).json()["delivery"]
    assert (told["delivered_by"], told["recommendation"], told["response"]) == ("Sari Wulandari", ADVICE, "Dibaca.")
    assert told["acknowledged_at"] >= told["delivered_at"]


def statements_of(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        page(client, address)
    return len(queries)


def test_a_delivery_costs_no_further_statement(month: Month) -> None:
    month.evaluate()
    client = visitor(month.budi)
    page(client, "/kinerja/")
    before = statements_of(client, "/kinerja/")
    delivered(month)
    changed(month)
    delivered(month)
    acknowledged(month)
    assert statements_of(client, "/kinerja/") == before
