"""What people see when a request is refused or fails: what happened, what to do, the way back."""

import logging
import secrets
import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _
from django.views import defaults

from agencies.middleware import API
from agencies.problem_details import problem_response
from config.observing.requests import route_of

logger = logging.getLogger("timbang.errors")

#: Refusals that Django answers without a word; each has a template of its number.
WORDLESS = frozenset({405, 413, 429})


class PlainAnswersMiddleware:
    """Give the wordless refusals a page. Answers that say something themselves, as the API's do, stay as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in WORDLESS or response.streaming or response.content:
            return response
        page = render(request, f"{response.status_code}.html", status=response.status_code)
        for header in ("Allow", "Retry-After", "Cache-Control"):
            if header in response:
                page[header] = response[header]
        return page


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 for more data than a request may bring, which Django counts among the bad requests."""
    is_large = isinstance(exception, RequestDataTooBig)
    if request.path_info.startswith(API):
        detail = _("Kirim lebih sedikit sekaligus.") if is_large else _("Periksa alamat dan isinya lalu kirim lagi.")
        return problem_response(request, 413 if is_large else 400, detail)
    if is_large:
        return HttpResponse(loader.get_template("413.html").render(), status=413)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 with a reference code, under which the log names the request; the error itself is logged right after it.

    Without request and database in the page: either may be what failed.
    """
    reference = secrets.token_hex(3).upper()
    failure = sys.exc_info()[0]
    logger.error("reference %s: %s %s %s", reference, request.method, route_of(request), failure and failure.__name__)
    if request.path_info.startswith(API):
        said = _("Ada gangguan di sistem kami. Coba lagi nanti; kode rujukan %(reference)s.") % {"reference": reference}
        return problem_response(request, 500, said)
    return HttpResponse(loader.get_template("500.html").render({"reference": reference}), status=500)
