"""From the page on which a regional head lands to the regional PDF: how many taps it takes, made and not made."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import Download, Page, expect

from agencies.tenancy.scope import region_scope
from reports.documents.requirements import missing_document_parts
from reports.models import DocumentRequest
from reports.services.issue.request_document import print_requested_document
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.visitors import visitor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(missing_document_parts()), reason="this machine makes no documents"),
]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def work(cast: Cast) -> None:
    """Do what the worker does with what was asked for."""
    with region_scope(cast.region.pk):
        request = DocumentRequest.objects.get()
    with timezone.override("Asia/Makassar"):
        print_requested_document(region_id=cast.region.pk, request_id=request.pk)


def tap(page: Page, name: str) -> None:
    """One tap."""
    page.get_by_role("button", name=name).click()


def is_the_summary(download: Download) -> bool:
    """Whether the file that came is the summary of January."""
    content = Path(download.path()).read_bytes()
    return download.suggested_filename == "ringkasan-daerah_2026-01_53.71.pdf" and content.startswith(b"%PDF-")


@pytest.mark.parametrize("javascript", [True, False])
def test_one_tap_brings_what_is_made(visits: Visits, puskesmas: Cast, javascript: bool) -> None:
    visitor(puskesmas.region_admin).post("/dokumen/daerah/2026-01/ringkasan/")
    work(puskesmas)
    page = visits.open("/", puskesmas.regional_head, javascript=javascript)
    with page.expect_download() as found:
        tap(page, "Unduh PDF, 2 halaman")
    assert is_the_summary(found.value)


@pytest.mark.parametrize("javascript", [True, False])
def test_one_tap_brings_what_is_not_made_as_soon_as_it_is(visits: Visits, puskesmas: Cast, javascript: bool) -> None:
    page = visits.open("/", puskesmas.regional_head, javascript=javascript)
    tap(page, "Unduh PDF, 2 halaman")
    expect(page.locator("main")).to_contain_text("PDF sedang dibuat")
    with page.expect_download() as found:
        work(puskesmas)
    assert is_the_summary(found.value)
