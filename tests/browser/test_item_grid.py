"""The grid of weights and targets in a browser: by keyboard, pasted from a spreadsheet, on a phone, without scripts."""

from decimal import Decimal

import brotli  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from agencies.tenancy.scope import region_scope
from indicators.models import Pattern, UnitAgreement, UnitAgreementItem
from tests.browser.accessibility import complaints_about, sideways_scroll
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.factories import an_indicator

pytestmark = pytest.mark.browser

ADDRESS = "/perjanjian/1.02/2026/"
ROWS = 10
WEIGHT, YEAR, JANUARY, DECEMBER = 1, 2, 3, 14
MOST_BYTES = 4096

PASTE = """([input, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def dinas(puskesmas: Cast) -> Cast:
    """The dinas has ten indicators of which the fifth is an index; none has weight or target yet."""
    with region_scope(puskesmas.region.pk):
        agreement = UnitAgreement.objects.create(agency=puskesmas.dinas, year=2026)
        for number in range(ROWS):
            pattern = Pattern.POSITION if number == 4 else Pattern.COUNT
            indicator = an_indicator(puskesmas.dinas, f"DK-{number:02}", pattern=pattern)
            UnitAgreementItem.objects.create(agreement=agreement, indicator=indicator, targets=[None] * 12)
    return puskesmas


def opened(visits: Visits, cast: Cast, *, width: int = 1280, javascript: bool = True) -> Page:
    """The grid for its admin."""
    page = visits.open(ADDRESS, cast.agency_admin, width=width, height=900, javascript=javascript)
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def cell(page: Page, row: int, column: int) -> Locator:
    """An input by its row and column; the head of the row is column 0."""
    return page.locator(f"[data-row] >> nth={row} >> [data-cells] > *:nth-child({column + 1}) input")


def paste(page: Page, start: Locator, text: str) -> None:
    """What a spreadsheet hands over when its cells are pasted."""
    start.focus()
    page.evaluate(PASTE, [start.element_handle(), text])


def save(page: Page) -> None:
    """Store the grid and wait for what is said about it."""
    page.locator(".action-bar").get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()


def stored(cast: Cast) -> list[UnitAgreementItem]:
    """The items as they are stored."""
    with region_scope(cast.region.pk):
        return list(UnitAgreementItem.objects.order_by("id"))


def test_ten_rows_of_twelve_months_are_pasted_from_a_spreadsheet(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas)
    table = "\r\n".join("\t".join(f"{row + 1}.{month:03},5" for month in range(12)) for row in range(ROWS))
    paste(page, cell(page, 0, JANUARY), f"{table}\r\n")
    expect(page.locator("#status-simpan")).to_have_text("120 sel ditempel. Ctrl+Z membatalkan.")
    expect(cell(page, 0, YEAR)).to_have_value("12072,0")
    save(page)
    targets = [item.targets for item in stored(dinas)]
    assert [targets[0][0], targets[9][11]] == [Decimal("1000.5"), Decimal("10011.5")]
    assert sum(target is not None for row in targets for target in row) == ROWS * 12


def test_pasted_weights_give_their_sum_and_the_rest_is_levelled(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas)
    total = page.locator("[data-sum]")
    paste(page, cell(page, 0, WEIGHT), "\n".join(["11,11"] * 9))
    expect(total).to_have_text("99,99, kurang 0,01")
    page.get_by_role("button", name="Ratakan sisa bobot").click()
    expect(total).to_have_text("100,00, lengkap")
    expect(cell(page, 9, WEIGHT)).to_have_value("0,01")
    save(page)
    assert sum(item.weight or 0 for item in stored(dinas)) == 100


def test_the_last_paste_is_undone_with_one_key(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas)
    cell(page, 0, JANUARY).fill("7")
    paste(page, cell(page, 0, JANUARY), "1\t2\t3\n4\t5\t6")
    expect(cell(page, 1, YEAR)).to_have_value("15")
    page.keyboard.press("Control+z")
    expect(cell(page, 0, JANUARY)).to_have_value("7")
    for column in (YEAR, JANUARY, JANUARY + 2):
        expect(cell(page, 1, column)).to_have_value("")
    expect(page.locator("#status-simpan")).to_have_text("Tempelan dibatalkan.")


def test_what_finds_no_cell_is_counted_and_a_year_beside_an_index_is_not(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas)
    paste(page, cell(page, 4, WEIGHT), "10\t80\t80")
    expect(page.locator("#status-simpan")).to_have_text("2 sel ditempel. Ctrl+Z membatalkan.")
    paste(page, cell(page, 9, DECEMBER), "5\t6\n7")
    expect(page.locator("#status-simpan")).to_contain_text("1 sel ditempel")
    expect(page.locator("#status-simpan")).to_contain_text("2 nilai tidak ditempel")


def test_enter_and_arrows_go_from_cell_to_cell(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas)
    cell(page, 3, WEIGHT).focus()
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    expect(cell(page, 4, WEIGHT)).to_be_focused()
    page.keyboard.press("ArrowRight")  # the index has no year
    expect(cell(page, 4, JANUARY)).to_be_focused()
    page.keyboard.type("80")
    page.keyboard.press("ArrowLeft")  # within the number first
    expect(cell(page, 4, JANUARY)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cell(page, 3, JANUARY)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(cell(page, 2, JANUARY)).to_be_focused()
    expect(page.locator("[data-sum]")).to_have_text("10,00, kurang 90,00")


def test_a_number_that_is_read_as_thousands_is_echoed_at_once(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas)
    cell(page, 0, JANUARY).fill("12.500")
    expect(page.locator("[data-echo]").first).to_have_text("Januari, DK-00: dibaca sebagai 12500")
    cell(page, 0, JANUARY).fill("12.5")
    expect(page.locator("[data-echo]").first).to_have_text("Januari, DK-00: dibaca sebagai 12,5")


def test_a_year_that_was_typed_stays_until_it_is_cut(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas)
    cell(page, 0, YEAR).fill("100")
    cell(page, 0, JANUARY).fill("8")
    expect(cell(page, 0, YEAR)).to_have_value("100")
    page.locator("[data-row]").first.get_by_text("Isi dengan pola").click()
    page.get_by_role("button", name="Isi dengan pola, DK-00").click()
    expect(cell(page, 0, DECEMBER)).to_have_value("9")


def test_leaving_with_unsaved_figures_is_asked_about(visits: Visits, dinas: Cast) -> None:
    page = visits.open(ADDRESS, dinas.agency_admin, width=1280, height=900)
    cell(page, 0, WEIGHT).click()
    page.keyboard.type("5")
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => { location.href = '/akun/' })")
    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_without_javascript_a_row_is_filled_and_saved(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas, javascript=False)
    cell(page, 0, YEAR).fill("24")
    page.locator("[data-row]").first.get_by_text("Isi dengan pola").click()
    page.get_by_role("button", name="Isi dengan pola, DK-00").click()
    expect(cell(page, 0, DECEMBER)).to_have_value("2")
    cell(page, 0, WEIGHT).fill("100")
    cell(page, 0, WEIGHT).press("Enter")  # sends the form as Simpan does
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    assert stored(dinas)[0].targets == [2] * 12


def test_it_is_accessible_and_folds_on_a_small_phone(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas, width=320)
    assert sideways_scroll(page) == 0
    heights = page.eval_on_selector_all("[data-cells] input", "all => all.map(one => one.offsetHeight)")
    assert min(heights) >= 36
    assert complaints_about(page) == []
    reader = visits.open(ADDRESS, dinas.auditor, width=320, height=900)
    assert complaints_about(reader) == []


def test_refused_figures_are_accessible(visits: Visits, dinas: Cast) -> None:
    page = opened(visits, dinas)
    cell(page, 0, JANUARY).fill("seratus")
    page.locator(".action-bar").get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("1 isian perlu diperbaiki")).to_be_visible()
    expect(cell(page, 0, JANUARY)).to_have_value("seratus")
    assert complaints_about(page) == []


def test_the_script_is_small() -> None:
    script = (settings.BASE_DIR / "static" / "js" / "butir.js").read_bytes()
    assert len(brotli.compress(script)) <= MOST_BYTES
