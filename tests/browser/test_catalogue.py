"""Writing an indicator in a real browser: by keyboard alone, checked while typing, and without any script."""

import pytest
from playwright.sync_api import Page, expect

from agencies.tenancy.scope import region_scope
from indicators.models import Indicator, IndicatorDraft
from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser

NEW = "/indikator/baru/?opd=1.02"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a control of that name has the focus."""
    for _press in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached by keyboard")


def fill_by_keyboard(page: Page) -> None:
    """Every field that an indicator needs, in the order of the page."""
    page.locator("#id_code").focus()
    for name, keys in {"code": "IKU-99", "name": "Waktu tunggu", "definition": "Dari daftar", "unit": "menit"}.items():
        tab_to(page, name)
        page.keyboard.type(keys)
    for name, keys in {"direction": "makin rendah", "pattern": "keadaan"}.items():
        tab_to(page, name)
        page.keyboard.type(keys)
    tab_to(page, "months")
    page.keyboard.press("Space")
    tab_to(page, "aspect")
    page.keyboard.type("waktu")


def test_an_indicator_is_written_and_published_by_keyboard(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open(NEW, puskesmas.agency_admin, width=1280, height=800)
    fill_by_keyboard(page)
    page.locator("#id_source").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/indikator/draf/*/")
    tab_to(page, "lanjut")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terbitkan/")
    page.get_by_role("button", name="Terbitkan versi 1").press("Enter")
    page.wait_for_url("**/penerbitan/*/")
    with region_scope(puskesmas.region.pk):
        version = Indicator.objects.get(code="IKU-99").versions.get()
    assert (version.name, version.direction, version.months) == ("Waktu tunggu", "lower", [1])


def test_hints_follow_what_is_typed(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open(NEW, puskesmas.agency_admin, width=1280, height=800)
    panel = page.locator("#hasil-periksa")
    page.get_by_label("Nama indikator").fill("Jumlah pasien rawat jalan, terlayani")
    expect(panel).to_contain_text("Namanya sama atau hampir sama")
    expect(panel).to_contain_text("Satuan belum ditulis")
    page.get_by_label("Satuan").fill("orang")
    expect(panel).not_to_contain_text("Satuan belum ditulis")
    with region_scope(puskesmas.region.pk):
        assert not IndicatorDraft.objects.exists()


def test_it_works_without_any_script(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open(NEW, puskesmas.agency_admin, javascript=False)
    page.get_by_label("Kode").fill("IKU-99")
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_text("Satuan belum ditulis").first).to_be_visible()
    expect(page.get_by_label("Kode")).to_have_value("IKU-99")
    page.get_by_role("button", name="Simpan draf").click()
    page.get_by_label("Nama indikator").fill("Waktu tunggu")
    page.get_by_role("button", name="Simpan draf").click()
    expect(page.get_by_label("Nama indikator")).to_have_value("Waktu tunggu")
