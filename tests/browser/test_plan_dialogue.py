"""Journey (f), the supervisor's part: five results, eight indicators, two proposals; by keyboard and without."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from agencies.tenancy.scope import region_scope
from indicators.models import DialogueEntry, EntryKind, PlanResult, PlanVersionItem, Side, VersionState
from indicators.services.plans.answer_item import comment_on_plan
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.indicators.plans.situations import DAY, YEAR, Talk, a_draft_of_budi, actor

pytestmark = pytest.mark.browser

TEAM = f"/skp-tim/?tahun={YEAR}"
MOST_KEYS = 12
WEIGHTS = {"A": "20", "B": "15", "C": "15", "D": "10", "E": "10", "F": "10", "G": "10", "H": "10"}


@pytest.fixture
def talk(puskesmas: Cast) -> Talk:
    """Five results with eight indicators; Budi proposes other targets for A and E, and asks about C."""
    with region_scope(puskesmas.region.pk):
        talk = a_draft_of_budi(puskesmas, WEIGHTS)
        _into_five(talk)
        talk.change(Side.EMPLOYEE, 0, "8")
        talk.change(Side.EMPLOYEE, 4, "9")
        about = talk.items[2].indicator
        comment_on_plan(version=talk.stored, indicator=about, text="Siapa?", actor=actor(puskesmas.budi), day=DAY)
        talk.submit()
    return talk


def _into_five(talk: Talk) -> None:
    """Eight results of one indicator each become five."""
    results = talk.results
    for place, result in enumerate(results[5:]):
        PlanVersionItem.objects.filter(result=result).update(result=results[place])
        PlanResult.objects.filter(pk=result.pk).delete()


def press(page: Page, *keys: str) -> int:
    """Press keys; how many."""
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def is_live(page: Page) -> None:
    """Wait until the keys act: the first thing to answer has the focus."""
    expect(page.locator("[data-do=a]").first).to_be_focused()


def items(talk: Talk) -> list[PlanVersionItem]:
    """The indicators as they are stored."""
    with region_scope(talk.cast.region.pk):
        return talk.items


def last_comment(talk: Talk) -> str:
    """What was said last."""
    with region_scope(talk.cast.region.pk):
        return DialogueEntry.objects.filter(kind=EntryKind.COMMENT).latest("id").text


def state(talk: Talk) -> str:
    """Where the plan stands."""
    with region_scope(talk.cast.region.pk):
        return talk.stored.state


def test_a_supervisor_answers_a_plan_by_keyboard_within_the_budget(visits: Visits, talk: Talk) -> None:
    page = visits.open(TEAM, talk.cast.sari, width=1280, height=800)
    page.get_by_role("link", name="Budi Santoso").focus()
    keys = press(page, "Enter")
    expect(page.locator("[data-open]")).to_have_count(3)
    is_live(page)
    keys += press(page, "a")
    expect(page.locator("[data-open]")).to_have_count(2)
    keys += press(page, "r")
    page.keyboard.type("Bidan koordinator.")
    keys += press(page, "Control+Enter")
    expect(page.locator("[data-open]")).to_have_count(1)
    keys += press(page, "a")
    expect(page.locator("[data-agree]")).to_be_focused()
    keys += press(page, "Enter")
    expect(page.get_by_text("Kesepakatan Anda tercatat.")).to_be_visible()
    assert keys <= MOST_KEYS
    assert all(item.supervisor_agrees for item in items(talk))
    assert last_comment(talk) == "Bidan koordinator."


def test_the_supervisor_changes_a_figure_by_keyboard(visits: Visits, talk: Talk) -> None:
    page = visits.open(f"/skp/{talk.version.pk}/dialog/", talk.cast.sari, width=1280, height=800)
    is_live(page)
    keys = press(page, "u", "Control+a")
    page.keyboard.type("9")
    page.get_by_label("Alasan").first.focus()
    page.keyboard.type("Sesuai data 2026.")
    keys += press(page, "Control+Enter")
    expect(page.get_by_text("usulan Anda tersimpan")).to_be_visible()
    assert keys <= MOST_KEYS
    assert items(talk)[0].targets == [Decimal(9)] * 12


def test_n_goes_round_and_escape_keeps_the_text(visits: Visits, talk: Talk) -> None:
    page = visits.open(f"/skp/{talk.version.pk}/dialog/", talk.cast.sari, width=1280, height=800)
    first, second, third = (page.locator("[data-open]").nth(place) for place in range(3))
    expect(first.get_by_role("button", name="Setujui usulan")).to_be_focused()
    press(page, "n")
    expect(second).to_be_focused()
    press(page, "r")
    page.keyboard.type("na")
    press(page, "Escape")
    expect(second.get_by_label("Balasan")).to_have_value("na")
    third.get_by_role("button", name="Setujui usulan").focus()
    press(page, "n")
    expect(first.get_by_role("button", name="Setujui usulan")).to_be_focused()


def test_the_list_of_keys_opens_by_its_key(visits: Visits, talk: Talk) -> None:
    page = visits.open(f"/skp/{talk.version.pk}/dialog/", talk.cast.sari, width=1280, height=800)
    is_live(page)
    press(page, "?")
    expect(page.locator("#pintasan")).to_be_visible()


def test_switched_off_shortcuts_do_nothing(visits: Visits, talk: Talk) -> None:
    page = visits.open(f"/skp/{talk.version.pk}/dialog/", talk.cast.sari, width=1280, height=800)
    page.context.add_cookies([{"name": "pintasan", "value": "off", "url": visits.address}])
    page.reload()
    page.locator("[data-do=a]").first.focus()
    press(page, "a")
    expect(page.locator("[data-open]")).to_have_count(3)
    expect(page.locator("[data-tools]")).to_be_hidden()


def test_two_browsers_at_once_lose_nothing(visits: Visits, talk: Talk) -> None:
    address = f"/skp/{talk.version.pk}/dialog/"
    page = visits.open(address, talk.cast.sari, width=1280, height=800)
    is_live(page)
    with region_scope(talk.cast.region.pk):
        talk.change(Side.SUPERVISOR, 0, "7", reason="Dari jendela lain.")
    press(page, "a")
    expect(page.get_by_text("sudah diubah orang lain").first).to_be_visible()
    expect(page.get_by_text("Jan–Des: 7").first).to_be_visible()
    assert not items(talk)[0].employee_agrees
    visits.complaints[:] = [one for one in visits.complaints if not one.startswith("409")]


def test_both_agree_without_scripts(visits: Visits, talk: Talk) -> None:
    address = f"/skp/{talk.version.pk}/dialog/"
    page = visits.open(address, talk.cast.sari, width=360, javascript=False)
    for _proposal in range(2):
        page.get_by_role("button", name="Setujui usulan").first.click()
    page.get_by_role("button", name="Sepakati SKP").click()
    page = visits.open(address, talk.cast.budi, width=360, javascript=False)
    page.get_by_role("button", name="Sepakati SKP").click()
    expect(page.get_by_text("SKP disepakati oleh kedua pihak.")).to_be_visible()
    assert state(talk) == VersionState.AGREED
