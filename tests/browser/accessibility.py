"""Whether everybody can use a page: what axe knows, and whether it fits a small phone."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: What a theme can change. The rest of what axe knows is asked in the light one, on a small phone and on a desk.
COLOURS = ["color-contrast", "link-in-text-block"]
BETWEEN = (768, 1024)
"""Tablets and small laptops: nothing but the width is asked there."""
LOOKS = [(320, "light", None), (320, "dark", COLOURS), (1280, "dark", COLOURS), (1280, "light", None)]


def sideways_scroll(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def complaints_about(page: Page) -> list[object]:
    """What is wrong with a page in any of its looks, everything unfolded."""
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.evaluate(Axe().axe_script)
    found: list[object] = []
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        answer = page.evaluate("rules => axe.run(rules ? {runOnly: rules} : {})", rules)
        found += [(width, scheme, one["id"], [node["target"] for node in one["nodes"]]) for one in answer["violations"]]
        if excess := sideways_scroll(page):
            found.append((width, scheme, f"{excess} px too wide"))
    for width in BETWEEN:
        page.set_viewport_size({"width": width, "height": 800})
        if excess := sideways_scroll(page):
            found.append((width, f"{excess} px too wide"))
    return found
