"""How often one may ask for what costs much or could be guessed, beside API and sign-in, which count by themselves.

Counted by account, for visitors by address; by the clock's own minutes. Limits are far above what work needs: they stop
programs and stuck keys. Without the cache nothing is counted and everybody is let in.
"""

import time
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from agencies.models import User
from agencies.services.sign_in.counters import count
from agencies.views.client import client_address

MINUTE = 60
GET, POST = "GET", "POST"

#: What is limited: the method and the names of addresses, by the kind under which they are counted together.
LIMITED: Mapping[tuple[str, str], frozenset[str]] = {
    ("verify", GET): frozenset({"verify", "verify-start"}),
    ("search", GET): frozenset({"search"}),
    ("preview", GET): frozenset({"indicator-impact", "import-preview", "preview-actual", "what-if"}),
    ("preview", POST): frozenset({"simulate-scheme"}),
    ("paper", POST): frozenset(
        {
            "agency-document",
            "agreed-plan-document",
            "evaluation-document",
            "evaluation-form",
            "packages",
            "plan-document",
            "region-annex",
            "region-document",
            "scorecard-document",
            "sign-document",
        }
    ),
    ("export", GET): frozenset(
        {
            "completeness-unit",
            "export-audit",
            "export-table",
            "import-faulty-rows",
            "my-history-file",
            "package-download",
        }
    ),
    ("upload", POST): frozenset({"evidence-library", "import-upload", "letterhead", "report-actual", "upload-scheme"}),
}
KINDS = {(method, name): kind for (kind, method), names in LIMITED.items() for name in names}


class LimitRates:
    """Answers 429 without a word, which gets its page and says in ``Retry-After`` when to come again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Nothing, unless it is too much."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        method = GET if request.method == "HEAD" else request.method or ""
        kind = KINDS.get((method, name))
        most = settings.REQUEST_RATES.get(kind) if kind else None
        if kind is None or most is None:
            return None
        now = time.time()
        if count(f"rate:{kind}:{_caller(request)}:{int(now // MINUTE)}", seconds=2 * MINUTE) <= most:
            return None
        wait = MINUTE - int(now % MINUTE)
        return HttpResponse(status=429, headers={"Retry-After": str(wait), "Cache-Control": "no-store"})


def _caller(request: HttpRequest) -> str:
    """The region comes first in a key. At public pages nobody is asked who they are."""
    if not request.path_info.startswith(settings.PUBLIC_PAGES) and isinstance(request.user, User):
        return f"{request.user.region_id}:account:{request.user.pk}"
    return f":address:{client_address(request)}"
