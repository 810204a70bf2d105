"""What holds for every screen: no violation that axe knows, no sideways scroll, in both themes and all widths."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.accessibility import complaints_about, sideways_scroll
from tests.browser.conftest import Visits
from tests.browser.screens import AREAS, Screens
from tests.cast import Cast

pytestmark = pytest.mark.browser

TEXT_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-block-end: 2em !important; }"
)


@pytest.mark.parametrize("area", AREAS, ids=[area.__name__ for area in AREAS])
def test_every_screen_is_accessible_and_fits_a_small_phone(
    visits: Visits, puskesmas: Cast, area: Callable[[Cast], Screens]
) -> None:
    found = {}
    for name, path, person in list(area(puskesmas)):
        if complaints := complaints_about(visits.walk(path, person, width=320, height=800)):
            found[name] = complaints
    assert found == {}


def test_wider_text_spacing_loses_nothing(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/kinerja/", puskesmas.budi, width=360, height=640)
    session = page.context.new_cdp_session(page)
    session.send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    page.add_style_tag(content=TEXT_SPACING)
    assert sideways_scroll(page) == 0


def test_a_refused_sign_in_is_announced_and_accessible(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/masuk/", width=320)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page).to_have_title(re.compile("^Galat:"))
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Isi kata sandi Anda.").click()
    expect(page.locator("#id_password")).to_be_focused()


def test_targets_are_large_enough_for_a_finger(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/kinerja/", puskesmas.budi, width=360)
    heights = page.eval_on_selector_all(
        "button, summary, nav a, select, input:not([type=hidden])",
        "all => all.filter(one => one.offsetParent).map(one => one.getBoundingClientRect().height)",
    )
    assert min(heights) >= 24
