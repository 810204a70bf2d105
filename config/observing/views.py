"""The address at which Prometheus asks."""

import hmac
import ipaddress

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from config.observing.metrics import page

#: What a proxy adds. Behind one every caller has its address, so the network says nothing about who asks.
OF_PROXIES = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


@never_cache
@require_safe
@transaction.non_atomic_requests
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for who shows the token or asks directly from a named network; nothing is here for anybody else."""
    if not (_shows_the_token(request) or _asks_from_a_named_network(request)):
        raise Http404
    return HttpResponse(page(), content_type=CONTENT_TYPE_LATEST)


def _shows_the_token(request: HttpRequest) -> bool:
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    wanted = settings.METRICS_TOKEN
    return bool(wanted) and hmac.compare_digest(shown.encode(), wanted.encode())


def _asks_from_a_named_network(request: HttpRequest) -> bool:
    if any(name in request.headers for name in OF_PROXIES):
        return False
    try:
        caller = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(caller in network for network in settings.METRICS_NETWORKS)
