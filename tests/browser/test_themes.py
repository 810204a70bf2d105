"""Light and dark: the system decides unless the person has; paper is always light."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser

LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 24, 29)"


def ground(page: Page) -> str:
    """The colour behind everything."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize(
    ("system", "choice", "expected"),
    [
        ("light", None, LIGHT),
        ("dark", None, DARK),
        ("light", "dark", DARK),
        ("dark", "light", LIGHT),
        ("dark", "dark", DARK),
    ],
)
def test_the_choice_of_the_person_beats_the_system(
    visits: Visits, puskesmas: Cast, system: str, choice: str | None, expected: str
) -> None:
    page = visits.open("/masuk/", scheme=system)
    if choice:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", choice)
    assert ground(page) == expected


@pytest.mark.parametrize("choice", [None, "dark"])
def test_paper_is_light(visits: Visits, puskesmas: Cast, choice: str | None) -> None:
    page = visits.open("/masuk/", scheme="dark")
    if choice:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", choice)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(23, 32, 42)"


@pytest.mark.parametrize("choice", [None, "dark"])
def test_a_sketch_of_paper_is_as_light_as_paper(visits: Visits, puskesmas: Cast, choice: str | None) -> None:
    page = visits.open("/dokumen/kop/", puskesmas.region_admin, scheme="dark")
    if choice:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", choice)
    ground, ink = page.locator(".sheet").evaluate(
        "sheet => [getComputedStyle(sheet).backgroundColor, getComputedStyle(sheet).color]"
    )
    assert (ground, ink) == (LIGHT, "rgb(23, 32, 42)")


def test_a_chosen_segment_is_seen_without_colours(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/_ui/", puskesmas.budi)
    page.emulate_media(forced_colors="active")
    chosen, other = (
        page.locator(f"input[name='segmen-kata'][value='{value}'] + .segment-face").evaluate(
            "face => getComputedStyle(face).backgroundColor"
        )
        for value in ("expected", "above")
    )
    assert chosen != other
