"""What is typed in the sheet is never lost: undo, two tabs, a network that is cut."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, Route, expect

from agencies.tenancy.scope import region_scope
from appraisal.models import RatingChange
from tests.browser.conftest import Visits
from tests.browser.team import SHEET, a_team, given, level, ratings, row
from tests.cast import Cast

pytestmark = pytest.mark.browser

SAVED = "#status-simpan"


@pytest.fixture
def team(puskesmas: Cast) -> Cast:
    """Budi, Citra and one more, nobody rated yet."""
    return a_team(puskesmas, 3)


def opened(visits: Visits, team: Cast) -> Page:
    """Sari's sheet on a desk."""
    return visits.open(SHEET, team.sari, width=1280, height=800)


def two_tabs(visits: Visits, team: Cast) -> Page:
    """The later of two tabs that gave Budi different levels, with the conflict in the row."""
    page, other = opened(visits, team), opened(visits, team)
    for one, value in ((other, 4), (page, 5)):
        level(one, "Budi Santoso", value)
        expect(one.locator(SAVED)).not_to_be_empty()
    expect(row(page, "Budi Santoso").get_by_text("Diubah oleh Anda di jendela atau perangkat lain")).to_be_visible()
    return page


def forget(visits: Visits) -> None:
    """What the browser complained about was asked for: conflicts, and a network that is not there."""
    wanted = ("409", "console: Failed to load resource", "console: htmx:afterRequest", "console: htmx:sendError")
    assert [one for one in visits.complaints if not one.startswith(wanted)] == []
    visits.complaints.clear()


def test_ctrl_z_undoes_the_last_change_and_the_row_shows_it(visits: Visits, team: Cast) -> None:
    page = opened(visits, team)
    for key in ("Enter", "4"):
        page.keyboard.press(key)
    expect(page.get_by_role("button", name="Urungkan Budi Santoso, pukul")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator(SAVED)).to_contain_text("Budi Santoso: perubahan diurungkan.")
    expect(given(page, "Budi Santoso")).to_have_count(0)
    assert ratings(team) == []


def test_the_button_names_and_undoes_one_row_after_another(visits: Visits, team: Cast) -> None:
    page = opened(visits, team)
    for name in ("Budi Santoso", "Citra Lestari"):
        level(page, name, 4)
        expect(page.get_by_role("button", name=f"Urungkan {name}")).to_be_visible()
    page.get_by_role("button", name="Urungkan Citra Lestari").click()
    expect(page.get_by_role("button", name="Urungkan Budi Santoso")).to_be_visible()
    assert ratings(team) == [4]


def test_in_two_tabs_the_own_value_can_be_kept(visits: Visits, team: Cast) -> None:
    page = two_tabs(visits, team)
    row(page, "Budi Santoso").get_by_role("button", name="Pakai nilai saya").click()
    expect(page.locator(SAVED)).to_contain_text("tersimpan pukul")
    assert ratings(team) == [5]
    forget(visits)


def test_in_two_tabs_the_newest_value_can_be_taken(visits: Visits, team: Cast) -> None:
    page = two_tabs(visits, team)
    row(page, "Budi Santoso").get_by_role("link", name="Pakai nilai terbaru").click()
    expect(row(page, "Budi Santoso").locator("input[value='4']:checked")).to_have_count(1)
    expect(row(page, "Budi Santoso").get_by_text("Pakai nilai saya")).to_have_count(0)
    level(page, "Budi Santoso", 3)
    expect(page.locator(SAVED)).to_contain_text("tersimpan pukul")
    assert ratings(team) == [3]
    forget(visits)


def test_a_conflict_pauses_the_saving_of_its_row_alone(visits: Visits, team: Cast) -> None:
    page = two_tabs(visits, team)
    level(page, "Budi Santoso", 2)
    expect(page.locator(SAVED)).to_contain_text("menunggu pilihan Anda")
    level(page, "Citra Lestari", 3)
    expect(page.locator(SAVED)).to_contain_text("Citra Lestari: tersimpan")
    assert sorted(ratings(team)) == [3, 4]
    forget(visits)


def test_without_javascript_the_conflict_stands_on_the_page_of_the_person(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800, javascript=False)
    other = opened(visits, team)
    level(other, "Budi Santoso", 4)
    expect(other.locator(SAVED)).not_to_be_empty()
    level(page, "Budi Santoso", 5)
    row(page, "Budi Santoso").get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Diubah oleh Anda di jendela atau perangkat lain")).to_be_visible()
    page.get_by_role("button", name="Pakai nilai saya").click()
    expect(page.get_by_text("Budi Santoso: tersimpan")).to_be_visible()
    assert ratings(team) == [5]


def test_rows_typed_while_offline_are_sent_when_the_network_is_back(visits: Visits, team: Cast) -> None:
    page = opened(visits, team)
    page.context.set_offline(True)
    for name, value in (("Budi Santoso", 4), ("Citra Lestari", 5)):
        level(page, name, value)
        expect(row(page, name).get_by_text("Belum terkirim: menunggu jaringan.")).to_be_visible()
    page.context.set_offline(False)
    for name in ("Budi Santoso", "Citra Lestari"):
        expect(row(page, name).get_by_text("Belum terkirim")).to_have_count(0)
        expect(given(page, name)).to_have_count(1)
    assert sorted(ratings(team)) == [4, 5]
    forget(visits)


def test_after_a_reload_the_typed_rows_are_shown_as_not_sent_and_sent_later(visits: Visits, team: Cast) -> None:
    page = opened(visits, team)

    def cut(route: Route) -> None:
        route.abort() if route.request.method == "POST" else route.continue_()

    page.route("**/penilaian/**", cut)
    level(page, "Budi Santoso", 4)
    expect(row(page, "Budi Santoso").get_by_text("Belum terkirim")).to_be_visible()
    page.reload()
    expect(row(page, "Budi Santoso").get_by_text("Belum terkirim")).to_be_visible()
    expect(row(page, "Budi Santoso").locator("input[value='4']:checked")).to_have_count(1)
    assert ratings(team) == []
    page.unroute("**/penilaian/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(row(page, "Budi Santoso").get_by_text("Belum terkirim")).to_have_count(0)
    assert ratings(team) == [4]
    forget(visits)


def test_a_connection_that_hangs_while_the_page_is_reloaded_loses_nothing(visits: Visits, team: Cast) -> None:
    page = opened(visits, team)
    page.route("**/penilaian/**", lambda route: None if route.request.method == "POST" else route.continue_())
    level(page, "Budi Santoso", 4)
    page.unroute("**/penilaian/**")
    page.reload()
    expect(page.locator(SAVED)).to_contain_text("Budi Santoso")
    expect(row(page, "Budi Santoso").locator("input[value='4']:checked")).to_have_count(1)
    assert ratings(team) == [4]
    forget(visits)


def test_an_answer_that_is_lost_does_not_make_a_conflict_with_oneself(visits: Visits, team: Cast) -> None:
    page = opened(visits, team)

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/penilaian/**", lose)
    level(page, "Budi Santoso", 4)
    expect(row(page, "Budi Santoso").get_by_text("Belum terkirim")).to_be_visible()
    assert ratings(team) == [4]
    level(page, "Budi Santoso", 5)
    page.unroute_all(behavior="wait")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(row(page, "Budi Santoso").get_by_text("Belum terkirim")).to_have_count(0)
    expect(row(page, "Budi Santoso").locator("input[value='5']:checked")).to_have_count(1)
    assert ratings(team) == [5]
    with region_scope(team.region.pk):
        assert RatingChange.objects.count() == 2
    forget(visits)


def test_fast_typing_is_announced_at_most_once_in_three_seconds(visits: Visits, team: Cast) -> None:
    page = opened(visits, team)
    spoken = page.locator(f"{SAVED} + [role=status]")
    expect(page.locator(f"{SAVED}[role]")).to_have_count(0)
    spoken.evaluate(
        "(line) => { window.said = []; new MutationObserver(() => window.said.push(performance.now()))"
        ".observe(line, { childList: true }); }"
    )
    for value in (3, 4, 5):
        for name in ("Budi Santoso", "Citra Lestari"):
            level(page, name, value)
            page.wait_for_timeout(500)
    page.wait_for_timeout(4_000)
    said = page.evaluate("window.said")
    assert len(said) >= 2
    assert all(later - earlier >= 2_900 for earlier, later in pairwise(said))
    expect(spoken).to_have_text(page.locator(SAVED).inner_text())
