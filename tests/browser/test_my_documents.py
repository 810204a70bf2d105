"""Dokumen saya with something on it: read by everybody, on a small phone too, and two taps to a PDF."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import expect

from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation
from tests.browser.accessibility import complaints_about
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.reports.person.issued import some_documents

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _documents(puskesmas: Cast, settings: LazySettings, tmp_path: Path) -> None:
    """Budi's January on paper, in a folder of its own."""
    settings.DATA_DIR = tmp_path
    with region_scope(puskesmas.region.pk):
        some_documents(Evaluation.objects.latest().get(employee=puskesmas.budi))


def test_files_and_what_went_before_are_accessible(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/dokumen-saya/", puskesmas.budi, width=320, height=800)
    page.get_by_text("1 versi lain").click()
    assert complaints_about(page) == []


def test_a_document_is_asked_for_from_the_list(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/dokumen-saya/", puskesmas.budi, javascript=False)
    page.get_by_role("button", name="Buat PDF Formulir evaluasi Januari 2026").click()
    expect(page.locator("main")).to_contain_text("PDF sedang dibuat")
