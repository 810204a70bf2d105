"""An ID token is believed when everything that OpenID Connect Core 3.1.3.7 asks holds."""

import hmac
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry

from agencies.services.provider.discovery import Key
from agencies.services.provider.problems import answer_problem

ALGORITHMS = {"RS": "RSA", "PS": "RSA", "ES": "EC"}
"""Signatures by a private key alone, with the kind of key each needs. A shared secret proves nothing about who signed,
and `none` nothing at all."""
SIZES = ("256", "384", "512")
ACCEPTED = [family + size for family in ALGORITHMS for size in SIZES]
LEEWAY = 60
"""Seconds by which two clocks may differ."""


class Keys(Protocol):
    """The provider's keys, as they are kept; ``anew`` asks the provider once more."""

    def __call__(self, *, anew: bool) -> Sequence[Key]: ...


def read_id_token(token: str, keys: Keys, *, issuer: str, client_id: str, nonce: str) -> Mapping[str, Any]:
    """The claims of a token that was signed by the issuer, for this client, for this very attempt, and is in force.

    Raises:
        ProviderProblem: any of it does not hold.
    """
    try:
        header = jws.extract_compact(token.encode()).protected
        key = _key_for(header, keys)
        claims = jwt.decode(token, key, algorithms=ACCEPTED).claims
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True},
        ).validate(claims)
    except (JoseError, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise answer_problem(f"id_token_{type(error).__name__}") from None
    _check_party(claims, client_id)
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise answer_problem("nonce_differs")
    return claims


def _check_party(claims: Mapping[str, Any], client_id: str) -> None:
    """Made out to us alone, or authorised for us by name (``azp``)."""
    audience, party = claims["aud"], claims.get("azp")
    several = isinstance(audience, list) and len(audience) > 1
    if (several and party is None) or (party is not None and party != client_id):
        raise answer_problem("other_party")


def _key_for(header: Mapping[str, Any], keys: Keys) -> Any:
    """The one public key that the header names. An unknown one is looked for once more: keys get changed."""
    algorithm = str(header.get("alg", ""))
    if algorithm not in ACCEPTED:
        raise answer_problem("algorithm")
    found = _fitting(header, keys(anew=False)) or _fitting(header, keys(anew=True))
    if len(found) != 1:
        raise answer_problem("key_unknown" if not found else "key_ambiguous")
    return JWKRegistry.import_key(dict(found[0]))


def _fitting(header: Mapping[str, Any], keys: Sequence[Key]) -> list[Key]:
    kind, named = ALGORITHMS[str(header["alg"])[:2]], header.get("kid")
    return [
        key
        for key in keys
        if key.get("kty") == kind
        and key.get("use", "sig") == "sig"
        and key.get("alg", header["alg"]) == header["alg"]
        and (named is None or key.get("kid") == named)
    ]
