"""The page of a document that somebody waits for: what it says, how it looks again, and what is there meanwhile."""

import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from reports.models import DocumentKind, DocumentRequest
from reports.services.issue import find_document
from reports.services.issue.find_document import LOST, PATIENCE
from reports.services.issue.request_document import print_requested_document
from tests.appraisal.month import Month
from tests.reports.person.issued import an_issued_document
from tests.visitors import page, visitor

PATIENTLY = PATIENCE * 2


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def address(month: Month) -> str:
    """The page of the card of Budi's January."""
    month.evaluate()
    return f"/evaluasi/2026-01/{month.plan.pk}/kartu/"


@pytest.fixture
def asked(month: Month, address: str) -> DocumentRequest:
    """Budi has asked for it."""
    visitor(month.budi).post(address)
    return DocumentRequest.objects.get()


@pytest.fixture
def queued(asked: DocumentRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """He waits for long, and there is a worker."""
    monkeypatch.setattr(find_document, "worker_answers", lambda **_seconds: True)
    ago(PATIENTLY)


def look_again(client: Client, address: str, shown: str) -> HttpResponse:
    """What htmx asks for while the page shows a state."""
    return client.get(f"{address}?unduh=1", {"unduh": "1", "status": shown}, headers={"HX-Request": "true"})  # type: ignore[return-value]


def made(month: Month, request: DocumentRequest) -> None:
    """Do what the worker does."""
    with timezone.override("Asia/Makassar"):
        print_requested_document(region_id=month.cast.region.pk, request_id=request.pk)


def ago(span: datetime.timedelta) -> None:
    """It was asked for so long ago."""
    DocumentRequest.objects.update(requested_at=timezone.now() - span)


def test_it_asks_for_its_state_alone_and_without_a_script_loads_anew(
    month: Month, asked: DocumentRequest, address: str
) -> None:
    response = visitor(month.budi).get(f"{address}?unduh=1")
    text = response.content.decode()
    assert f'hx-get="{address}?unduh=1" hx-trigger="every 2s"' in text
    assert f'<noscript><meta http-equiv="refresh" content="2; url={address}?unduh=1"></noscript>' in text
    assert "Refresh" not in response


def test_what_has_not_changed_is_not_said_again(month: Month, asked: DocumentRequest, address: str) -> None:
    response = look_again(visitor(month.budi), address, "waiting")
    assert (response.status_code, response.content) == (204, b"")


@pytest.mark.document
def test_what_is_ready_is_put_in_place_and_no_more_asked_for(
    month: Month, asked: DocumentRequest, address: str
) -> None:
    made(month, asked)
    response = look_again(visitor(month.budi), address, "waiting")
    text = response.content.decode()
    assert response.status_code == 286
    assert "<title>Siap: Kartu nilai Budi" in text
    assert f'data-brings="/evaluasi/2026-01/{month.plan.pk}/kartu.pdf"' in text
    assert "<main" not in text


def test_the_time_it_takes_is_named(month: Month, asked: DocumentRequest, address: str) -> None:
    assert "Biasanya kurang dari 10 detik." in page(visitor(month.budi), address)


@pytest.mark.usefixtures("queued")
@pytest.mark.parametrize(("who", "where"), [("budi", "/dokumen-saya/"), ("sari", "/dokumen/")])
def test_a_long_queue_lets_one_go_and_says_where_the_file_will_be(
    month: Month, address: str, who: str, where: str
) -> None:
    text = page(visitor(getattr(month.cast, who)), address)
    assert "Antrean sedang panjang. Anda dapat meninggalkan halaman ini." in text
    assert f'PDF nanti ada di <a href="{where}">' in text
    assert "kurang dari 10 detik" not in text


@pytest.mark.usefixtures("queued")
def test_a_long_queue_is_said_once(month: Month, address: str) -> None:
    client = visitor(month.budi)
    assert [look_again(client, address, shown).status_code for shown in ("waiting", "waiting-slow")] == [200, 204]


@pytest.mark.parametrize("waits", [None, LOST * 2])
def test_the_version_in_force_is_there_beside_what_has_changed(
    month: Month, address: str, waits: datetime.timedelta | None
) -> None:
    held = an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    client = visitor(month.budi)
    if waits:
        client.post(address)
        ago(waits)
    text = page(client, address)
    assert "Nomor KN-2026-000123, versi 1, terbit" in text
    assert f'href="/dokumen/{held.pk}/berkas"' in text
    assert "Data atau kop surat berubah sejak versi 1 terbit." in text
    assert ("Buat versi baru" in text) == (waits is None)


def test_a_version_whose_file_has_gone_is_not_offered(month: Month, address: str, tmp_path: Path) -> None:
    an_issued_document(month.evaluation(), DocumentKind.SCORECARD)
    for file in tmp_path.rglob("*.pdf"):
        file.unlink()
    assert "Nomor KN-2026-000123" not in page(visitor(month.budi), address)
