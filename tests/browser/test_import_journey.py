"""The journey of an agency admin: indicators from a spreadsheet into force, counted in clicks; and without scripts."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from agencies.tenancy.scope import region_scope
from indicators.models import Indicator
from tests.agencies.imports.files import csv_of, lines, with_twelve_errors
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser

CLEAN, EDIT = 7, 1
"""Most clicks for a clean file, and for each faulty cell besides."""


class Counted:
    """A page that counts how often somebody clicks; choosing a file takes two: to open the list and to pick."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, part: Locator) -> None:
        """One click."""
        self.clicks += 1
        part.click()

    def link(self, name: str) -> None:
        """A link, by its beginning."""
        self.click(self.page.get_by_role("link", name=name).first)

    def button(self, name: str) -> None:
        """A button, by its beginning."""
        self.click(self.page.get_by_role("button", name=name).first)

    def file(self, path: Path) -> None:
        """A file from the disk."""
        self.clicks += 2
        self.page.get_by_label("Berkas Excel atau CSV").set_input_files(path)

    def typed(self, label: str, text: str) -> None:
        """A cell, clicked and filled in, then left by the tab key."""
        field = self.page.get_by_label(label, exact=True)
        self.click(field)
        field.fill(text)
        field.press("Tab")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """120 rows as they should be."""
    path = tmp_path / "iku-dinkes.csv"
    path.write_bytes(csv_of(lines(120)))
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """120 rows with twelve errors of five kinds."""
    path = tmp_path / "iku-dinkes-salah.csv"
    path.write_bytes(csv_of(with_twelve_errors()))
    return path


def indicators_of(cast: Cast) -> int:
    """How many indicators of the file are in force."""
    with region_scope(cast.region.pk):
        return Indicator.objects.filter(code__startswith="IKU-0").count()


def to_the_upload(visits: Visits, cast: Cast, *, javascript: bool = True) -> Counted:
    """From the landing page to where a file is chosen."""
    counted = Counted(visits.open("/", cast.agency_admin, width=1280, height=900, javascript=javascript))
    counted.link("Indikator")
    counted.link("Impor dari Excel")
    return counted


def test_a_clean_file_is_in_force_within_seven_clicks(visits: Visits, puskesmas: Cast, clean: Path) -> None:
    counted = to_the_upload(visits, puskesmas)
    counted.file(clean)
    counted.button("Unggah dan periksa")
    expect(counted.page.get_by_text("Tidak ada yang dihapus")).to_be_visible()
    counted.button("Terbitkan")
    expect(counted.page.get_by_text("Sudah diterbitkan")).to_be_visible()
    assert indicators_of(puskesmas) >= 100
    assert counted.clicks <= CLEAN


def mended(counted: Counted) -> None:
    """Everything that is wrong in the faulty file, by group where one rule mends all, else in its row."""
    page = counted.page
    counted.button("Perbaiki 6")
    expect(page.get_by_text("6 baris diperbaiki.")).to_be_visible()
    counted.button("Perbaiki 2")
    expect(page.get_by_text("2 baris diperbaiki.")).to_be_visible()
    counted.button("Perbaiki 1")
    expect(page.get_by_text("1 baris diperbaiki.")).to_be_visible()
    counted.button("Sisakan yang terakhir")
    expect(page.get_by_text("117 siap, 2 perlu diperbaiki, 1 dikeluarkan")).to_be_visible()


def test_a_file_with_twelve_errors_is_mended_and_published(visits: Visits, puskesmas: Cast, faulty: Path) -> None:
    counted = to_the_upload(visits, puskesmas)
    counted.file(faulty)
    counted.button("Unggah dan periksa")
    page = counted.page
    expect(page.get_by_text("120 baris: 108 siap, 12 perlu diperbaiki.")).to_be_visible()
    mended(counted)
    counted.typed("satuan, baris 102", "orang")
    expect(page.locator("#ringkasan")).to_contain_text("118 siap, 1 perlu diperbaiki")
    expect(page.locator("#pesan-102")).to_contain_text("Baris ini sudah benar.")
    counted.typed("nama, baris 103", "Pasien rujukan yang ditangani")
    counted.link("Lanjut ke pratinjau")
    counted.button("Terbitkan")
    expect(page.get_by_text("Sudah diterbitkan")).to_be_visible()
    assert counted.clicks <= CLEAN + 12 * EDIT


def test_what_is_typed_meanwhile_is_not_lost(visits: Visits, puskesmas: Cast, faulty: Path) -> None:
    counted = to_the_upload(visits, puskesmas)
    counted.file(faulty)
    counted.button("Unggah dan periksa")
    page = counted.page
    page.get_by_label("satuan, baris 102", exact=True).fill("orang")
    page.get_by_label("satuan, baris 102", exact=True).press("Tab")
    other = page.get_by_label("nama, baris 103", exact=True)
    other.fill("Pasien ruj")
    expect(page.locator("#pesan-102")).to_contain_text("Baris ini sudah benar.")
    expect(other).to_have_value("Pasien ruj")


def test_a_suggestion_is_taken_with_one_click(visits: Visits, puskesmas: Cast, faulty: Path) -> None:
    counted = to_the_upload(visits, puskesmas)
    counted.file(faulty)
    counted.button("Unggah dan periksa")
    row = counted.page.locator("#baris-5")
    row.get_by_role("button", name="Pakai “naik”").click()
    expect(counted.page.locator("#pesan-5")).to_contain_text("Baris ini sudah benar.")
    expect(row.get_by_label("arah, baris 5")).to_have_value("naik")
    expect(counted.page.locator("#ringkasan")).to_contain_text("109 siap")
    counted.button("Perbaiki 5")
    expect(counted.page.get_by_text("5 baris diperbaiki.")).to_be_visible()


def late(script: Route) -> None:
    """A script that comes a while after its page."""
    time.sleep(0.3)
    script.continue_()


def test_a_click_waits_for_slow_scripts(visits: Visits, puskesmas: Cast, faulty: Path) -> None:
    counted = to_the_upload(visits, puskesmas)
    counted.page.route("**/*.js", late)
    counted.file(faulty)
    counted.button("Unggah dan periksa")
    counted.page.get_by_role("button", name="Pakai “naik”").first.click()
    expect(counted.page.locator("#pesan-5")).to_contain_text("Baris ini sudah benar.")


def test_without_javascript_the_same_file_gets_there(visits: Visits, puskesmas: Cast, faulty: Path) -> None:
    counted = to_the_upload(visits, puskesmas, javascript=False)
    counted.file(faulty)
    counted.button("Unggah dan periksa")
    mended(counted)
    page = counted.page
    page.get_by_label("satuan, baris 102", exact=True).fill("orang")
    page.get_by_role("button", name="Simpan baris 102").click()
    page.get_by_label("nama, baris 103", exact=True).fill("Pasien rujukan yang ditangani")
    page.get_by_role("button", name="Simpan baris 103").click()
    expect(page.get_by_text("Semua baris dapat diterbitkan.")).to_be_visible()
    counted.link("Lanjut ke pratinjau")
    counted.button("Terbitkan")
    expect(page.get_by_text("Sudah diterbitkan")).to_be_visible()
