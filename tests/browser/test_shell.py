"""The frame in a real browser: the bar of a phone, the menus, the role, the theme, the way to the search."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser


def bottom_of_the_bar(page: Page) -> float:
    """Where the navigation ends, from the top of the window."""
    box = page.locator("nav.places").bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_on_a_phone_the_places_stand_at_the_foot(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/bantuan/", puskesmas.region_admin, width=360, height=640)
    assert bottom_of_the_bar(page) == 640
    entries = page.locator("nav.places .places-row > li:visible")
    assert entries.count() == 4


def test_in_a_low_window_the_places_do_not_cover_the_page(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/bantuan/", puskesmas.region_admin, width=640, height=360)
    assert bottom_of_the_bar(page) < 180


def test_what_has_the_focus_is_never_under_the_bar(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/bantuan/istilah/", puskesmas.region_admin, width=360, height=640)
    page.keyboard.press("Shift+Tab")
    for _step in range(3):
        box = page.evaluate("(r => ({top: r.top, bottom: r.bottom}))(document.activeElement.getBoundingClientRect())")
        assert box["bottom"] <= 640 - 56, box
        page.keyboard.press("Shift+Tab")


def test_a_menu_closes_by_key_and_gives_the_focus_back(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/bantuan/", puskesmas.budi)
    summary = page.locator("header details.menu summary").last
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keluar")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_role_is_changed_without_javascript(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/bantuan/", puskesmas.sari, width=1280, javascript=False)
    page.get_by_text("Anda sebagai: Pejabat penilai").first.click()
    page.get_by_role("button", name="Pegawai", exact=True).click()
    expect(page.locator("nav.places")).to_contain_text("Kinerja saya")
    assert page.url.endswith("/kinerja/")


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_leads_to_the_search(visits: Visits, puskesmas: Cast, key: str) -> None:
    page = visits.open("/bantuan/", puskesmas.budi, width=1280)
    page.keyboard.press(key)
    expect(page.locator("#cari-cepat")).to_be_focused()
    page.keyboard.type("bobot/a")
    expect(page.locator("#cari-cepat")).to_have_value("bobot/a")


def test_what_is_to_be_mended_has_the_focus(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/akun/kata-sandi/", puskesmas.budi)
    page.locator("main form").evaluate("form => { form.noValidate = true; form.requestSubmit() }")
    expect(page.locator("#galat")).to_be_focused()


def test_the_key_can_be_switched_off(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/akun/", puskesmas.budi, width=1280)
    page.get_by_label("Mati").check()
    page.get_by_role("button", name="Simpan tampilan").click()
    expect(page.get_by_text("Tampilan disimpan di perangkat ini.")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#cari-cepat")).not_to_be_focused()


def test_a_chosen_theme_wins_over_the_system(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/akun/", puskesmas.budi, scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Gelap").check()
    page.get_by_role("button", name="Simpan tampilan").click()
    expect(page.get_by_text("Tampilan disimpan di perangkat ini.")).to_be_visible()
    assert page.evaluate(ground) != light
