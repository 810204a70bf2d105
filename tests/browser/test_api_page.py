"""The page of the API in a real Chromium: its forms work under the strict content policy, asking nobody else."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import complaints_about
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser

#: What axe finds in the markup and the colours of Swagger UI, served as it was published. Whoever cannot use it
#: has the same addresses as a plain list, which no rule objects to (without scripts, and as the OpenAPI document).
OF_SWAGGER_UI = {
    "color-contrast": "badges of methods, address and version: white on pastel, and its greys in the dark theme",
    "heading-order": "its subjects are headings of the third level below the page's first",
    "landmark-main-is-top-level": "it has a main of its own within the page's",
    "landmark-no-duplicate-main": "as above",
    "landmark-unique": "as above",
    "nested-interactive": "the line of an operation is a button with buttons in it",
}
READS_EVALUATIONS = "#operations-evaluations-evaluations_list"


def test_the_operations_are_shown_and_nothing_is_refused_by_the_content_policy(visits: Visits) -> None:
    page = visits.open("/api/v1/", width=1280)
    page.locator(".opblock").first.wait_for()
    assert page.locator(".opblock").count() >= 20
    page.locator(f"{READS_EVALUATIONS} .opblock-summary").first.click()
    page.locator(f"{READS_EVALUATIONS} .opblock-description").wait_for()


def test_an_operation_can_be_tried_as_who_is_signed_in(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open("/api/v1/", puskesmas.region_admin, width=1280)
    page.locator(f"{READS_EVALUATIONS} .opblock-summary").first.click()
    page.locator(f"{READS_EVALUATIONS} .try-out__btn").click()
    page.locator(f"{READS_EVALUATIONS} tr[data-param-name=period] input").fill("2026-01")
    page.locator(f"{READS_EVALUATIONS} .execute").click()
    page.locator(f"{READS_EVALUATIONS} .live-responses-table .response-col_status").get_by_text("200").wait_for()
    assert "Budi Santoso" in page.locator(f"{READS_EVALUATIONS} .live-responses-table").inner_text()


def test_without_scripts_the_addresses_are_a_list(visits: Visits) -> None:
    page = visits.open("/api/v1/", javascript=False)
    assert page.get_by_text("/api/v1/evaluations/", exact=True).is_visible()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_is_accessible_but_for_what_swagger_ui_brings(visits: Visits, language: str) -> None:
    page = visits.open("/api/v1/", width=1280)
    in_language(page, language)
    page.locator(".opblock").first.wait_for()
    assert {rule_of(one) for one in complaints_about(page)} <= set(OF_SWAGGER_UI)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list_of_addresses_is_accessible_throughout(visits: Visits, language: str) -> None:
    page = visits.open("/api/v1/", width=1280)
    page.route("**/swagger-ui-bundle*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    in_language(page, language)
    assert page.locator(".opblock").count() == 0
    assert complaints_about(page) == []


def in_language(page: Page, language: str) -> None:
    """Open the page anew in a language."""
    page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
    page.reload()


def rule_of(complaint: object) -> str:
    """The rule of axe, or how much too wide the page is."""
    assert isinstance(complaint, tuple)
    return str(complaint[2])
