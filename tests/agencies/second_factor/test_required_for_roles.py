"""An installation that asks everybody with a granted role for two-step verification."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from agencies.models import SecondFactor
from agencies.sealing import unseal
from agencies.services.second_factor.codes import code_of, step_of
from agencies.tenancy.scope import region_scope
from tests.agencies.second_factor.enrolled import an_app_of, code_given, is_in, password_given
from tests.api.programs import a_token, with_secret
from tests.cast import Cast, cast_of_kupang
from tests.factories import PASSWORD
from tests.visitors import page, visitor

HERE = "/akun/verifikasi-dua-langkah/"


@pytest.fixture
def people(db: None, settings: LazySettings) -> Cast:
    """Kota Kupang, where it is asked for."""
    settings.SECOND_FACTOR_FOR_ROLES = True
    return cast_of_kupang()


def signed_in(people: Cast) -> Client:
    """The region admin, who has given the password and has no app."""
    client = Client()
    password_given(client, people.region_admin)
    return client


@pytest.mark.parametrize("address", ["/", "/akun/", "/organisasi/", "/akun/kata-sandi/", "/masuk/", "/tidak-ada/"])
def test_who_has_none_is_led_to_setting_it_up_and_nowhere_else(people: Cast, address: str) -> None:
    assert signed_in(people).get(address)["Location"] == HERE


def test_the_page_says_why(people: Cast) -> None:
    shown = page(signed_in(people), HERE)
    assert "instansi Anda meminta verifikasi dua langkah" in shown


def test_programs_in_that_browser_get_nothing_either(people: Cast) -> None:
    assert signed_in(people).get("/api/v1/agencies/").status_code == 403


def test_one_may_leave(people: Cast) -> None:
    client = signed_in(people)
    assert client.post("/keluar/")["Location"] == "/masuk/"
    assert not is_in(client)


def test_the_first_code_opens_everything(people: Cast) -> None:
    client = signed_in(people)
    client.post(HERE, {"password": PASSWORD})
    with region_scope(people.region.pk):
        secret = unseal(SecondFactor.objects.get().sealed_secret)
    client.post(f"{HERE}aplikasi/", {"code": code_of(secret, step_of(timezone.now()))})
    assert client.get("/organisasi/").status_code == 200


def test_who_has_one_gives_the_code_and_works(people: Cast) -> None:
    app = an_app_of(people.region_admin)
    client = signed_in(people)
    code_given(client, app.shown())
    assert client.get("/organisasi/").status_code == 200


def test_who_switches_it_off_sets_it_up_again_first(people: Cast) -> None:
    app = an_app_of(people.region_admin)
    client = signed_in(people)
    code_given(client, app.codes[0])
    client.post(f"{HERE}nonaktif/", {"password": PASSWORD, "code": app.codes[1]})
    assert client.get("/organisasi/")["Location"] == HERE


def test_who_holds_no_role_is_not_asked(people: Cast) -> None:
    client = Client()
    assert people.budi.user is not None
    password_given(client, people.budi.user)
    assert client.get("/kinerja/").status_code == 200


def test_tokens_of_programs_work_on(people: Cast) -> None:
    with region_scope(people.region.pk):
        _token, secret = a_token(people.region_admin)
    assert with_secret(secret.shown).get("/api/v1/agencies/").status_code == 200


def test_where_it_is_not_asked_for_nobody_is_led_anywhere(people: Cast, settings: LazySettings) -> None:
    settings.SECOND_FACTOR_FOR_ROLES = False
    assert signed_in(people).get("/organisasi/").status_code == 200
    assert visitor(people.auditor).get("/akun/").status_code == 200
