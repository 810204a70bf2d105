"""The journey of a rater: twenty people for the month, by keyboard alone; and the same without scripts."""

import pytest
from playwright.sync_api import Page, expect

from agencies.tenancy.scope import region_scope
from appraisal.models import RatingOverride, SentRating
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.factories import a_period, a_scheme
from tests.browser.conftest import Visits
from tests.browser.team import PEOPLE, SHEET, a_team, given, ratings, row
from tests.cast import Cast

pytestmark = pytest.mark.browser

MOST_KEYS = {"dimensions": 180, "overall": 40}
MOST_CLICKS = 3


@pytest.fixture
def team(puskesmas: Cast) -> Cast:
    """Budi, Citra and eighteen more, nobody rated yet."""
    return a_team(puskesmas)


class Hands:
    """Counts what a person presses."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.clicks = page, 0, 0

    def press(self, *keys: str) -> None:
        """One key after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def click(self, role: str, name: str) -> None:
        """A link or a button, by its name."""
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.clicks += 1


def sent(cast: Cast) -> int:
    """How many rows were sent."""
    with region_scope(cast.region.pk):
        return SentRating.objects.count()


def from_tasks_to_sent(page: Page, keys_a_person: list[str]) -> Hands:
    """S1, the sheet, the check, sent: with as little as the scheme allows."""
    hands = Hands(page)
    hands.click("link", "Nilai 20 pegawai untuk Januari 2026")
    expect(page.locator(":focus")).to_have_count(1)
    for _person in range(PEOPLE):
        hands.press(*keys_a_person)
    hands.click("link", "Periksa dan kirim")
    hands.click("button", "Kirim nilai")
    expect(page.get_by_text("Nilai 20 pegawai terkirim pada")).to_be_visible()
    return hands


def test_seven_dimensions_of_twenty_people_go_from_the_tasks_to_sent(visits: Visits, team: Cast) -> None:
    page = visits.open("/penilaian/", team.sari, width=1280, height=800)
    hands = from_tasks_to_sent(page, ["Enter", *"3343333"])
    assert hands.keys <= MOST_KEYS["dimensions"]
    assert hands.clicks <= MOST_CLICKS
    assert sorted(ratings(team)) == [3] * 6 * PEOPLE + [4] * PEOPLE
    assert sent(team) == PEOPLE


def test_an_overall_level_takes_two_keys_a_person(visits: Visits, team: Cast) -> None:
    with region_scope(team.region.pk):
        a_scheme(rubric_input="overall")
    page = visits.open("/penilaian/", team.sari, width=1280, height=800)
    hands = from_tasks_to_sent(page, ["Enter", "3"])
    assert hands.keys <= MOST_KEYS["overall"]
    assert hands.clicks <= MOST_CLICKS
    assert ratings(team) == [3] * PEOPLE
    assert sent(team) == PEOPLE


def test_ctrl_enter_checks_only_after_the_last_row_is_stored(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    Hands(page).press("Enter", *"3333333", "Control+Enter")
    expect(page.get_by_role("heading", name="Periksa dan kirim")).to_be_visible()
    expect(page.get_by_text("1 pegawai siap dikirim.")).to_be_visible()
    page.get_by_text("Belum dinilai, jadi belum ikut dikirim (19)").click()
    page.get_by_role("link", name="Citra Lestari").first.click()
    expect(page).to_have_url(f"{visits.address}{SHEET}#baris-{row_id(page, 'Citra Lestari')}")


def row_id(page: Page, name: str) -> str:
    """The number by which a row is linked to."""
    return (row(page, name).get_attribute("id") or "").removeprefix("baris-")


def test_another_rating_asks_for_its_reason_and_keeps_it(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    page.keyboard.press("3")
    reason = row(page, "Budi Santoso").get_by_label("Alasan rating hasil kerja")
    expect(reason).to_be_focused()
    page.keyboard.type("Dua laporan dibuat ulang.")
    page.keyboard.press("Control+Enter")
    expect(reason).to_have_value("Dua laporan dibuat ulang.")
    expect(row(page, "Budi Santoso").locator(".rate-levels input").first).to_be_focused()
    expect(page.locator("#status-simpan")).to_contain_text("Budi Santoso: tersimpan")
    with region_scope(team.region.pk):
        assert RatingOverride.objects.get().rating == "above"


def test_arrows_keep_the_column_and_delete_empties_a_level(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    Hands(page).press("Enter", "4", "ArrowDown", "5", "ArrowUp", "ArrowUp", "Delete")
    expect(row(page, "Citra Lestari").locator("input[value='5']:checked")).to_have_count(1)
    expect(given(page, "Budi Santoso")).to_have_count(1)


def test_the_panel_opens_beside_and_escape_returns_to_the_same_cell(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    Hands(page).press("Enter", "4", "p")
    panel = page.get_by_role("complementary", name="Bukti dan riwayat")
    expect(panel).to_be_focused()
    expect(panel.get_by_role("heading", name="Kunjungan rumah pasien risiko tinggi")).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(row(page, "Budi Santoso").locator(".rate-levels").nth(1).locator("input").first).to_be_focused()


def test_anchors_and_the_list_of_keys_are_one_key_away(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    guide = page.locator("[data-guide]")
    Hands(page).press("Enter")
    expect(guide).to_be_hidden()
    Hands(page).press("a")
    expect(guide.get_by_text("Berorientasi Pelayanan")).to_be_visible()
    Hands(page).press("?")
    expect(page.get_by_text("bukti, enam bulan, umpan balik")).to_be_visible()


def test_the_switch_takes_the_keys_away(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    page.get_by_label("Pintasan lembar kerja").uncheck()
    row(page, "Budi Santoso").locator(".rate-levels input").first.focus()
    Hands(page).press("4", "p", "Control+Enter")
    expect(given(page, "Budi Santoso")).to_have_count(0)
    assert page.url.endswith(SHEET)


def test_without_javascript_rows_are_saved_checked_sent_and_opened_again(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800, javascript=False)
    for dimension in row(page, "Citra Lestari").locator(".rate-levels").all():
        dimension.get_by_role("radio", name="4", exact=True).check()
    row(page, "Citra Lestari").get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Citra Lestari: tersimpan pukul")).to_be_visible()
    expect(given(page, "Citra Lestari")).to_have_count(7)
    page.get_by_role("link", name="Periksa dan kirim").click()
    page.get_by_role("button", name="Kirim nilai").click()
    expect(page.get_by_text("Nilai 1 pegawai terkirim pada")).to_be_visible()
    row(page, "Citra Lestari").get_by_role("link", name="Buka kembali").click()
    page.get_by_label("Alasan membuka kembali").fill("Salah baris.")
    page.get_by_role("button", name="Buka kembali nilai").click()
    expect(given(page, "Citra Lestari")).to_have_count(7)
    page.get_by_role("button", name="Urungkan Citra Lestari").click()
    expect(page.get_by_text("Citra Lestari: perubahan diurungkan.")).to_be_visible()
    expect(given(page, "Citra Lestari")).to_have_count(0)


def test_on_a_phone_each_person_has_a_page_that_leads_to_the_next(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=360, height=740)
    row(page, "Budi Santoso").get_by_role("link", name="Isi nilai").click()
    expect(page.locator(".rate-choice")).to_have_count(7)
    for dimension in page.locator(".rate-choice").all():
        dimension.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("heading", name="Citra Lestari")).to_be_visible()
    assert ratings(team) == [3] * 7


def test_on_a_phone_the_panel_is_a_page_of_its_own(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=360, height=740)
    row(page, "Budi Santoso").get_by_role("link", name="Bukti dan riwayat").click()
    expect(page.get_by_role("heading", name="Indikator dan bukti")).to_be_visible()
    page.get_by_role("link", name="Isi nilai Budi Santoso").click()
    expect(page.get_by_role("button", name="Simpan dan lanjut")).to_be_visible()


def test_a_locked_sheet_is_read_without_its_scripts(visits: Visits, puskesmas: Cast) -> None:
    with region_scope(puskesmas.region.pk):
        lock_period(period=a_period())
    page = visits.open(SHEET, puskesmas.sari, width=1280)
    expect(page.get_by_text("Periode Januari 2026 dikunci pada")).to_be_visible()
    assert page.locator("script[src*=lembar]").count() == 0
    page.get_by_role("link", name="Bukti dan riwayat").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bukti dan riwayat")
