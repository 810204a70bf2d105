"""Guesses are counted by account and device: nobody can keep a person, or an office, outside (docs/adr/0017)."""

import datetime
import secrets
from unittest.mock import patch

import pytest
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from agencies.models import User
from agencies.services.sign_in import attempts
from agencies.services.sign_in.counters import count
from agencies.tenancy.scope import region_scope
from agencies.views.client import client_address
from tests.agencies.sign_in.devices import at_the_door, goes_in
from tests.cast import Cast, cast_of_kupang
from tests.factories import an_account
from tests.operations.log_lines import caught

WRONG = "salah-sekali-71"


@pytest.fixture
def people(db: None) -> Cast:
    """Kota Kupang as a visitor meets it."""
    return cast_of_kupang()


@pytest.fixture
def login(people: Cast) -> str:
    """An account that no counter has heard of."""
    with region_scope(people.region.pk):
        return an_account(f"uji-{secrets.token_hex(6)}").login


def guess(
    login: str, times: int = attempts.MOST, client: Client | None = None, address: str = "127.0.0.1"
) -> list[int]:
    """Wrong guesses from a browser that nobody knows: how each was answered."""
    return [at_the_door(client or Client(), login, WRONG, address=address).status_code for _ in range(times)]


def an_address() -> str:
    """A network address from which nothing has come yet."""
    return "2001:db8:" + ":".join(secrets.token_hex(2) for _ in range(2)) + "::1"


def test_after_ten_wrong_guesses_devices_that_are_not_known_wait(login: str) -> None:
    assert guess(login) == [422] * 9 + [429]
    assert at_the_door(Client(), login).status_code == 429


def test_the_page_says_until_when_in_the_regions_zone_and_what_to_do(login: str) -> None:
    guess(login)
    page = at_the_door(Client(), login).content.decode()
    for said in (
        "Terlalu banyak percobaan",
        "WITA, atau masuk sekarang dari perangkat yang biasa Anda pakai",
        "tautan",
    ):
        assert said in page
    assert login in page


def test_a_device_on_which_one_signed_in_before_is_not_kept_out(login: str) -> None:
    own = Client()
    assert goes_in(at_the_door(own, login))
    own.post("/keluar/")
    guess(login)
    assert goes_in(at_the_door(own, login))


def test_on_a_known_device_guesses_are_counted_too_and_for_it_alone(login: str) -> None:
    own = Client()
    at_the_door(own, login)
    own.post("/keluar/")
    assert guess(login, client=own)[-1] == 429
    assert "di perangkat ini" in at_the_door(own, login).content.decode()
    assert goes_in(at_the_door(Client(), login))


def test_a_device_is_known_for_those_who_signed_in_on_it(people: Cast, login: str) -> None:
    shared = Client()
    at_the_door(shared, people.budi.nip)
    shared.post("/keluar/")
    guess(login)
    assert at_the_door(shared, login).status_code == 429


def test_a_cookie_that_somebody_wrote_makes_no_device_known(login: str) -> None:
    guess(login)
    client = Client()
    client.cookies["perangkat"] = "WyJhIiwiYiJd:1abc:xyz"
    assert at_the_door(client, login).status_code == 429


@pytest.mark.parametrize(("before", "minutes"), [(0, 15), (1, 30), (2, 60), (7, 60)])
def test_each_closing_of_a_day_lasts_longer_up_to_an_hour(login: str, before: int, minutes: int) -> None:
    lane = attempts.lane_of(None, login, "")
    for _ in range(before):
        count(f"{lane.key}:closings", seconds=60)
    for _ in range(attempts.MOST):
        attempts.begin_attempt(lane)
    with pytest.raises(attempts.LaneClosedError) as closed:
        attempts.end_failed(lane)
    left = closed.value.until - timezone.now()
    assert datetime.timedelta(minutes=minutes - 1) < left <= datetime.timedelta(minutes=minutes)


def test_a_login_that_does_not_exist_is_answered_as_one_that_does(people: Cast, login: str) -> None:
    nobody = f"tidak-ada-{secrets.token_hex(6)}"
    assert guess(nobody) == guess(login)
    pages = [at_the_door(Client(), typed).content.decode().replace(typed, "…") for typed in (nobody, login)]
    tokens = [page.split('name="csrfmiddlewaretoken"')[0] for page in pages]
    assert tokens[0] == tokens[1]


def test_while_a_lane_is_closed_no_password_is_looked_at(login: str) -> None:
    guess(login)
    with patch.object(User, "check_password") as looked:
        at_the_door(Client(), login)
    assert not looked.called


def test_of_many_guesses_at_once_ten_are_looked_at(login: str) -> None:
    lane = attempts.lane_of(None, login, "")
    for _ in range(attempts.MOST):
        attempts.begin_attempt(lane)
    with pytest.raises(attempts.LaneClosedError):
        attempts.begin_attempt(lane)


def test_right_passwords_close_nothing(login: str) -> None:
    assert all(goes_in(at_the_door(Client(), login)) for _ in range(attempts.MOST + 2))


def test_the_same_login_of_another_region_is_not_kept_out(people: Cast, bandung: Cast) -> None:
    guess(people.region_admin.login, times=attempts.MOST)
    assert goes_in(at_the_door(Client(), bandung.region_admin.login, region="32.73"))


def test_an_address_with_too_many_wrong_guesses_goes_slowly_and_is_never_locked(login: str) -> None:
    address = an_address()
    with patch.object(attempts, "MOST_OF_AN_ADDRESS", 3):
        guess(login, 3, address=address)
        answers = [at_the_door(Client(), f"{login}{number}", WRONG, address=address) for number in range(2)]
    assert [answer.status_code for answer in answers] == [422, 429]
    assert "dari jaringan ini" in answers[1].content.decode()


def test_a_known_device_is_not_slowed_by_its_office(login: str) -> None:
    own, address = Client(), an_address()
    at_the_door(own, login, address=address)
    own.post("/keluar/")
    with patch.object(attempts, "MOST_OF_AN_ADDRESS", 1):
        guess(f"{login}x", 4, address=address)
        assert goes_in(at_the_door(own, login, address=address))


def test_right_passwords_of_an_office_slow_nobody(people: Cast) -> None:
    address = an_address()
    with patch.object(attempts, "MOST_OF_AN_ADDRESS", 1):
        answers = [at_the_door(Client(), people.budi.nip, address=address) for _ in range(4)]
    assert all(goes_in(answer) for answer in answers)


@pytest.mark.parametrize("odd", ["\0", "a\0b", "²" * 40, "9" * 10_000, "\u202e" * 50])
def test_odd_words_at_the_door_are_refused_as_wrong_ones_are(people: Cast, odd: str) -> None:
    client = Client()
    client.cookies["perangkat"] = "odd:value:x"
    assert at_the_door(client, odd, odd).status_code == 422


AWAY = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}


def test_without_counters_people_still_get_in_and_the_log_says_so(login: str) -> None:
    with override_settings(CACHES=AWAY), caught() as lines:
        assert guess(login, 1) == [422]
        assert goes_in(at_the_door(Client(), login))
    said = lines.of("timbang.sign_in")
    assert said
    assert login not in lines.text


def test_a_closed_lane_is_told_to_the_operator_without_a_name(login: str) -> None:
    with caught() as lines:
        guess(login)
    assert any("a lane of sign-in is closed" in line["message"] for line in lines.of("timbang.sign_in"))
    assert login not in lines.text


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "bukan alamat", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, forwarded: str, seen: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_address(request) == seen
