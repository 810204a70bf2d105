"""Proses evaluasi: the list, one run, what is asked before one starts, and who may what."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.tenancy.scope import current_region_id
from appraisal.models import EvaluationRun, RunState
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.runs.steer_run import Steering
from appraisal.services.runs.take_chunk import take_chunk
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.runs.situations import a_shown_run, a_started_run, drive, steered
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

READERS = ["region_admin", "regional_head", "auditor"]
START = "/periode/2026-01/evaluasi/"


def address(run: EvaluationRun) -> str:
    """Of its page."""
    return f"/proses/{run.key}/"


def words(text: str) -> str:
    """A page without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def polled(client: Client, run: EvaluationRun, shown: str) -> tuple[str, str]:
    """What the page gets that asks again: its new part, and the wish to be loaded anew."""
    response = client.get(f"{address(run)}?status={shown}", headers={"HX-Request": "true"})
    return response.content.decode(), response.headers.get("HX-Refresh", "")


def test_a_running_run_says_how_far_it_is_how_quick_and_how_long_yet(kupang: Cast) -> None:
    run = a_shown_run(kupang, chunks=8, done=3)
    text = words(page(visitor(kupang.region_admin), address(run)))
    assert "1.536 dari 4.096" in text
    assert "Hasil ditulis 1.500" in text
    assert "Tidak berubah 30" in text
    assert "90 di antaranya belum lengkap" in text
    assert "SKP per detik selesai dalam waktu sekitar satu menit" in text
    assert "diminta Admin Daerah" in text


def test_a_run_that_nobody_works_on_says_so(kupang: Cast) -> None:
    run = a_shown_run(kupang, done=0)
    EvaluationRun.objects.update(started_at="2026-01-31T00:00:00Z")
    text = page(visitor(kupang.auditor), address(run))
    assert "Layanan latar belakang belum menjawab" in text
    assert "perkiraan waktu belum dapat dihitung" in text


def test_only_an_active_run_asks_for_itself_again(kupang: Cast) -> None:
    client, run = visitor(kupang.region_admin), a_shown_run(kupang)
    assert "hx-trigger" in page(client, address(run))
    assert 'http-equiv="refresh"' in page(client, address(run))
    part, anew = polled(client, run, "running")
    assert ("run-progress" in part, "<html" in part, anew) == (True, False, "")
    EvaluationRun.objects.update(state=RunState.DONE, finished_at=run.started_at)
    assert polled(client, run, "running") == ("", "true")
    assert "hx-trigger" not in page(client, address(run))
    assert 'http-equiv="refresh"' not in page(client, address(run))


def test_failures_lead_to_the_people_with_the_reason(month: Month) -> None:
    run = a_shown_run(month.cast, RunState.DONE, done=8, failing=month.plan)
    text = page(visitor(month.cast.auditor), address(run))
    assert f'href="/pegawai/{month.budi.pk}/"' in text
    assert "untuk 1.02.01 pada 31 Januari 2026." in text
    assert "Selesai, ada yang gagal" in text


def test_a_cancelled_run_says_why_and_how_far_it_came(month: Month) -> None:
    run = a_started_run(month.cast)
    lock_period(period=a_period())
    take_chunk(region_id=current_region_id(), run_id=run.pk)
    text = words(page(visitor(month.cast.region_admin), address(run)))
    assert "Periode 2026-01 sudah dikunci." in text
    assert "berhenti setelah 0 dari 1 SKP" in text


def test_the_region_admin_pauses_resumes_and_cancels(month: Month) -> None:
    client, run = visitor(month.cast.region_admin), a_started_run(month.cast)
    for act, state in [("jeda", "paused"), ("lanjut", "running"), ("batal", "cancelled")]:
        assert f'value="{act}"' in page(client, address(run))
        assert client.post(f"{address(run)}atur/", {"tindakan": act})["Location"] == address(run)
        run.refresh_from_db()
        assert run.state == state
    text = words(page(client, address(run)))
    assert re.search(r"Dijeda oleh .* Dilanjutkan oleh .* Dibatalkan oleh ", text)


def test_an_act_that_came_too_late_is_explained(month: Month) -> None:
    run = drive(a_started_run(month.cast))
    response = visitor(month.cast.region_admin).post(f"{address(run)}atur/", {"tindakan": "jeda"}, follow=True)
    assert "Proses ini sudah selesai." in response.content.decode()


def test_an_unknown_act_does_nothing(month: Month) -> None:
    run = a_started_run(month.cast)
    assert visitor(month.cast.region_admin).post(f"{address(run)}atur/", {"tindakan": "x"}).status_code == 400


@pytest.mark.parametrize("who", ["regional_head", "auditor", "agency_admin"])
def test_nobody_else_steers(kupang: Cast, who: str) -> None:
    client, run = visitor(getattr(kupang, who)), a_shown_run(kupang, agency=kupang.puskesmas)
    assert "Jeda proses" not in page(client, address(run))
    assert client.post(f"{address(run)}atur/", {"tindakan": "jeda"}).status_code == 403


@pytest.mark.parametrize("who", READERS)
def test_the_regions_readers_read_every_run(kupang: Cast, who: str) -> None:
    run = a_shown_run(kupang)
    client = visitor(getattr(kupang, who))
    assert f'href="{address(run)}"' in page(client, "/proses/")
    assert "Januari 2026" in page(client, address(run))


def test_an_agency_admin_reads_the_runs_of_the_own_units(kupang: Cast) -> None:
    own, region = a_shown_run(kupang, agency=kupang.puskesmas), a_shown_run(kupang)
    client = visitor(kupang.agency_admin)
    text = page(client, "/proses/")
    assert (address(own) in text, address(region) in text) == (True, False)
    assert client.get(address(region)).status_code == 403


def test_an_employee_reads_none(kupang: Cast) -> None:
    run = a_shown_run(kupang)
    assert [visitor(kupang.budi).get(path).status_code for path in ("/proses/", address(run), START)] == [403] * 3


def test_a_stranger_is_asked_to_sign_in(kupang: Cast) -> None:
    assert Client().get("/proses/")["Location"].startswith("/masuk/")


def test_another_region_knows_no_such_run(bandung: Cast, kupang: Cast) -> None:
    run = a_shown_run(kupang)
    assert outside_any_scope(visitor(bandung.region_admin), address(run)).status_code == 404


def test_an_unknown_run_is_not_found(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).get(f"/proses/{uuid.uuid4()}/").status_code == 404


def test_nothing_is_written_by_looking(kupang: Cast) -> None:
    client, run = visitor(kupang.region_admin), a_shown_run(kupang)
    assert client.post("/proses/").status_code == 405
    assert client.post(address(run)).status_code == 405
    assert client.get(f"{address(run)}atur/").status_code == 405


def test_an_empty_list_says_what_fills_it(kupang: Cast) -> None:
    text = page(visitor(kupang.region_admin), "/proses/")
    assert "Belum ada proses evaluasi." in text
    assert "Pilih periode" in text
    assert "Pilih periode" not in page(visitor(kupang.auditor), "/proses/")


def test_the_form_says_what_will_be_done(month: Month) -> None:
    text = words(page(visitor(month.cast.region_admin), START))
    assert "1 SKP yang disepakati diperiksa" in text
    assert "Seluruh daerah" in text
    assert f'href="{START}"' in page(visitor(month.cast.region_admin), "/periode/2026-01/")


def test_the_region_admin_starts_a_run_of_the_region_once(month: Month) -> None:
    client = visitor(month.cast.region_admin)
    first = client.post(START, {"agency": ""})
    run = EvaluationRun.objects.get()
    assert first["Location"] == address(run)
    assert (run.cause, run.agency, run.people) == ("hand", None, 1)
    assert "Anda melihat proses yang sama" in client.post(START, {"agency": ""}, follow=True).content.decode()
    assert EvaluationRun.objects.count() == 1


def test_an_agency_admin_starts_one_of_an_own_unit_only(month: Month) -> None:
    client = visitor(month.cast.agency_admin)
    assert "Seluruh daerah" not in page(client, START)
    assert client.post(START, {"agency": ""}).status_code == 422
    refused = client.post(START, {"agency": "7.01"})
    assert refused.status_code == 422
    assert "Unit ini tidak ada di daftar Anda." in refused.content.decode()
    client.post(START, {"agency": "1.02.01"})
    assert EvaluationRun.objects.get().agency == month.cast.puskesmas


@pytest.mark.parametrize("who", ["regional_head", "auditor"])
def test_who_only_reads_starts_nothing(month: Month, who: str) -> None:
    a_period()
    assert visitor(getattr(month.cast, who)).post(START, {"agency": ""}).status_code == 403


def test_a_locked_period_offers_no_start(month: Month) -> None:
    lock_period(period=a_period())
    client = visitor(month.cast.region_admin)
    assert "Mulai evaluasi" not in page(client, START)
    refused = client.post(START, {"agency": ""})
    assert refused.status_code == 422
    assert "sudah dikunci" in refused.content.decode()


def statements(client: Client, path: str) -> int:
    """How many a page costs."""
    with CaptureQueriesContext(connection) as captured:
        page(client, path)
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)


def test_the_pages_cost_the_same_for_two_chunks_and_two_hundred(month: Month) -> None:
    client = visitor(month.cast.region_admin)
    small = a_shown_run(month.cast, chunks=2, done=1, failing=month.plan)
    few = statements(client, address(small)), statements(client, "/proses/")
    steered(small, month.cast.region_admin, Steering.PAUSE, Steering.CANCEL)
    large = a_shown_run(month.cast, chunks=200, done=100, failing=month.plan)
    assert (statements(client, address(large)), statements(client, "/proses/")) == few == (11, 7)
