"""What costs much or could be guessed: so often a minute, by account or by address; generous, and never in the way."""

import itertools

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.test.utils import override_settings

from config.rates import LIMITED, MINUTE
from config.settings import base
from tests.cast import Cast
from tests.isolation.addresses import ADDRESSES
from tests.visitors import visitor

KINDS = {kind for kind, _method in LIMITED}
BEGINNING = 1_800_000_000
_minutes = itertools.count()


@pytest.fixture
def minute(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two of everything, in a minute in which nobody has asked yet; a quarter of it has passed."""
    settings.REQUEST_RATES = dict.fromkeys(KINDS, 2)
    begun = BEGINNING + next(_minutes) * MINUTE
    monkeypatch.setattr("config.rates.time.time", lambda: begun + 15.0)
    for address in ("127.0.0.1", "10.1.1.1", "10.1.1.2", ""):
        cache.delete(f"rate:verify::address:{address}:{begun // MINUTE}")
    return begun


def statuses(client: Client, address: str, times: int = 3, **headers: str) -> list[int]:
    """How so many requests in a row are answered."""
    return [client.get(address, headers=headers).status_code for _ in range(times)]


@pytest.mark.usefixtures("db", "minute")
def test_who_looks_up_too_many_documents_is_told_when_to_come_again(client: Client) -> None:
    assert statuses(client, "/v/") == [200, 200, 429]
    answer = client.get("/v/1-AAAAAAAAAAAAAAAAAAAAAA/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "45")
    assert "Tunggu satu menit, lalu coba lagi." in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_the_next_minute_begins_anew(client: Client, minute: int, monkeypatch: pytest.MonkeyPatch) -> None:
    statuses(client, "/v/")
    monkeypatch.setattr("config.rates.time.time", lambda: minute + MINUTE * 1_000_000)
    assert statuses(client, "/v/", 1) == [200]


@pytest.mark.usefixtures("minute")
def test_people_behind_one_address_are_counted_each_for_themselves(kupang: Cast) -> None:
    assert statuses(visitor(kupang.budi), "/cari/?q=a") == [200, 200, 429]
    assert statuses(visitor(kupang.citra), "/cari/?q=a", 1) == [200]


@pytest.mark.usefixtures("minute")
def test_being_stopped_at_one_thing_stops_nothing_else(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    statuses(client, "/cari/?q=a")
    assert statuses(client, "/kinerja/", 5) == [200] * 5


@pytest.mark.usefixtures("db", "minute")
def test_visitors_are_told_apart_by_what_our_proxy_wrote(client: Client, settings: LazySettings) -> None:
    settings.TRUSTED_PROXIES = 1
    forged = [statuses(client, "/v/", 1, **{"x-forwarded-for": f"10.9.9.{n}, 10.1.1.1"})[0] for n in range(3)]
    assert forged == [200, 200, 429]
    assert statuses(client, "/v/", 1, **{"x-forwarded-for": "10.1.1.2"}) == [200]


@pytest.mark.usefixtures("minute")
def test_without_the_cache_everybody_is_let_in(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    with override_settings(CACHES={"default": away}):
        assert statuses(client, "/cari/?q=a", 4) == [200] * 4
        assert statuses(client, "/api/v1/placements/", 1) == [200]


def test_the_limits_name_addresses_that_are_there() -> None:
    named = frozenset().union(*LIMITED.values())
    assert named - set(ADDRESSES) == set()


def test_every_kind_has_a_limit_that_leaves_room_for_work() -> None:
    assert set(base.REQUEST_RATES) == KINDS
    assert min(base.REQUEST_RATES.values()) >= 60
