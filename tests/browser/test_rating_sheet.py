"""The journey of a rater: twenty people for the month, by keyboard alone; and the same row without scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from agencies.tenancy.scope import region_scope
from appraisal.models import Rating, RatingOverride
from tests.appraisal.factories import a_scheme, an_actual
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_employee, an_indicator

pytestmark = pytest.mark.browser

SHEET = "/penilaian/2026-01/"
PEOPLE = 20
MOST_KEYS = {"dimensions": 180, "overall": 40}


@pytest.fixture
def team(puskesmas: Cast) -> Cast:
    """Budi, Citra and eighteen more, nobody rated yet."""
    with region_scope(puskesmas.region.pk):
        Rating.objects.all().delete()
        indicator = an_indicator(puskesmas.puskesmas, "IKU-7", name="Kunjungan posyandu")
        for number in range(PEOPLE - 2):
            person = an_employee(f"Rekan {number:02}", account=False)
            a_placement(person, puskesmas.puskesmas, puskesmas.sari)
            a_plan(person, puskesmas.puskesmas, {indicator: ("100", "100")})
            an_actual(person, indicator, "2026-01", str(85 + 2 * number))
    return puskesmas


def rated_by_keyboard(page: Page, keys_a_person: list[str]) -> int:
    """Press the same keys for everybody, from where the page begins; how many keys that took."""
    for _person in range(PEOPLE):
        for key in keys_a_person:
            page.keyboard.press(key)
    return PEOPLE * len(keys_a_person)


def row(page: Page, name: str) -> Locator:
    """The row of a person."""
    return page.locator("[data-row]").filter(has_text=name)


def ratings(cast: Cast) -> list[int]:
    """Every level that is stored."""
    with region_scope(cast.region.pk):
        return list(Rating.objects.values_list("level", flat=True))


def test_seven_dimensions_of_twenty_people_are_rated_by_keyboard_alone(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    keys = rated_by_keyboard(page, ["Enter", *"3343333"])
    assert keys <= MOST_KEYS["dimensions"]
    expect(page.locator(".progress")).to_contain_text("20 dari 20", timeout=20_000)
    expect(page.get_by_text("Semua 20 pegawai sudah dinilai.")).to_be_visible()
    page.reload()
    expect(page.locator(".rate-levels input:checked")).to_have_count(7 * PEOPLE)
    assert sorted(ratings(team)) == [3] * 6 * PEOPLE + [4] * PEOPLE


def test_an_overall_level_takes_two_keys_a_person(visits: Visits, team: Cast) -> None:
    with region_scope(team.region.pk):
        a_scheme(rubric_input="overall")
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    assert rated_by_keyboard(page, ["Enter", "3"]) <= MOST_KEYS["overall"]
    expect(page.locator(".progress")).to_contain_text("20 dari 20", timeout=20_000)
    assert ratings(team) == [3] * PEOPLE


def test_another_rating_asks_for_its_reason_and_keeps_it(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    page.keyboard.press("3")
    reason = row(page, "Budi Santoso").get_by_label("Alasan rating hasil kerja")
    expect(reason).to_be_focused()
    page.keyboard.type("Dua laporan dibuat ulang.")
    page.keyboard.press("Escape")
    expect(reason).to_have_value("Dua laporan dibuat ulang.")
    expect(page.locator("#status-simpan")).to_contain_text("Budi Santoso: tersimpan")
    with region_scope(team.region.pk):
        assert RatingOverride.objects.get().rating == "above"


def test_arrows_keep_the_column_and_delete_empties_a_level(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    for key in ("Enter", "4", "ArrowDown", "5", "ArrowUp", "ArrowUp", "Delete"):
        page.keyboard.press(key)
    expect(row(page, "Citra Lestari").locator("input[value='5']:checked")).to_have_count(1)
    expect(row(page, "Budi Santoso").locator(".rate-levels input:checked")).to_have_count(1)


def test_the_switch_takes_the_keys_away(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    page.get_by_label("Pintasan lembar kerja").uncheck()
    row(page, "Budi Santoso").locator(".rate-levels input").first.focus()
    page.keyboard.press("4")
    expect(row(page, "Budi Santoso").locator(".rate-levels input:checked")).to_have_count(0)


def test_a_row_changed_elsewhere_is_shown_with_both_and_saved_on_top(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800)
    other = visits.open(SHEET, team.sari, width=1280, height=800)
    for one, level in ((other, "4"), (page, "5")):
        row(one, "Budi Santoso").locator(".rate-levels").first.get_by_role("radio", name=level, exact=True).check()
        expect(one.locator("#status-simpan")).not_to_be_empty()
    conflict = row(page, "Budi Santoso")
    expect(conflict.get_by_text("Baris ini sudah diubah sejak halaman ini dibuka.")).to_be_visible()
    conflict.get_by_role("button", name="Pakai isian saya").click()
    expect(page.locator("#status-simpan")).to_contain_text("tersimpan pukul")
    assert ratings(team) == [5]
    assert [one[:3] for one in visits.complaints] == ["409"]  # the conflict that was asked for
    visits.complaints.clear()


def test_without_javascript_a_row_has_its_own_button(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=1280, height=800, javascript=False)
    for dimension in row(page, "Citra Lestari").locator(".rate-levels").all():
        dimension.get_by_role("radio", name="4", exact=True).check()
    row(page, "Citra Lestari").get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Citra Lestari: tersimpan pukul")).to_be_visible()
    expect(row(page, "Citra Lestari").locator(".rate-levels input:checked")).to_have_count(7)


def test_on_a_phone_each_person_has_a_page_that_leads_to_the_next(visits: Visits, team: Cast) -> None:
    page = visits.open(SHEET, team.sari, width=360, height=740)
    row(page, "Budi Santoso").get_by_role("link", name="Isi nilai").click()
    for dimension in page.locator(".rate-choice").all():
        dimension.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("heading", name="Citra Lestari")).to_be_visible()
    assert ratings(team) == [3] * 7
