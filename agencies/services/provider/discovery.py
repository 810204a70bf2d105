"""What a provider says of itself (OpenID Connect Discovery 1.0) and its keys, each kept an hour for its region."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _
from redis import RedisError

from agencies.services.provider.addresses import check_address
from agencies.services.provider.asking import guarded, read_object
from agencies.services.provider.problems import ProviderProblem
from agencies.services.sign_in.counters import put_once, read

WELL_KNOWN = "/.well-known/openid-configuration"
AN_HOUR = 3600
SILENT = 20
"""Seconds in which one that did not answer is not asked again: each question holds a process that others wait for."""
MOST_KEYS = 50

Key = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Discovery:
    """The part of a discovery document that we use.

    ``names_issuer``: each answer of it names its issuer, against mix-ups (RFC 9207). ``scopes``, ``claims``,
    ``algorithms`` and ``challenges`` are what it lists, empty where it lists nothing.
    """

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    client_ways: tuple[str, ...]
    scopes: tuple[str, ...]
    claims: tuple[str, ...]
    algorithms: tuple[str, ...]
    challenges: tuple[str, ...]
    names_issuer: bool


def fetch_discovery(issuer: str) -> Discovery:
    """Ask now.

    Raises:
        ProviderProblem: it does not answer, or says something that cannot be used.
    """
    check_address(issuer)
    with guarded() as session:
        said = read_object(session.get(issuer.removesuffix("/") + WELL_KNOWN))
    if said.get("issuer") != issuer:
        text = _("Penyedia menyebut dirinya %(said)s, bukan %(issuer)s. Isi alamat penerbit persis seperti itu.")
        values = {"said": str(said.get("issuer"))[:200], "issuer": issuer}
        raise ProviderProblem(text % values, code="issuer_differs")
    return Discovery(
        issuer=issuer,
        authorization_endpoint=_address_in(said, "authorization_endpoint"),
        token_endpoint=_address_in(said, "token_endpoint"),
        jwks_uri=_address_in(said, "jwks_uri"),
        userinfo_endpoint=_address_in(said, "userinfo_endpoint") if said.get("userinfo_endpoint") else "",
        client_ways=_words_in(said, "token_endpoint_auth_methods_supported"),
        scopes=_words_in(said, "scopes_supported"),
        claims=_words_in(said, "claims_supported"),
        algorithms=_words_in(said, "id_token_signing_alg_values_supported"),
        challenges=_words_in(said, "code_challenge_methods_supported"),
        names_issuer=said.get("authorization_response_iss_parameter_supported") is True,
    )


def fetch_keys(discovery: Discovery) -> Sequence[Key]:
    """Its public keys, as they are published (RFC 7517). Ask now.

    Raises:
        ProviderProblem: it does not answer, or with something else.
    """
    with guarded() as session:
        said = read_object(session.get(discovery.jwks_uri)).get("keys")
    keys = [key for key in said if isinstance(key, dict)][:MOST_KEYS] if isinstance(said, list) else []
    if not keys:
        raise ProviderProblem(_("Penyedia tidak menerbitkan kunci tanda tangan (jwks_uri)."), code="no_keys")
    return keys


def known_discovery(region_id: int, issuer: str) -> Discovery:
    """As it was said within the last hour.

    Raises:
        ProviderProblem: it does not answer, or did not a moment ago.
    """
    place = _place(region_id, issuer, "discovery")
    kept = _kept(place, lambda: asdict(_fetch_unless_silent(issuer, f"{place}:silent")))
    return Discovery(**kept)


def _fetch_unless_silent(issuer: str, mark: str) -> Discovery:
    if code := read(mark):
        raise ProviderProblem("", code=code)
    try:
        return fetch_discovery(issuer)
    except ProviderProblem as problem:
        put_once(mark, problem.code, seconds=SILENT)
        raise


def known_keys(region_id: int, discovery: Discovery, *, anew: bool = False) -> Sequence[Key]:
    """As they were published within the last hour; ``anew`` asks, because a key is missing among them."""
    place = _place(region_id, discovery.jwks_uri, "keys")
    found: Sequence[Key] = _kept(place, lambda: fetch_keys(discovery), anew=anew)
    return found


def _address_in(said: Mapping[str, Any], name: str) -> str:
    address = said.get(name)
    if not isinstance(address, str) or not address:
        text = _("Dokumen penyedia tidak memuat %(name)s.") % {"name": name}
        raise ProviderProblem(text, code="document_incomplete")
    check_address(address)
    return address


def _words_in(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    words = said.get(name)
    return tuple(word for word in words if isinstance(word, str)) if isinstance(words, list) else ()


def _place(region_id: int, address: str, what: str) -> str:
    return f"provider:{region_id}:{what}:{hashlib.sha256(address.encode()).hexdigest()}"


def _kept(place: str, ask: Callable[[], Any], *, anew: bool = False) -> Any:
    """From the cache, else asked and kept. A cache that is down costs time only."""
    try:
        found = None if anew else cache.get(place)
    except RedisError:
        return ask()
    if found is None:
        found = ask()
        try:
            cache.set(place, found, AN_HOUR)
        except RedisError:
            return found
    return found
