"""The region's summary as PDF in the browser: two taps, and for whom."""

import re
from contextvars import Context
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent
from reports.models import Document, DocumentRequest
from reports.services.issue.request_document import print_requested_document
from tests.appraisal.month import Month
from tests.cast import cast_of_bandung
from tests.visitors import outside_any_scope, page, visitor

FILE = "/dokumen/daerah/2026-01/ringkasan.pdf"
PAGE = "/dokumen/daerah/2026-01/ringkasan/"


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def january(month: Month) -> Month:
    """Evaluated once."""
    month.evaluate()
    return month


def prepare(month: Month) -> None:
    """Have it made by the worker, as the region admin asks for it."""
    visitor(month.cast.region_admin).post(PAGE)
    with timezone.override("Asia/Makassar"):
        print_requested_document(region_id=month.cast.region.pk, request_id=DocumentRequest.objects.get().pk)


@pytest.mark.parametrize("who", ["region_admin", "regional_head", "auditor"])
def test_its_readers_are_offered_to_have_it_made(january: Month, who: str) -> None:
    assert "Buat PDF" in page(visitor(getattr(january.cast, who)), FILE)


@pytest.mark.parametrize("who", ["budi", "sari", "ratna", "agency_admin"])
@pytest.mark.parametrize("address", [FILE, PAGE])
def test_others_are_refused(january: Month, who: str, address: str) -> None:
    assert visitor(getattr(january.cast, who)).get(address).status_code == 403


def test_a_visitor_is_sent_to_the_sign_in(client: Client, january: Month) -> None:
    assert client.get(FILE)["Location"] == f"/masuk/?next={FILE}"


def test_nothing_can_be_sent_to_the_file(january: Month) -> None:
    assert visitor(january.cast.regional_head).post(FILE).status_code == 405


def test_a_period_without_evaluations_is_not_found(january: Month) -> None:
    assert visitor(january.cast.regional_head).get(FILE.replace("2026-01", "2026-02")).status_code == 404


def test_another_region_does_not_learn_of_the_period(january: Month) -> None:
    admin_of_bandung = Context().run(cast_of_bandung).region_admin
    assert outside_any_scope(visitor(admin_of_bandung), FILE).status_code == 404


def test_reading_asks_for_nothing(january: Month) -> None:
    page(visitor(january.cast.regional_head), PAGE)
    assert not DocumentRequest.objects.exists()


def address_of(text: str, button: str) -> str:
    """Where the form of a button is sent to."""
    found: list[str] = re.findall(rf'<form method="post" action="([^"]+)">(?:(?!</form>).)*{button}', text, re.DOTALL)
    [address] = found
    return address


@pytest.mark.document
def test_the_button_of_the_overview_brings_a_file_that_is_made(january: Month) -> None:
    prepare(january)
    head = visitor(january.cast.regional_head)
    address = address_of(page(head, "/ringkasan/"), "Unduh PDF, 2 halaman")
    response = head.post(address, {"unduh": "1"})
    assert response["Content-Type"] == "application/pdf"
    assert 'filename="ringkasan-daerah_2026-01_53.71.pdf"' in response["Content-Disposition"]
    assert DocumentRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("button", "document"), [("Unduh PDF, 2 halaman", "ringkasan"), ("Unduh lampiran lengkap, PDF", "lampiran")]
)
def test_the_button_asks_for_a_file_that_is_not_made(january: Month, button: str, document: str) -> None:
    head = visitor(january.cast.regional_head)
    address = address_of(page(head, "/ringkasan/"), button)
    response = head.post(address, {"unduh": "1"}, follow=True)
    assert response.redirect_chain == [(f"/dokumen/daerah/2026-01/{document}/?unduh=1", 302)]
    assert "Unduhan dimulai sendiri begitu PDF jadi." in response.content.decode()
    assert f'content="2; url=/dokumen/daerah/2026-01/{document}/?unduh=1"' in response.content.decode()


def test_asking_twice_while_it_is_made_asks_once(january: Month) -> None:
    head = visitor(january.cast.regional_head)
    for _tap in range(2):
        assert head.post(PAGE, {"unduh": "1"})["Location"] == f"{PAGE}?unduh=1"
    assert AuditEvent.objects.filter(action=AuditEvent.Action.DOCUMENTS_RENDERED).count() == 1


@pytest.mark.document
def test_the_page_that_waits_brings_the_file_by_itself(january: Month) -> None:
    prepare(january)
    head = visitor(january.cast.regional_head)
    assert head.get(f"{PAGE}?unduh=1")["Refresh"] == f"0; url={FILE}"
    assert "Refresh" not in head.get(PAGE)


@pytest.mark.document
def test_a_new_evaluation_supersedes_it(january: Month) -> None:
    prepare(january)
    january.cast.puskesmas.name = "Puskesmas Oesapa Baru"
    january.cast.dinas.name = "Dinas Kesehatan Kota"
    january.cast.dinas.save()
    assert "Buat versi baru" in page(visitor(january.cast.regional_head), FILE)
    assert Document.objects.get().pages == 2
