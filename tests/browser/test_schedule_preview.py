"""The dates of a rule follow while its numbers are typed; without a script a button shows them."""

import re

import pytest
from playwright.sync_api import expect

from agencies.tenancy.scope import region_scope
from appraisal.models import PeriodRule
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser
ADDRESS = "/periode/jadwal/month/"


def test_dates_follow_what_is_typed_and_nothing_is_saved(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open(ADDRESS, puskesmas.region_admin, width=1280)
    lock = page.locator(".schedule-row").last.locator("td").last
    before = lock.inner_text()
    page.get_by_label("Kunci periode").fill("30")
    expect(lock).not_to_have_text(before)
    page.get_by_label("Evaluasi").fill("1")
    expect(page.locator("#pratinjau")).to_contain_text(re.compile("Evaluasi tidak boleh sebelum batas menilai"))
    with region_scope(puskesmas.region.pk):
        assert not PeriodRule.objects.exists()


def test_a_button_shows_them_without_a_script(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open(ADDRESS, puskesmas.region_admin, javascript=False)
    page.get_by_label("Kunci periode").fill("")
    page.get_by_role("button", name="Lihat tanggalnya").click()
    expect(page.locator(".schedule-row").last.locator("td").last).to_contain_text("manual")
    expect(page.get_by_label("Kunci periode")).to_have_value("")
