"""A file held against what was issued, in the browser, and the public page without scripts."""

import hashlib
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import FileChooser, expect

from agencies.tenancy.scope import region_scope
from reports.models import Document
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.reports.verify.issued import A_FILE
from tests.reports.verify.pages import some_documents

pytestmark = pytest.mark.browser


@pytest.fixture
def card(puskesmas: Cast, settings: LazySettings, tmp_path: Path) -> Document:
    """Budi's January, issued."""
    settings.DATA_DIR = tmp_path
    with region_scope(puskesmas.region.pk):
        return some_documents(puskesmas).card


@pytest.mark.parametrize(("content", "answer"), [(A_FILE, "Sama."), (A_FILE + b" ", "Berbeda.")])
def test_a_file_is_compared_in_the_browser_and_sent_nowhere(
    visits: Visits, card: Document, content: bytes, answer: str
) -> None:
    page = visits.open(f"/v/{card.token}/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chosen = {"name": "kartu.pdf", "mimeType": "application/pdf", "buffer": content}
    page.get_by_label("Pilih berkas PDF").set_input_files(chosen)  # type: ignore[arg-type]
    page.get_by_text(answer).wait_for()
    assert page.get_by_text("kartu.pdf").is_visible()
    assert page.locator(".compared:visible").count() == 1
    assert asked == []


def test_without_scripts_the_hash_stands_there_to_be_compared_by_hand(visits: Visits, card: Document) -> None:
    page = visits.open(f"/v/{card.token}/", javascript=False)
    assert page.get_by_role("heading", name="Berlaku").is_visible()
    assert not page.get_by_text("Pilih berkas PDF").is_visible()
    assert page.get_by_text(hashlib.sha256(A_FILE).hexdigest()).first.is_visible()


def test_a_file_is_chosen_by_keyboard(visits: Visits, card: Document) -> None:
    page = visits.open(f"/v/{card.token}/")
    choosers: list[FileChooser] = []

    def chosen(chooser: FileChooser) -> None:
        choosers.append(chooser)

    page.on("filechooser", chosen)
    page.get_by_label("Pilih berkas PDF").focus()
    # Chromium drops keys until a new page has been drawn once: a person presses again.
    for _attempt in range(20):
        page.keyboard.press("Enter")
        page.wait_for_timeout(250)
        if choosers:
            break
    assert len(choosers) == 1


def test_what_is_refused_has_the_focus(visits: Visits, card: Document) -> None:
    page = visits.open(f"/v/?dokumen={card.number}")
    expect(page.locator("#galat")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Alamat atau kode verifikasi")).to_be_focused()


def test_the_address_beside_the_code_can_be_typed(visits: Visits, card: Document) -> None:
    page = visits.open("/v/")
    page.get_by_label("Alamat atau kode verifikasi").fill(f"https://timbang.example/v/{card.token}/")
    page.get_by_role("button", name="Periksa dokumen").click()
    page.get_by_role("heading", name="Berlaku").wait_for()
