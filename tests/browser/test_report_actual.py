"""The second journey: an employee reports from a phone, with a photo, over a network that comes and goes."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, ActualState, Evidence
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.reporting.march import MARCH, March, march_of
from tests.appraisal.reporting.photos import a_photo, positions_in
from tests.browser.accessibility import complaints_about, sideways_scroll
from tests.browser.conftest import Visits
from tests.browser.test_my_score import MOST_BYTES, MOST_REQUESTS, received
from tests.cast import cast_of_kupang
from tests.factories import a_plan

pytestmark = pytest.mark.browser

LIST = f"/realisasi/?periode={MARCH}"
PHOTO_LIMIT = 400 * 1024
"""Bytes of a photo on its way; 200 KB is usual (ux 5.1)."""
MOST_TAPS = 6
SHUTTER = 3
"""Taps that the camera asks: open it, take the picture, use it."""


@pytest.fixture
def march(transactional_db: None) -> March:
    """Budi's open month, committed; January and February are reported."""
    cast = cast_of_kupang()
    with region_scope(cast.region.pk):
        found = march_of(cast)
        for code, value in (("2026-01", "18"), ("2026-02", "19")):
            an_actual(cast.budi, found.inspections, code, value)
        an_actual(cast.budi, found.waiting, MARCH, "15")
    return found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """As a camera takes it: 12 megapixels, with its position."""
    path = tmp_path / "IMG_2026.jpg"
    path.write_bytes(a_photo())
    return path


@pytest.fixture
def cut(visits: Visits) -> Iterator[None]:
    """A network that is cut on purpose: what the browser says of it on its console is no complaint."""
    yield
    visits.complaints[:] = [one for one in visits.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


@dataclass
class Taps:
    """What a thumb did."""

    count: int = 0

    def on(self, part: Locator) -> None:
        """One tap."""
        part.click()
        self.count += 1


def a_running_month(march: March) -> None:
    """This month Budi has reported 14 of 20 inspections, and a waiting time that is as planned."""
    today = timezone.localdate()
    with region_scope(march.cast.region.pk):
        a_period(f"{today:%Y-%m}")
        if today.year != 2026:
            items = {march.inspections: ("60", "20"), march.waiting: ("40", "15")}
            a_plan(march.cast.budi, march.cast.puskesmas, {**items}, year=today.year)
        for indicator, value in ((march.inspections, "14"), (march.waiting, "15")):
            an_actual(march.cast.budi, indicator, f"{today:%Y-%m}", value, ActualState.REPORTED)


def form(march: March) -> str:
    """The address of the inspections."""
    return f"/realisasi/{MARCH}/{march.inspections.pk}/"


def stored(march: March) -> Decimal | None:
    """What the server has of the inspections."""
    with region_scope(march.cast.region.pk):
        found = Actual.objects.filter(indicator=march.inspections, month="2026-03-01").values_list("value", flat=True)
        return found.first()


def wait_for(page: Page, march: March, value: int) -> None:
    """Until the server has it."""
    for _turn in range(50):
        if stored(march) == value:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not delivered: {stored(march)}")


def test_an_actual_with_a_photo_takes_few_taps_from_the_own_page(visits: Visits, march: March, photo: Path) -> None:
    a_running_month(march)
    page = visits.open("/kinerja/", march.cast.budi)
    taps = Taps()
    taps.on(page.get_by_role("link", name="Catat realisasi Jumlah inspeksi lapangan").first)
    taps.on(page.locator("#nilai"))
    page.keyboard.press("Control+A")
    page.keyboard.type("16")
    expect(page.get_by_text("Nilai hasil kerja Anda akan menjadi sekitar 88,00.")).to_be_visible()
    taps.count += SHUTTER
    page.get_by_label("Ambil foto").set_input_files(photo)
    expect(page.locator(".photo-name")).to_contain_text("MB menjadi")
    taps.on(page.get_by_role("button", name="Simpan realisasi"))
    expect(page.get_by_text("Tersimpan: 16 orang. Menunggu verifikasi Sari Wulandari.")).to_be_visible()
    assert taps.count <= MOST_TAPS
    with region_scope(march.cast.region.pk):
        assert Evidence.objects.get().uses.count() == 1


def test_a_photo_is_small_and_without_its_place_before_it_leaves_the_phone(
    visits: Visits, march: March, photo: Path
) -> None:
    assert positions_in(photo.read_bytes())
    page = visits.open(form(march), march.cast.budi)
    page.get_by_label("Ambil foto").set_input_files(photo)
    expect(page.locator(".photo-name")).to_contain_text("IMG_2026.jpg")
    page.wait_for_timeout(300)
    picture = bytes(page.evaluate(PHOTO_OF_THE_DRAFT, form(march)))
    assert len(picture) <= PHOTO_LIMIT < photo.stat().st_size
    assert positions_in(picture) == {}
    assert max(Image.open(io.BytesIO(picture)).size) == 1280


PHOTO_OF_THE_DRAFT = """async (url) => {
  const { draftOf } = await import("/static/js/kotak-keluar.js");
  const { photos } = await draftOf(url);
  return [...new Uint8Array(await photos[0].blob.arrayBuffer())];
}"""


@pytest.mark.usefixtures("cut")
def test_what_is_saved_without_network_is_delivered_when_it_is_back(visits: Visits, march: March, photo: Path) -> None:
    page = visits.open(form(march), march.cast.budi)
    page.get_by_label("Realisasi Maret 2026").fill("16")
    expect(page.locator("[data-preview-of]")).to_contain_text("80,00%")
    page.context.set_offline(True)
    page.get_by_label("Ambil foto").set_input_files(photo)
    expect(page.locator(".photo-name")).to_be_visible()
    page.get_by_role("button", name="Simpan realisasi").click()
    expect(page.get_by_text("Tersimpan di perangkat ini.")).to_be_visible()
    expect(page.get_by_role("link", name="1 menunggu jaringan")).to_be_visible()
    assert stored(march) is None
    page.context.set_offline(False)
    page.wait_for_url(f"**{LIST}")
    expect(page.get_by_text("Tersimpan: 16 orang. Menunggu verifikasi Sari Wulandari.")).to_be_visible()
    expect(page.get_by_role("link", name="menunggu jaringan")).to_be_hidden()
    assert stored(march) == 16
    with region_scope(march.cast.region.pk):
        assert Evidence.objects.count() == 1


def test_it_is_delivered_with_the_token_of_productions_cookie(
    visits: Visits, march: March, settings: LazySettings
) -> None:
    settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE = "__Host-csrftoken", True
    page = visits.open(form(march), march.cast.budi)
    page.context.add_cookies([{"name": "csrftoken", "value": "x" * 32, "url": visits.address}])
    page.get_by_label("Realisasi Maret 2026").fill("16")
    expect(page.locator("[data-preview-of]")).to_contain_text("80,00%")
    page.evaluate("document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((one) => one.remove())")
    page.get_by_role("button", name="Simpan realisasi").click()
    wait_for(page, march, 16)


@pytest.mark.usefixtures("cut")
def test_a_network_that_goes_with_the_first_look_loses_nothing(visits: Visits, march: March) -> None:
    page = visits.open(form(march), march.cast.budi)
    page.context.set_offline(True)
    page.get_by_label("Realisasi Maret 2026").fill("17")
    page.get_by_role("button", name="Simpan realisasi").click()
    expect(page.get_by_text("Biarkan halaman ini terbuka")).to_be_visible()
    page.context.set_offline(False)
    wait_for(page, march, 17)


@pytest.mark.usefixtures("cut")
def test_what_waits_is_delivered_by_the_next_visit(visits: Visits, march: March) -> None:
    page = visits.open(form(march), march.cast.budi)
    page.get_by_label("Realisasi Maret 2026").click()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_label("Realisasi Maret 2026").fill("17")
    page.get_by_role("button", name="Simpan realisasi").click()
    expect(page.get_by_text("Tersimpan di perangkat ini.")).to_be_visible()
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(f"{visits.address}/bantuan/")
    wait_for(page, march, 17)


@pytest.mark.usefixtures("cut")
def test_a_reload_in_mid_entry_loses_nothing(visits: Visits, march: March, photo: Path) -> None:
    page = visits.open(form(march), march.cast.budi)
    page.get_by_label("Realisasi Maret 2026").fill("16")
    expect(page.locator("[data-preview-of]")).to_contain_text("80,00%")
    page.context.set_offline(True)
    page.get_by_text("Catatan", exact=True).click()
    page.get_by_label("Catatan untuk pejabat penilai").fill("Pasar Oeba ditunda")
    page.get_by_label("Ambil foto").set_input_files(photo)
    expect(page.locator(".photo-name")).to_be_visible()
    page.wait_for_timeout(300)
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Realisasi Maret 2026")).to_have_value("16")
    expect(page.get_by_label("Catatan untuk pejabat penilai")).to_have_value("Pasar Oeba ditunda")
    expect(page.locator(".photo-name")).to_be_visible()
    page.get_by_role("button", name="Simpan realisasi").click()
    page.wait_for_url(f"**{LIST}")
    assert stored(march) == 16


@pytest.mark.usefixtures("cut")
def test_the_outbox_lists_what_waits_and_discards_it_only_when_asked_twice(visits: Visits, march: March) -> None:
    page = _with_a_waiting_entry(visits, march)
    entry = page.locator(".waiting-entry")
    expect(entry).to_contain_text("Jumlah inspeksi lapangan, Maret 2026")
    assert complaints_about(page) == []
    entry.get_by_role("button", name="Buang isian", exact=True).click()
    entry.get_by_role("button", name="Buang isian ini").click()
    expect(page.get_by_text("Semua isian sudah terkirim.")).to_be_visible()
    assert stored(march) is None


@pytest.mark.usefixtures("cut")
def test_a_refused_entry_keeps_its_reason_and_is_mended(visits: Visits, march: March) -> None:
    page = _with_a_waiting_entry(visits, march)
    with region_scope(march.cast.region.pk):
        an_actual(march.cast.budi, march.inspections, MARCH, "18")
    page.unroute("**/realisasi/**")
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_text("Isian Anda: 16. Tersimpan sekarang: 18 orang.")).to_be_visible()
    expect(page.get_by_role("link", name="1 perlu diperbaiki")).to_be_visible()
    page.get_by_role("link", name="Perbaiki", exact=True).click()
    expect(page.get_by_label("Realisasi Maret 2026")).to_have_value("16")
    page.get_by_role("button", name="Simpan realisasi").click()
    page.wait_for_url(f"**{LIST}")
    assert stored(march) == 16
    visits.complaints[:] = [one for one in visits.complaints if not one.startswith("409 for")]


@pytest.mark.usefixtures("cut")
def test_a_sign_out_with_a_waiting_entry_is_asked_about(visits: Visits, march: March) -> None:
    page = _with_a_waiting_entry(visits, march)
    page.goto(f"{visits.address}/bantuan/")
    page.locator("header details.menu summary").last.click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_text("Masih ada isian yang belum terkirim.")).to_be_visible()
    page.get_by_role("button", name="Buang isian dan keluar").click()
    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.usefixtures("cut")
def test_another_account_on_the_device_finds_nothing(visits: Visits, march: March) -> None:
    page = _with_a_waiting_entry(visits, march)
    visits._sign_in(page.context, march.cast.citra)
    page.goto(f"{visits.address}/kotak-keluar/")
    expect(page.get_by_text("Semua isian sudah terkirim.")).to_be_visible()
    visits._sign_in(page.context, march.cast.budi)
    page.goto(f"{visits.address}/kotak-keluar/")
    expect(page.get_by_text("Semua isian sudah terkirim.")).to_be_visible()
    assert stored(march) is None


def _with_a_waiting_entry(visits: Visits, march: March) -> Page:
    """The outbox of Budi with one entry that no network takes: only its own address is cut."""
    page = visits.open(form(march), march.cast.budi)
    page.get_by_label("Realisasi Maret 2026").fill("16")
    expect(page.locator("[data-preview-of]")).to_contain_text("80,00%")
    page.route(
        "**/realisasi/**",
        lambda route: route.abort("internetdisconnected") if route.request.method == "POST" else route.continue_(),
    )
    page.get_by_role("button", name="Simpan realisasi").click()
    expect(page.get_by_text("Tersimpan di perangkat ini.")).to_be_visible()
    page.goto(f"{visits.address}/kotak-keluar/")
    expect(page.locator(".waiting-entry")).to_be_visible()
    return page


def test_a_phone_without_javascript_reports_with_a_photo(visits: Visits, march: March, tmp_path: Path) -> None:
    small = tmp_path / "foto.jpg"
    small.write_bytes(a_photo(width=800, height=600))
    page = visits.open(LIST, march.cast.budi, javascript=False)
    page.get_by_role("link", name="Jumlah inspeksi lapangan").click()
    page.get_by_label("Realisasi Maret 2026").fill("16")
    page.get_by_label("Ambil foto").set_input_files(small)
    page.get_by_role("button", name="Simpan realisasi").click()
    expect(page.get_by_text("Tersimpan: 16 orang. Menunggu verifikasi Sari Wulandari.")).to_be_visible()
    with region_scope(march.cast.region.pk):
        assert Evidence.objects.get().uses.count() == 1


@pytest.mark.parametrize("what", ["list", "form", "indicator"])
def test_everybody_can_use_the_pages(visits: Visits, march: March, photo: Path, what: str) -> None:
    paths = {"list": LIST, "form": form(march), "indicator": f"/realisasi/indikator/{march.inspections.pk}/?tahun=2026"}
    page = visits.open(paths[what], march.cast.budi)
    if what == "form":
        page.get_by_label("Realisasi Maret 2026").fill("280")
        expect(page.locator("[data-preview-of]")).to_contain_text("1.400%")
        page.get_by_label("Ambil foto").set_input_files(photo)
        expect(page.locator(".photo-name")).to_be_visible()
    assert complaints_about(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways_scroll(page) == 0


@pytest.mark.parametrize("which", ["list", "form"])
def test_the_first_view_of_a_phone_page_is_light(visits: Visits, march: March, which: str) -> None:
    page = visits.open("/masuk/", march.cast.budi)
    page.wait_for_load_state("networkidle")
    sizes = received(page)
    page.goto(f"{visits.address}{LIST if which == 'list' else form(march)}", wait_until="networkidle")
    assert len(sizes) <= MOST_REQUESTS
    assert sum(sizes) <= MOST_BYTES
