"""A scorecard as PDF in the browser: who may, what happens until it is there, and that it is never an old one."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent
from appraisal.models import Actual
from appraisal.services.periods.lock_period import lock_period
from reports.documents import printing
from reports.models import Document, DocumentRequest
from reports.services.issue import find_document
from reports.services.issue.request_document import print_requested_document
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import cast_of_bandung
from tests.visitors import outside_any_scope, page, visitor

#: No task is enqueued here: a request's commit never comes in a test's transaction. The worker's part is called.


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def address(month: Month) -> str:
    """Where the PDF of Budi's January is."""
    month.evaluate()
    return f"/evaluasi/2026-01/{month.plan.pk}/kartu.pdf"


def ask(client: Client, address: str) -> HttpResponse:
    """Press "Buat PDF"."""
    return client.post(address.replace("kartu.pdf", "kartu/"))  # type: ignore[return-value]


def work(month: Month) -> DocumentRequest:
    """Do what the worker does with the newest request."""
    with timezone.override("Asia/Makassar"):  # as every task of Kupang does
        newest = DocumentRequest.objects.latest("requested_at")
        print_requested_document(region_id=month.cast.region.pk, request_id=newest.pk)
    return DocumentRequest.objects.latest("requested_at")


@contextmanager
def no_worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Requests of a minute ago, and nobody who answers."""
    with monkeypatch.context() as patch:
        patch.setattr(find_document, "worker_answers", lambda **_seconds: False)
        minute_ago = timezone.now() - datetime.timedelta(minutes=1)
        DocumentRequest.objects.update(requested_at=minute_ago)
        yield


@pytest.mark.parametrize(
    "reader", ["budi", "sari", "ratna", "agency_admin", "region_admin", "regional_head", "auditor"]
)
def test_those_whom_it_concerns_are_offered_to_have_it_made(month: Month, address: str, reader: str) -> None:
    assert "Buat PDF" in page(visitor(getattr(month.cast, reader)), address)


@pytest.mark.parametrize("stranger", ["citra", "dewi"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_colleague_and_another_superior_are_refused(month: Month, address: str, stranger: str, method: str) -> None:
    client = visitor(getattr(month.cast, stranger))
    response = client.get(address) if method == "get" else ask(client, address)
    assert response.status_code == 403
    assert not DocumentRequest.objects.exists()


def test_another_region_does_not_learn_that_it_exists(month: Month, address: str) -> None:
    admin_of_bandung = Context().run(cast_of_bandung).region_admin
    assert outside_any_scope(visitor(admin_of_bandung), address).status_code == 404


def test_a_visitor_is_sent_to_the_sign_in(client: Client, address: str) -> None:
    assert client.get(address)["Location"] == f"/masuk/?next={address}"


def test_reading_the_page_asks_for_nothing(month: Month, address: str) -> None:
    page(visitor(month.budi), address)
    assert not DocumentRequest.objects.exists()


def test_who_asks_is_told_that_it_is_being_made_and_the_page_reloads(month: Month, address: str) -> None:
    client = visitor(month.budi)
    response = client.get(ask(client, address)["Location"])
    assert "PDF sedang dibuat" in response.content.decode()
    assert f'content="2; url=/evaluasi/2026-01/{month.plan.pk}/kartu/"' in response.content.decode()


def test_who_reads_english_gets_the_same_official_document(month: Month, address: str) -> None:
    reader = visitor(month.budi)
    reader.cookies["django_language"] = "en"
    ask(reader, address)
    work(month)
    assert reader.get(address)["Content-Type"] == "application/pdf"
    assert visitor(month.cast.sari).get(address)["Content-Type"] == "application/pdf"


def test_asking_twice_is_one_request(month: Month, address: str) -> None:
    client = visitor(month.budi)
    ask(client, address)
    ask(client, address)
    assert DocumentRequest.objects.count() == 1


def test_asking_is_recorded_with_who_did(month: Month, address: str) -> None:
    ask(visitor(month.cast.sari), address)
    event = AuditEvent.objects.get(action=AuditEvent.Action.DOCUMENTS_RENDERED)
    assert (event.actor_name, event.details["fingerprint"]) == ("Sari Wulandari", month.evaluation().fingerprint)


def test_a_silent_worker_is_said(month: Month, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor(month.budi)
    ask(client, address)
    with no_worker(monkeypatch):
        text = page(client, address)
    assert "belum menjawab" in text
    assert "Minta lagi" in text


def test_a_worker_without_pango_says_why_it_waits(month: Month, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor(month.budi)
    ask(client, address)
    printing._press.cache_clear()
    monkeypatch.setattr(printing, "missing_document_parts", lambda: ["libpango-1.0.so.0"])
    assert work(month).state == "failed"
    assert "belum ada: libpango-1.0.so.0" in page(client, address)


@pytest.mark.document
def test_the_file_comes_as_a_download_that_nobody_keeps(month: Month, address: str) -> None:
    client = visitor(month.budi)
    ask(client, address)
    work(month)
    response = client.get(address)
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        f'attachment; filename="kartu-nilai_2026-01_{month.budi.nip}_1.02.01.pdf"'
    )
    assert "no-store" in response["Cache-Control"]


@pytest.mark.document
def test_a_file_that_somebody_changed_is_not_handed_out(month: Month, address: str, tmp_path: Path) -> None:
    client = visitor(month.budi)
    ask(client, address)
    work(month)
    [file] = tmp_path.rglob("*.pdf")
    file.write_bytes(file.read_bytes()[:-1] + b" ")
    response = client.get(address)
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (409, "text/html")
    assert "Berkas ini berubah sejak diterbitkan" in response.content.decode()


@pytest.mark.document
def test_it_is_made_once_for_all_who_may_read_it(month: Month, address: str) -> None:
    ask(visitor(month.budi), address)
    work(month)
    assert visitor(month.cast.auditor).get(address)["Content-Type"] == "application/pdf"
    assert visitor(month.cast.citra).get(address).status_code == 403


@pytest.mark.document
@pytest.mark.parametrize("change", ["actual", "lock", "name"])
def test_a_file_that_says_something_else_than_the_screen_is_never_served(
    month: Month, address: str, change: str
) -> None:
    client = visitor(month.budi)
    ask(client, address)
    work(month)
    assert client.get(address)["Content-Type"] == "application/pdf"
    if change == "actual":
        Actual.objects.filter(indicator=month.visits).update(value=20)
        month.evaluate()
    elif change == "lock":
        lock_period(period=a_period())
    else:
        type(month.budi).objects.filter(pk=month.budi.pk).update(name="Budi Santoso, S.Kep.")
    assert "Buat versi baru" in page(client, address)


@pytest.mark.document
def test_of_several_contents_of_one_evaluation_the_newest_is_kept(month: Month, address: str, tmp_path: Path) -> None:
    ask(visitor(month.budi), address)
    work(month)
    lock_period(period=a_period())
    ask(visitor(month.budi), address)
    work(month)
    [former, newest] = Document.objects.order_by("version")
    assert [file.stem for file in tmp_path.rglob("*.pdf")] == [newest.token]
    assert (former.superseded_at is not None, newest.superseded_at) == (True, None)
    assert (former.number, former.version, newest.version) == (newest.number, 1, 2)
