"""What the provider says of people. A test tells it what to say next (`urls.set_up`), also what it never should."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator

WHAT_IS_SAID: dict[str, Any] = {"nip": "", "in_token": True, "claims": {}}
"""The NIP of whoever signs in; whether the ID token carries it, or only userinfo; claims that replace the true ones."""


class ClaimsOfPeople(OAuth2Validator):  # type: ignore[misc,unused-ignore]
    """Adds the NIP."""

    oidc_claim_scope = OAuth2Validator.oidc_claim_scope | {"nip": "nip"}

    def get_additional_claims(self) -> dict[str, Any]:
        """Of whoever it is."""
        return {"nip": lambda _request: WHAT_IS_SAID["nip"]}

    def get_id_token_dictionary(self, token: Any, token_handler: Any, request: Any) -> tuple[dict[str, Any], Any]:
        """The claims of the next ID token."""
        claims, expires = super().get_id_token_dictionary(token, token_handler, request)
        if not WHAT_IS_SAID["in_token"]:
            claims.pop("nip", None)
        return claims | WHAT_IS_SAID["claims"], expires
