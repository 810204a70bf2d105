"""A rater verifies by keyboard with the evidence beside, and the same without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, Verification
from indicators.models import Plan
from tests.appraisal.evidence import files
from tests.appraisal.evidence.library import supported
from tests.appraisal.verification.claims import a_claim
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser
LIST = "/verifikasi/"


@pytest.fixture
def reported(puskesmas: Cast) -> Cast:
    """Budi and Citra reported two figures of February each; Budi with a photo each."""
    with region_scope(puskesmas.region.pk):
        for person in (puskesmas.budi, puskesmas.citra):
            plan = Plan.objects.get(employee=person)
            for shade, item in enumerate(plan.items.filter(kind="main").order_by("pk")[:2]):
                actual = a_claim(person, item.indicator, "380" if shade == 0 else "19")
                if person == puskesmas.budi:
                    supported(actual, files.a_photo(shade=shade))
    return puskesmas


def states(cast: Cast) -> list[str]:
    """What is stored of February, in the order of the list."""
    with region_scope(cast.region.pk):
        rows = Actual.objects.filter(month="2026-02-01").order_by("employee__name", "indicator__versions__name")
        return [actual.state for actual in rows]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_list_is_accepted_by_one_key_a_figure(visits: Visits, reported: Cast) -> None:
    page = visits.open(LIST, reported.sari, width=1280, height=900)
    for left in (3, 2, 1, 0):
        press(page, "a")
        expect(page.locator("[data-waits]")).to_have_count(left)
        if left:
            expect(page.locator("[data-waits] :focus")).to_have_count(1)
    assert set(states(reported)) == {"verified"}


def test_what_was_accepted_is_taken_back_in_its_place(visits: Visits, reported: Cast) -> None:
    page = visits.open(LIST, reported.sari, width=1280, height=900)
    press(page, "a")
    page.get_by_role("button", name="Tarik keputusan").click()
    expect(page.locator("[data-waits]")).to_have_count(4)
    assert set(states(reported)) == {"reported"}


def test_evidence_is_seen_beside_and_keys_decide(visits: Visits, reported: Cast) -> None:
    page = visits.open(LIST, reported.sari, width=1280, height=900)
    press(page, "j")
    expect(page.locator(":focus")).to_have_text("Kunjungan rumah pasien risiko tinggi")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Bukti dukung (1)")).to_be_visible()
    picture = page.locator(".claim-evidence").bounding_box()
    figures = page.locator(".claim-side").bounding_box()
    assert picture is not None
    assert figures is not None
    assert picture["x"] > figures["x"] + figures["width"]
    first = page.url
    press(page, "a")
    page.wait_for_url(lambda address: address != first)
    assert states(reported).count("verified") == 1


def test_returning_asks_for_a_reason_by_keyboard(visits: Visits, reported: Cast) -> None:
    page = visits.open(LIST, reported.sari, width=1280, height=900)
    press(page, "k")
    page.wait_for_url("**?kembalikan")
    expect(page.get_by_label("Bukti dukung belum ada.")).to_be_focused()
    press(page, "Space")
    page.get_by_label("Penjelasan").fill("aku kira jumlahnya lain")
    page.get_by_role("button", name="Kembalikan realisasi").click()
    expect(page.get_by_text("dikembalikan.")).to_be_visible()
    with region_scope(reported.region.pk):
        said = Verification.objects.get()
        assert (said.outcome, said.reason) == ("returned", "Bukti dukung belum ada. aku kira jumlahnya lain")


def test_a_figure_that_changed_meanwhile_says_so_in_its_row(visits: Visits, reported: Cast) -> None:
    page = visits.open(LIST, reported.sari, width=1280, height=900)
    with region_scope(reported.region.pk):
        for actual in Actual.objects.filter(month="2026-02-01"):
            actual.value = 7
            actual.save()
    press(page, "a")
    expect(page.get_by_role("alert")).to_contain_text("sekarang 7")
    assert set(states(reported)) == {"reported"}
    visits.complaints.clear()  # the browser notes the refusal that the test asked for


def test_everything_is_decided_without_scripts(visits: Visits, reported: Cast) -> None:
    page = visits.open(LIST, reported.sari, width=360, javascript=False)
    page.get_by_role("link", name="Terima semua yang tanpa catatan (2)").click()
    page.get_by_role("button", name="Terima 2 realisasi").click()
    expect(page.get_by_text("2 realisasi dari 1 pegawai diterima")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Kembalikan")).first.click()
    page.get_by_label("Bukti dukung belum ada.").check()
    page.get_by_role("button", name="Kembalikan realisasi").click()
    page.get_by_role("button", name="Terima realisasi").click()
    expect(page.get_by_role("button", name="Terima realisasi")).to_have_count(0)
    assert sorted(states(reported)) == ["returned", "verified", "verified", "verified"]
