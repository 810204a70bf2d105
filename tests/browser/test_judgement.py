"""A year is judged on a desk by keyboard, and on a phone without script."""

import pytest
from playwright.sync_api import expect

from agencies.tenancy.scope import region_scope
from appraisal.models import FinalJudgement
from tests.appraisal.judgement.year import NOTE, Year, address, the_year
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def year(puskesmas: Cast) -> Year:
    """2025 of Budi and Citra, committed."""
    with region_scope(puskesmas.region.pk):
        return the_year(puskesmas)


def judged(year: Year) -> int:
    """How many were judged."""
    with region_scope(year.cast.region.pk):
        return FinalJudgement.objects.count()


def test_n_goes_to_the_next_person_but_not_while_one_types(visits: Visits, year: Year) -> None:
    page = visits.open(address(year.plan), year.cast.sari, width=1280, height=800)
    note = page.get_by_role("textbox", name="Pertimbangan")
    note.press_sequentially("n n n")
    expect(note).to_have_value("n n n")
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_url(f"**{address(year.citras)}")


def test_a_year_is_judged_on_a_phone_without_script(visits: Visits, year: Year) -> None:
    page = visits.open(address(year.plan), year.cast.sari, javascript=False)
    page.get_by_role("link", name="Ke penilaian akhir").click()
    page.get_by_role("textbox", name="Pertimbangan").fill(NOTE)
    page.get_by_role("button", name="Tetapkan dan lanjut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Citra Lestari")
    expect(page.get_by_text("1 dari 2 ditetapkan")).to_be_visible()
    assert judged(year) == 1
