"""Every address of the product: closed to strangers, and silent about what another region has."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from agencies.models import Employee, User
from agencies.tenancy.scope import region_scope
from tests.cast import Cast, cast_of_bandung, cast_of_kupang
from tests.isolation.address import Address, Arguments
from tests.isolation.addresses import ADDRESSES
from tests.visitors import visitor

OF_A_PERIOD = ("api-actuals", "api-attendance", "api-ratings", "api-evaluations")
QUERIES = {name: {"period": "2026-01"} for name in OF_A_PERIOD}

ASKED = [(name, method) for name, address in ADDRESSES.items() for method in address.methods]


def asked(*, of_objects: bool = False, forbidding: bool = False, closed: bool = False) -> pytest.MarkDecorator:
    """The declared addresses, or those of one kind, each with its methods."""
    chosen = [
        (name, method)
        for name, method in ASKED
        if (not of_objects or ADDRESSES[name].existing)
        and (not forbidding or ADDRESSES[name].forbidden)
        and (not closed or not ADDRESSES[name].is_public)
    ]
    return pytest.mark.parametrize(("name", "method"), chosen, ids=[f"{method} {name}" for name, method in chosen])


def names_of(patterns: Iterable[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """The name of every address, or its route where it has none."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}" if pattern.name else f"(without a name) {pattern.pattern}"


def undeclared(patterns: Iterable[URLPattern | URLResolver]) -> list[str]:
    """Addresses that nobody has declared."""
    return sorted(set(names_of(patterns)) - set(ADDRESSES))


def test_every_address_is_declared() -> None:
    assert undeclared(get_resolver().url_patterns) == [], (
        "Name it and say in ADDRESSES (tests/isolation/addresses.py) whether it is public, signed_in or of_object."
    )


def test_every_declared_address_exists() -> None:
    assert set(ADDRESSES) - set(names_of(get_resolver().url_patterns)) == set()


@pytest.mark.parametrize("name", ["sly", None])
def test_an_undeclared_address_is_found(name: str | None) -> None:
    assert len(undeclared([path("sly/", lambda _request: HttpResponse(), name=name)])) == 1


@pytest.fixture
def kupang(db: None) -> Cast:
    """Kota Kupang, whose rows are asked for. Not in scope, as no region is before a request."""
    return cast_of_kupang()


@pytest.fixture
def stranger(db: None) -> User:
    """Who sees everything, in another region."""
    return cast_of_bandung().region_admin


@asked(closed=True)
def test_a_closed_address_turns_strangers_away(kupang: Cast, name: str, method: str) -> None:
    answer = ask(Client(), name, method, arguments_of(kupang, ADDRESSES[name]))
    assert is_turned_away(answer)


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.is_public])
def test_a_public_address_lets_everybody_in(db: None, name: str) -> None:
    for method in ADDRESSES[name].methods:
        assert not is_turned_away(ask(Client(), name, method, ADDRESSES[name].arguments))


@asked(of_objects=True)
def test_another_region_gets_404_whether_the_row_exists_or_not(
    kupang: Cast, stranger: User, name: str, method: str
) -> None:
    client = visitor(stranger)
    existing = ask(client, name, method, arguments_of(kupang, ADDRESSES[name]))
    missing = ask(client, name, method, ADDRESSES[name].missing)
    assert told(existing) == told(missing)
    assert existing.status_code == 404


@asked(forbidding=True)
def test_in_the_region_what_is_not_for_them_is_403(kupang: Cast, name: str, method: str) -> None:
    assert answer_to(ADDRESSES[name].forbidden, kupang, name, method).status_code == 403


@asked(closed=True)
def test_whom_it_is_for_gets_in(kupang: Cast, name: str, method: str) -> None:
    answer = answer_to(ADDRESSES[name].allowed, kupang, name, method)
    assert answer.status_code not in {401, 403}
    assert answer.status_code < 500


def answer_to(who: object, cast: Cast, name: str, method: str) -> HttpResponse:
    """What somebody of the region is told."""
    assert callable(who)
    person: Employee | User = who(cast)
    return ask(visitor(person), name, method, arguments_of(cast, ADDRESSES[name]))


def ask(client: Client, name: str, method: str, arguments: Arguments) -> HttpResponse:
    """One request."""
    address = reverse(name, kwargs=dict(arguments))
    return getattr(client, method)(address, QUERIES.get(name, {}))  # type: ignore[no-any-return]


def arguments_of(cast: Cast, address: Address) -> Arguments:
    """The arguments of an address, of a row that was made in the region."""
    if address.existing is None:
        return address.arguments
    with region_scope(cast.region.pk):
        return address.existing(cast)


def told(answer: HttpResponse) -> tuple[int, str]:
    """Status and text, without the form token and the minute that differ with every answer, and the address asked."""
    differs = r'(name="csrfmiddlewaretoken" value=)"\w+"|("instance": ?)"[^"]*"|(pukul )\d\d\.\d\d'
    return answer.status_code, re.sub(differs, r"\1\2\3", answer.content.decode())


def is_turned_away(answer: HttpResponse) -> bool:
    """Whether the visitor was sent to the sign-in, or refused."""
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/masuk/")
    return to_sign_in or answer.status_code in {401, 403}
