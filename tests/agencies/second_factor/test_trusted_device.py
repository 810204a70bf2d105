"""A browser that is asked for no code for thirty days."""

import time

import pytest
from django.conf import settings
from django.test import Client

from agencies.models import SecondFactor
from agencies.permissions import actor_of
from agencies.services.change_password import change_password
from agencies.services.second_factor.remove_factor import remove_factor
from agencies.services.second_factor.trusted_device import cookie_name
from agencies.tenancy.scope import region_scope
from tests.agencies.second_factor.enrolled import App, an_app_of, code_given, is_in, password_given
from tests.cast import Cast, cast_of_kupang
from tests.factories import PASSWORD

NEW = "kupang-pagi-cerah-71"


@pytest.fixture
def people(db: None) -> Cast:
    """Kota Kupang as a visitor meets it."""
    return cast_of_kupang()


@pytest.fixture
def app(people: Cast) -> App:
    """Budi's app."""
    return an_app_of(people.budi)


@pytest.fixture
def trusted(app: App) -> Client:
    """A browser that Budi trusts and has left."""
    client = Client()
    password_given(client, app.user)
    code_given(client, app.shown(), trust="on")
    client.post("/keluar/")
    return client


def test_a_trusted_device_is_asked_for_the_password_alone(app: App, trusted: Client) -> None:
    password_given(trusted, app.user)
    assert is_in(trusted)


def test_it_is_still_asked_for_the_password(app: App, trusted: Client) -> None:
    trusted.post("/masuk/", {"region": "53.71", "login": app.user.login, "password": "salah"})
    assert not is_in(trusted)


def test_another_device_is_asked_for_the_code(app: App, trusted: Client) -> None:
    other = Client()
    password_given(other, app.user)
    assert not is_in(other)


def test_trust_is_given_only_where_it_is_asked_for(app: App) -> None:
    client = Client()
    password_given(client, app.user)
    code_given(client, app.shown())
    assert cookie_name(app.user) not in client.cookies


def test_the_cookie_is_out_of_reach_of_scripts_and_ends_by_itself(app: App, trusted: Client) -> None:
    cookie = trusted.cookies[cookie_name(app.user)]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", settings.LOGIN_URL)
    assert cookie["max-age"] == 30 * 24 * 3600
    assert app.user.login not in cookie.value


def test_a_new_password_ends_the_trust(app: App, trusted: Client) -> None:
    with region_scope(app.user.region_id or 0):
        change_password(user=app.user, actor=actor_of(app.user), current=PASSWORD, new=NEW, session_key="")
    trusted.post("/masuk/", {"region": "53.71", "login": app.user.login, "password": NEW})
    assert not is_in(trusted)


def test_a_new_app_ends_the_trust(app: App, trusted: Client) -> None:
    with region_scope(app.user.region_id or 0):
        remove_factor(user=app.user, actor=actor_of(app.user), reason="")
    an_app_of(app.user)
    password_given(trusted, app.user)
    assert not is_in(trusted)


def test_after_thirty_days_the_code_is_asked_again(app: App, trusted: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time() + 30 * 24 * 3600 + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    password_given(trusted, app.user)
    assert not is_in(trusted)


def test_one_persons_trust_opens_no_other_account(people: Cast, app: App, trusted: Client) -> None:
    other = an_app_of(people.sari)
    trusted.cookies[cookie_name(other.user)] = trusted.cookies[cookie_name(app.user)].value
    password_given(trusted, other.user)
    assert not is_in(trusted)


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "\u00ff", "x" * 3000])
def test_a_made_up_cookie_is_no_trust(app: App, value: str) -> None:
    client = Client()
    client.cookies[cookie_name(app.user)] = value
    password_given(client, app.user)
    assert not is_in(client)


def test_two_people_trust_the_same_device(people: Cast, app: App, trusted: Client) -> None:
    other = an_app_of(people.sari)
    password_given(trusted, other.user)
    code_given(trusted, other.shown(), trust="on")
    trusted.post("/keluar/")
    password_given(trusted, app.user)
    assert is_in(trusted)
    with region_scope(app.user.region_id or 0):
        assert SecondFactor.objects.count() == 2
