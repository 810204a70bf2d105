"""Two-step verification in a real browser: set up and used by keyboard alone."""

import re

import pyotp
import pytest
from playwright.sync_api import Page, expect

from agencies.models import SecondFactor, User
from agencies.tenancy.scope import region_scope
from tests.agencies.second_factor.enrolled import account_of, an_app_of
from tests.browser.accessibility import complaints_about
from tests.browser.conftest import Visits
from tests.cast import Cast
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

HERE = "/akun/verifikasi-dua-langkah/"


def typed(page: Page, label: str, text: str) -> None:
    """Go to a field by the tabulator key, type into it and send the form."""
    field = page.get_by_label(label)
    for _step in range(40):
        if field.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def a_later_step(user: User) -> None:
    """The app shows the next code: nobody waits thirty seconds for it here."""
    with region_scope(user.region_id or 0):
        SecondFactor.objects.filter(user_id=user.pk).update(last_step=0)


def give_password(page: Page, address: str, user: User) -> None:
    """The first step at the door."""
    page.goto(f"{address}/masuk/")
    page.get_by_label("Daerah").select_option("53.71")
    page.get_by_label("NIP atau nama pengguna").fill(user.login)
    typed(page, "Kata sandi", PASSWORD)


def test_it_is_set_up_by_keyboard_and_opens_the_door(visits: Visits, puskesmas: Cast) -> None:
    page = visits.open(HERE, puskesmas.budi)
    typed(page, "Kata sandi Anda", PASSWORD)
    address = page.get_by_role("link", name="Buka di aplikasi").get_attribute("href") or ""
    app = pyotp.parse_uri(address)
    assert isinstance(app, pyotp.TOTP)
    typed(page, "Kode yang tampil di aplikasi", app.now())
    codes = re.findall(r"\S+", page.get_by_label("Sepuluh kode").input_value())
    assert len(codes) == 10
    assert complaints_about(page) == []
    user = account_of(puskesmas.budi)
    a_later_step(user)
    page.context.clear_cookies()
    give_password(page, visits.address, user)
    expect(page.get_by_role("heading", name="Verifikasi")).to_be_visible()
    assert complaints_about(page) == []
    typed(page, "Kode dari aplikasi autentikator", app.now())
    expect(page.locator("nav.places")).to_contain_text("Kinerja saya")


def test_without_a_script_a_recovery_code_opens_the_door(visits: Visits, puskesmas: Cast) -> None:
    app = an_app_of(puskesmas.budi)
    page = visits.open("/masuk/", javascript=False)
    give_password(page, visits.address, app.user)
    page.get_by_role("link", name="Pakai kode pemulihan").click()
    typed(page, "Kode pemulihan", app.codes[0])
    expect(page.get_by_text("Tersisa 9 kode")).to_be_visible()
