"""The first journey: an employee signs in and understands the own score (by keyboard, on a phone, without script)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
MOST_REQUESTS = 5


def test_an_employee_signs_in_and_reads_the_score_by_keyboard_alone(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/")
    keys = page.keyboard
    for key in ("Tab", "Tab", "Tab", "Tab"):  # skip link, start page, help, region
        keys.press(key)
    expect(page.get_by_label("Daerah")).to_be_focused()
    keys.type("Kota Kupang")
    keys.press("Tab")
    keys.type(puskesmas.budi.nip)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Kinerja saya, Januari 2026")).to_be_visible()
    expect(page.locator(".why-score")).to_have_text("89,38")


def test_the_skip_link_leads_past_the_frame(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/kinerja/", puskesmas.budi)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_score_reason_and_next_step_need_no_scrolling_on_a_phone(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/kinerja/", puskesmas.budi, width=360, height=640)
    block = page.locator(".why").bounding_box()
    assert block is not None
    assert block["y"] + block["height"] <= 640


def test_a_formula_opens_by_keyboard(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/kinerja/", puskesmas.budi)
    page.get_by_text("Cara menghitung Kunjungan rumah").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("100 × (1 + (14 − 20) ÷ 20) = 70,00")).to_be_visible()


def test_everything_works_without_javascript(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/", javascript=False)
    page.get_by_label("Daerah").select_option("53.71")
    page.get_by_label("NIP").fill(puskesmas.budi.nip)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_text("Cara menghitung Kunjungan rumah").click()
    expect(page.get_by_text("100 × (1 + (14 − 20) ÷ 20) = 70,00")).to_be_visible()
    page.locator("header details.menu summary").last.click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()


def test_the_first_view_is_light(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/masuk/", puskesmas.budi)
    sizes = received(page)
    page.goto(f"{visits.address}/kinerja/", wait_until="networkidle")
    assert len(sizes) <= MOST_REQUESTS
    assert sum(sizes) <= MOST_BYTES


def received(page: Page) -> list[int]:
    """A list that fills with the bytes of each answer, from an empty cache on."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes
