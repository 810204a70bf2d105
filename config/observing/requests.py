"""One line and one measurement for each request."""

import logging
import time
from collections.abc import Callable

from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from config.observing import metrics
from config.observing.context import HEADER, request_id, request_id_from

logger = logging.getLogger("timbang.requests")

#: Asked every few seconds by machines; told only when they fail.
PROBES = frozenset({"live", "ready", "metrics"})
NO_ROUTE = "-"


class ObserveRequests:
    """The outermost middleware: gives the request its id, and says how it went.

    The route's name is told and never the address, which may hold a NIP or a token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        own_id = request_id_from(request.headers.get(HEADER))
        request_id.set(own_id)
        response = self.get_response(request)
        response[HEADER] = own_id
        self._tell(request, response.status_code, time.perf_counter() - started)
        return response

    @staticmethod
    def _tell(request: HttpRequest, status: int, seconds: float) -> None:
        route = route_of(request)
        method = request.method if request.method in KNOWN_METHODS else "-"
        metrics.count_request(method=method, route=route, status=status, seconds=seconds)
        region, actor = getattr(request, "region", None), getattr(request, "actor", None)
        facts = {
            "region": region and region.code,
            "region_id": region and region.pk,
            "account": actor and str(actor.key),
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000),
        }
        level = logging.DEBUG if route in PROBES and status < 400 else logging.INFO
        logger.log(level, "request", extra=facts)


@receiver(request_finished)
def forget_the_id(**_kwargs: object) -> None:
    """Not earlier: Django has its own say about the answer behind the outermost middleware."""
    request_id.set("")


KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def route_of(request: HttpRequest) -> str:
    """The name of the address, or ``-`` where none was found."""
    match = request.resolver_match
    return (match.view_name or NO_ROUTE) if match else NO_ROUTE
