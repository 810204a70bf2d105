"""The first half of signing in with a provider: what the browser takes along (authorization code with PKCE)."""

import secrets
import time
from dataclasses import asdict, dataclass
from typing import Any

from authlib.integrations.requests_client import OAuth2Session

from agencies.services.provider.discovery import Discovery, known_discovery
from agencies.services.provider.find_provider import Provider

MINUTES = 10
PROFILE_CLAIMS = frozenset({"preferred_username", "nickname"})
"""Standard claims that a provider gives with the scope ``profile`` (OpenID Connect Core 5.4)."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt of one browser, kept in its session. ``until`` is a moment in seconds since 1970."""

    region_id: int
    issuer: str
    client_id: str
    state: str
    nonce: str
    verifier: str
    wanted: str
    until: float

    @classmethod
    def read(cls, kept: object) -> "Attempt | None":
        """As the session kept it, while it lasts."""
        if not isinstance(kept, dict) or kept.keys() != set(cls.__dataclass_fields__):
            return None
        attempt = cls(**kept)
        return attempt if attempt.until > time.time() else None

    def kept(self) -> dict[str, Any]:
        """For the session."""
        return asdict(self)


def begin(provider: Provider, *, redirect_uri: str, wanted: str) -> tuple[Attempt, str]:
    """An attempt, and the provider's address to which the browser goes with it.

    Raises:
        ProviderProblem: the provider does not answer.
    """
    discovery = known_discovery(provider.region_id, provider.issuer)
    attempt = Attempt(
        region_id=provider.region_id,
        issuer=provider.issuer,
        client_id=provider.client_id,
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(64),
        wanted=wanted,
        until=time.time() + MINUTES * 60,
    )
    with OAuth2Session(provider.client_id, code_challenge_method="S256") as client:
        address, _state = client.create_authorization_url(
            discovery.authorization_endpoint,
            state=attempt.state,
            code_verifier=attempt.verifier,
            nonce=attempt.nonce,
            redirect_uri=redirect_uri,
            scope=_scope(discovery, provider.login_claim),
        )
    return attempt, str(address)


def _scope(discovery: Discovery, claim: str) -> str:
    """No more of the person than the one claim needs."""
    asked = ["openid"]
    if claim in PROFILE_CLAIMS:
        asked.append("profile")
    if claim in discovery.scopes:
        asked.append(claim)
    return " ".join(asked)
