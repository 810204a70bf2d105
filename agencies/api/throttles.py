"""How often one may ask: each token and each account on its own, whoever is unknown by address."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from rest_framework.throttling import SimpleRateThrottle

from agencies.api.authentication import token_of
from agencies.models import User
from agencies.services.sign_in.counters import AWAY
from agencies.views.client import client_address

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

logger = logging.getLogger("timbang.rates")


class PerCaller(SimpleRateThrottle):
    """The rate of the caller's sort, counted by caller. Keys of the cache name the region before anything else."""

    def __init__(self) -> None:
        """The rate is only known with the request."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        """Whether there is still room, by the rate of `SORTS`."""
        sort, self.caller = _caller(request)
        self.scope = sort
        self.rate = self.get_rate()
        self.num_requests, self.duration = self.parse_rate(self.rate)
        try:
            return super().allow_request(request, view)
        except AWAY as error:  # nobody is kept from the work for want of a counter
            logger.warning("the counters of the API are away, requests go uncounted: %s", type(error).__name__)
            return True

    def get_cache_key(self, request: Request, view: APIView) -> str:
        """One key a caller."""
        del view
        address = client_address(request._request)  # noqa: SLF001 - Django's own, with the proxies' headers
        return f"api-rate:{self.caller or f':address:{address}'}"


def _caller(request: Request) -> tuple[str, str]:
    token = token_of(request)
    if token is not None:
        return "token", f"{token.region_id}:token:{token.pk}"
    user = request.user
    if isinstance(user, User):
        return "account", f"{user.region_id}:account:{user.pk}"
    return "unknown", ""
