"""Journey (b), its first half: an open month on a phone, understood at a glance and tried out; and how light it is."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from agencies.tenancy.scope import region_scope
from appraisal.models import Actual
from tests.browser.accessibility import complaints_about, sideways_scroll
from tests.browser.conftest import Visits
from tests.browser.test_my_score import received
from tests.cast import Cast

pytestmark = pytest.mark.browser

FOLD = 640
FIRST_VIEW, REQUESTS, REPEAT_VIEW = 60_000, 5, 15_000


@pytest.fixture
def changed(puskesmas: Cast) -> Cast:
    """Budi has not reported his visits again since they were taken back: January is computed live."""
    with region_scope(puskesmas.region.pk):
        january = datetime.date(2026, 1, 1)
        Actual.objects.filter(employee=puskesmas.budi, month=january, indicator__code="IKU-2").delete()
    return puskesmas


def bottom_of(page: Page, selector: str) -> float:
    """How far down a thing ends."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_score_reason_step_and_button_need_no_scrolling_on_a_phone(visits: Visits, changed: Cast) -> None:
    page = visits.open("/kinerja/", changed.budi, width=360, height=FOLD)
    bar = page.locator(".bottom-bar, nav.places").last.bounding_box()
    fold = bar["y"] if bar and bar["y"] > FOLD / 2 else FOLD
    for part in (".why-figure", ".why-step", ".why-action .button.main"):
        assert bottom_of(page, part) <= fold
    assert "Catat realisasi Kunjungan rumah" in page.locator(".why-action .button.main").inner_text()


def test_one_tap_leads_to_the_report_of_the_weakest_item(visits: Visits, changed: Cast) -> None:
    page = visits.open("/kinerja/", changed.budi)
    page.locator(".why-action .button.main").click()
    expect(page.get_by_role("heading", name="Kunjungan rumah pasien risiko tinggi").first).to_be_visible()


def test_the_first_view_of_an_open_month_is_light(visits: Visits, changed: Cast) -> None:
    page = visits.open("/masuk/", changed.budi)
    sizes = received(page)
    page.goto(f"{visits.address}/kinerja/", wait_until="networkidle")
    assert len(sizes) <= REQUESTS
    assert sum(sizes) <= FIRST_VIEW


def test_a_repeat_view_is_lighter_still(visits: Visits, changed: Cast) -> None:
    page = visits.open("/kinerja/", changed.budi)
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"{visits.address}/kinerja/", wait_until="networkidle")
    assert sum(sizes) <= REPEAT_VIEW


def test_sliders_show_the_effect_at_once_and_nothing_is_kept(visits: Visits, changed: Cast) -> None:
    page = visits.open("/kinerja/", changed.budi)
    page.get_by_role("link", name="Coba hitung").click()
    before = page.locator(".trial-then .num").inner_text()
    slider = page.get_by_role("slider", name="Geser Jumlah pasien rawat jalan terlayani")
    slider.focus()
    for _press in range(30):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".trial-then .num")).not_to_have_text(before)
    expect(page.get_by_label("Jumlah pasien rawat jalan terlayani", exact=True)).to_have_value("402")
    page.reload()
    expect(page.locator(".trial-then .num")).to_have_text(before)


def test_field_and_slider_follow_each_other_with_a_decimal_comma(visits: Visits, changed: Cast) -> None:
    with region_scope(changed.region.pk):
        january = datetime.date(2026, 1, 1)
        Actual.objects.filter(employee=changed.budi, month=january, indicator__code="IKU-1").update(value="372.5")
    page = visits.open("/kinerja/coba/", changed.budi)
    field = page.get_by_label("Jumlah pasien rawat jalan terlayani", exact=True)
    slider = page.get_by_role("slider", name="Geser Jumlah pasien rawat jalan terlayani")
    expect(field).to_have_value("372,5")
    expect(slider).to_have_value("372.5")
    slider.press("ArrowLeft")
    expect(field).to_have_value("372,49")
    before = page.locator(".trial-then .num").inner_text()
    field.fill("401,25")
    expect(slider).to_have_value("401.25")
    expect(page.locator(".trial-then .num")).not_to_have_text(before)


def test_what_is_no_number_is_refused_by_the_button_and_stays(visits: Visits, changed: Cast) -> None:
    page = visits.open("/kinerja/coba/", changed.budi)
    field = page.get_by_label("Jumlah pasien rawat jalan terlayani", exact=True)
    field.fill("empat ratus")
    page.get_by_role("button", name="Hitung").click()
    expect(page.get_by_text("Isi realisasi dalam angka, misalnya 12 atau 12,5.")).to_be_visible()
    expect(field).to_have_value("empat ratus")


def test_a_trial_needs_no_script(visits: Visits, changed: Cast) -> None:
    page = visits.open("/kinerja/coba/", changed.budi, javascript=False)
    before = page.locator(".trial-now .num").inner_text()
    page.get_by_label("Kunjungan rumah pasien risiko tinggi", exact=True).fill("20")
    page.get_by_role("button", name="Hitung").click()
    expect(page.locator(".trial-then .num")).not_to_have_text(before)
    expect(page.get_by_label("Kunjungan rumah pasien risiko tinggi", exact=True)).to_have_value("20")


@pytest.mark.parametrize("path", ["/kinerja/", "/kinerja/coba/", "/kinerja/riwayat/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out(visits: Visits, changed: Cast, path: str, scheme: str) -> None:
    page = visits.open(path, changed.budi, width=320, scheme=scheme)
    assert complaints_about(page) == []
    assert sideways_scroll(page) == 0
