"""The page of the API in a real Chromium: its forms work under the strict content policy, asking nobody else."""

import pytest

from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser

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
