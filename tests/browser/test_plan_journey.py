"""Journey (f), the employee's part: five results, eight indicators, two proposals, from "Susun SKP" to agreed."""

from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from agencies.tenancy.scope import region_scope
from indicators.models import DialogueEntry, PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.agree_plan import agree_plan
from indicators.services.plans.answer_item import accept_item
from indicators.services.plans.load_my_plans import drafting_years
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.indicators.plans.situations import FIVE_RESULTS, a_plan_of_sari, actor

pytestmark = pytest.mark.browser

CODES = ("A", "B", "C", "D", "E", "F", "G", "H")
MOST_CLICKS = 16


@pytest.fixture
def year(puskesmas: Cast) -> int:
    """A year that can be planned, for which Sari has handed over her own plan."""
    planned = drafting_years(timezone.localdate())[-1]
    with region_scope(puskesmas.region.pk):
        a_plan_of_sari(puskesmas, CODES, year=planned)
    return planned


@dataclass
class Hand:
    """Clicks, and counts them."""

    page: Page
    clicks: int = 0

    def click(self, target: Locator) -> None:
        """One click."""
        target.click()
        self.clicks += 1

    def press(self, name: str) -> None:
        """The button of a name."""
        self.click(self.page.get_by_role("button", name=name, exact=True))


def plan_of(cast: Cast) -> PlanVersion:
    """Budi's version as it is stored."""
    with region_scope(cast.region.pk):
        return PlanVersion.objects.get(employee=cast.budi)


def months_of(page: Page, code: str, month: str) -> Locator:
    """The input of a month in the row of an indicator."""
    return page.get_by_label(f"{month}, {code}", exact=True)


def choose_and_propose(hand: Hand, year: int) -> None:
    """From SKP saya to the last look: five results, two other targets, the annexes."""
    page = hand.page
    hand.press(f"Susun SKP {year}")
    for text in FIVE_RESULTS:
        hand.click(page.get_by_label(text))
    hand.press("Simpan, lanjut ke indikator")
    for code in ("A", "D"):
        hand.click(months_of(page, code, "Desember"))
        page.keyboard.press("Control+a")
        page.keyboard.type("8")
    hand.press("Simpan, lanjut ke dukungan")
    hand.click(page.get_by_label("Dukungan sumber daya"))
    page.keyboard.type("Anggaran kunjungan rumah")
    page.keyboard.press("Tab")
    page.keyboard.type("Laporan bulanan kepada kepala puskesmas")
    page.keyboard.press("Tab")
    page.keyboard.type("Usulan pelatihan")
    hand.press("Simpan, lanjut ke periksa")


def hand_over(hand: Hand) -> None:
    """A reason for each proposal, and off it goes."""
    reasons = hand.page.get_by_label("Alasan usulan:")
    for place in range(2):
        hand.click(reasons.nth(place))
        hand.page.keyboard.type("Alat tutup dua pekan pada Desember.")
    hand.press("Ajukan SKP")


def supervisor_agrees(cast: Cast) -> None:
    """Sari accepts both proposals and gives her word."""
    with region_scope(cast.region.pk):
        version, day, sari = PlanVersion.objects.get(employee=cast.budi), timezone.localdate(), actor(cast.sari)
        for item in PlanVersionItem.objects.filter(version=version):
            accept_item(version=version, edition=version.edition, item=item, actor=sari, day=day)
        agree_plan(version=version, edition=version.edition, actor=sari, day=day)


def test_a_plan_of_five_results_and_eight_indicators_takes_sixteen_clicks(
    visits: Visits, puskesmas: Cast, year: int
) -> None:
    hand = Hand(visits.open("/skp/", puskesmas.budi, width=1280, height=800))
    choose_and_propose(hand, year)
    hand_over(hand)
    expect(hand.page.get_by_text("Sekarang giliran Sari Wulandari.")).to_be_visible()
    supervisor_agrees(puskesmas)
    hand.page.reload()
    hand.press("Sepakati SKP")
    assert plan_of(puskesmas).state == VersionState.AGREED
    assert hand.clicks <= MOST_CLICKS


def test_both_reasons_stand_in_the_dialogue(visits: Visits, puskesmas: Cast, year: int) -> None:
    hand = Hand(visits.open("/skp/", puskesmas.budi, width=360))
    choose_and_propose(hand, year)
    hand_over(hand)
    expect(hand.page.get_by_text("Sekarang giliran Sari Wulandari.")).to_be_visible()
    with region_scope(puskesmas.region.pk):
        about = DialogueEntry.objects.filter(indicator__isnull=False, side=Side.EMPLOYEE)
        assert sorted(about.values_list("indicator__code", flat=True)) == ["A", "D"]


def test_the_same_works_without_scripts(visits: Visits, puskesmas: Cast, year: int) -> None:
    hand = Hand(visits.open("/skp/", puskesmas.budi, width=1280, height=800, javascript=False))
    choose_and_propose(hand, year)
    hand_over(hand)
    expect(hand.page.get_by_text("Sekarang giliran Sari Wulandari.")).to_be_visible()
    assert plan_of(puskesmas).turn == Side.SUPERVISOR


def test_two_who_edit_one_plan_lose_nothing(visits: Visits, puskesmas: Cast, year: int) -> None:
    here = Hand(visits.open("/skp/", puskesmas.budi, width=1280, height=800))
    choose_and_propose(here, year)
    address = f"/skp/{plan_of(puskesmas).pk}/indikator/"
    there = visits.open(address, puskesmas.budi, width=1280, height=800)
    here.page.goto(there.url)
    months_of(here.page, "B", "Mei").fill("7")
    here.press("Simpan")
    months_of(there, "C", "Mei").fill("6")
    there.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(there.get_by_text("sudah diubah orang lain")).to_be_visible()
    expect(months_of(there, "C", "Mei")).to_have_value("6")
    there.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(there.get_by_text("Indikator dan target tersimpan.")).to_be_visible()
