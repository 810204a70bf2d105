"""The identity provider's round trip in a real browser, through a real provider on another site."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from agencies.models import AuditEvent
from agencies.tenancy.scope import region_scope
from tests.browser.accessibility import complaints_about
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.provider.running import RunningProvider
from tests.provider.site.people import CLIENT, PASSWORD, PERSON

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def running_provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProvider]:
    """A second process with a site of its own, at 127.0.0.1: to the browser another site than ours at localhost."""
    provider = RunningProvider.start(tmp_path_factory.mktemp("provider"))
    yield provider
    provider.stop()


@pytest.mark.parametrize("javascript", [True, False], ids=["", "without JavaScript"])
def test_one_signs_in_with_the_account_of_the_region(
    visits: Visits, puskesmas: Cast, running_provider: RunningProvider, javascript: bool
) -> None:
    running_provider.set_up(redirect_uri=f"{visits.address}/masuk/penyedia/selesai/", nip=puskesmas.budi.nip)
    running_provider.serves(puskesmas.region)
    page = visits.open("/kinerja/riwayat/", javascript=javascript)
    page.get_by_label("Daerah").select_option("53.71")
    page.get_by_role("button", name="Masuk lewat penyedia identitas daerah").click()
    _sign_in_there(page, running_provider)
    page.wait_for_url(f"{visits.address}/kinerja/riwayat/")
    assert "Budi Santoso" in page.content()
    with region_scope(puskesmas.region.pk):
        assert AuditEvent.objects.get(action=AuditEvent.Action.SIGNED_IN).details["way"] == "provider"
    _forget_the_other_site(visits, running_provider)


def test_who_does_not_allow_it_is_back_at_the_door(
    visits: Visits, puskesmas: Cast, running_provider: RunningProvider
) -> None:
    running_provider.set_up(redirect_uri=f"{visits.address}/masuk/penyedia/selesai/", nip=puskesmas.budi.nip)
    running_provider.serves(puskesmas.region)
    page = visits.open("/masuk/")
    page.get_by_label("Daerah").select_option("53.71")
    page.get_by_role("button", name="Masuk lewat penyedia identitas daerah").click()
    _sign_in_there(page, running_provider, answer="Tolak")
    page.wait_for_url(f"{visits.address}/masuk/**")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_role("alert").inner_text().startswith("Penyedia identitas tidak menyetujui")
    expect(page.get_by_role("button", name="Masuk dengan SSO Kota Kupang")).to_be_visible()
    _forget_the_other_site(visits, running_provider)


def test_the_pages_on_the_way_are_accessible_and_fit_a_small_phone(
    visits: Visits, puskesmas: Cast, running_provider: RunningProvider
) -> None:
    running_provider.set_up(redirect_uri=f"{visits.address}/masuk/penyedia/selesai/", nip="199001012015011999")
    running_provider.serves(puskesmas.region)
    page = visits.open("/masuk/", width=320)
    page.route("**/masuk/penyedia/", _without_leading_on)
    page.get_by_label("Daerah").select_option("53.71")
    page.get_by_role("button", name="Masuk lewat penyedia identitas daerah").click()
    expect(page.get_by_role("link", name="Buka SSO Kota Kupang")).to_be_visible()
    assert complaints_about(page) == []
    page.get_by_role("link", name="Buka SSO Kota Kupang").click()
    _sign_in_there(page, running_provider)
    page.wait_for_url(f"{visits.address}/masuk/penyedia/selesai/**")
    expect(page.get_by_role("heading", name="Akun belum ditemukan")).to_be_visible()
    assert complaints_about(page) == []
    _forget_the_other_site(visits, running_provider)


def test_what_a_check_found_is_accessible_and_fits_a_small_phone(
    visits: Visits, puskesmas: Cast, running_provider: RunningProvider
) -> None:
    page = visits.open("/pengaturan/penyedia-identitas/", puskesmas.region_admin, width=320)
    written = {"#id_name": "SSO Kota Kupang", "#id_issuer": running_provider.issuer, "#id_client_id": CLIENT}
    for field, typed in written.items():
        page.locator(field).fill(typed)
    page.get_by_role("button", name="Periksa penyedia").click()
    expect(page.get_by_text("Penyedia menjawab dan dapat dipakai")).to_be_visible()
    assert complaints_about(page) == []


def _without_leading_on(route: Route) -> None:
    """The page on the way, held to be looked at."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name.lower() != "refresh"}
    route.fulfill(response=answer, headers=headers)


def _sign_in_there(page: Page, provider: RunningProvider, *, answer: str = "Izinkan") -> None:
    page.wait_for_url(f"{provider.address}/masuk-sso/**")
    page.get_by_label("Nama").fill(PERSON)
    page.get_by_label("Sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk SSO").click()
    page.get_by_role("button", name=answer).click()


def _forget_the_other_site(visits: Visits, provider: RunningProvider) -> None:
    """It was asked on purpose; any other site is still a complaint."""
    visits.complaints = [one for one in visits.complaints if not one.startswith(f"elsewhere: {provider.address}/")]
