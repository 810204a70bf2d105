"""The second half: the provider's answer is checked, and says who it is. Nobody is signed in or created by it."""

import hmac
from collections.abc import Mapping
from functools import partial
from typing import Any

from agencies.models import User
from agencies.services.provider.asking import guarded_client, read_object
from agencies.services.provider.begin import Attempt
from agencies.services.provider.discovery import Discovery, known_discovery, known_keys
from agencies.services.provider.find_provider import Provider
from agencies.services.provider.id_token import read_id_token
from agencies.services.provider.problems import ProviderProblem, Trouble, answer_problem
from agencies.typed_text import typed_nip

WAYS = ("client_secret_basic", "client_secret_post")
LONGEST_CODE = 4096


def find_person(provider: Provider, attempt: Attempt, answer: Mapping[str, str], *, redirect_uri: str) -> str:
    """The NIP of whom the provider's answer names; empty where it names nobody by a NIP.

    Raises:
        ProviderProblem: the answer is no answer to this attempt, refuses, or does not pass the checks.
    """
    if (attempt.issuer, attempt.client_id) != (provider.issuer, provider.client_id):
        raise ProviderProblem("", code="provider_changed", trouble=Trouble.STALE)
    discovery = known_discovery(provider.region_id, provider.issuer)
    code = _code_in(answer, attempt, discovery)
    tokens = _redeem(provider, discovery, code=code, verifier=attempt.verifier, redirect_uri=redirect_uri)
    claims = read_id_token(
        str(tokens.get("id_token", "")),
        partial(known_keys, provider.region_id, discovery),
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=attempt.nonce,
    )
    named = claims.get(provider.login_claim)
    if named is None and discovery.userinfo_endpoint:
        named = _ask_userinfo(provider, discovery, tokens, claims["sub"]).get(provider.login_claim)
    return _nip_in(named)


def find_account(region_id: int, nip: str) -> User | None:
    """The account of a person of a region, while it is active."""
    return User.objects.select_related("region").filter(region_id=region_id, login=nip, is_active=True).first()


def _code_in(answer: Mapping[str, str], attempt: Attempt, discovery: Discovery) -> str:
    """The code, from an answer to this attempt by the provider that was asked (RFC 9207)."""
    if not hmac.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
        raise ProviderProblem("", code="state_differs", trouble=Trouble.STALE)
    if answer.get("error"):
        raise ProviderProblem("", code="provider_refused", trouble=Trouble.DENIED)
    named = answer.get("iss")
    if (named is None and discovery.names_issuer) or (named is not None and named != discovery.issuer):
        raise answer_problem("answer_of_another_issuer")
    code = answer.get("code", "")
    if not code or len(code) > LONGEST_CODE:
        raise answer_problem("no_code")
    return code


def _redeem(
    provider: Provider, discovery: Discovery, *, code: str, verifier: str, redirect_uri: str
) -> Mapping[str, Any]:
    secret = provider.secret
    offered = discovery.client_ways or WAYS[:1]
    way = next((way for way in WAYS if way in offered), WAYS[0]) if secret else "none"
    with guarded_client(provider.client_id, secret, way) as client:
        tokens: Mapping[str, Any] = client.fetch_token(
            discovery.token_endpoint,
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            redirect_uri=redirect_uri,
        )
    return tokens


def _ask_userinfo(
    provider: Provider, discovery: Discovery, tokens: Mapping[str, Any], subject: object
) -> Mapping[str, Any]:
    """What it says of the same person beside the token."""
    with guarded_client(provider.client_id, "", "none") as client:
        client.token = {"access_token": str(tokens.get("access_token", "")), "token_type": "Bearer"}
        said = read_object(client.get(discovery.userinfo_endpoint))
    if said.get("sub") != subject:
        raise answer_problem("userinfo_of_another")
    return said


def _nip_in(named: object) -> str:
    """18 digits, without what people put between them."""
    if isinstance(named, bool) or not isinstance(named, str | int):
        return ""
    return typed_nip(str(named)[:60])
