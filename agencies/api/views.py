"""What every address of the API shares."""

import hashlib
from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.api.access import IsOfARegion, WithinScopes, actor_of_request
from agencies.api.parsers import StrictJSONParser
from agencies.models import ApiScope
from agencies.permissions import Actor
from agencies.problem_details import keep_from_caches, problem_response


class ApiView(APIView):
    """An address for people of a region and their programs.

    ``read_scope`` and ``write_scope`` are what a token needs for it; without one it serves no token. No browser or
    proxy keeps an answer; a program that does asks with ``If-None-Match`` and gets 304 while nothing has changed.
    """

    permission_classes = (IsOfARegion, WithinScopes)
    parser_classes = (StrictJSONParser,)
    read_scope: ClassVar[ApiScope | None] = None
    write_scope: ClassVar[ApiScope | None] = None

    @property
    def actor(self) -> Actor:
        """Who asks."""
        return actor_of_request(self.request)

    def check_permissions(self, request: Request) -> None:
        """Whoever is refused is counted too, so that throttles come first."""
        super().check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request: Request) -> None:
        """Done with the permissions."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Headers of what is personal, and the tag of the answer: its own, or its digest once it is written."""
        answer: Any = super().finalize_response(request, response, *args, **kwargs)
        keep_from_caches(answer)
        if request.method not in {"GET", "HEAD"} or answer.status_code != 200:
            return answer
        if not isinstance(answer, Response):
            return _conditional(request)(answer)
        answer.add_post_render_callback(_conditional(request))
        return answer


@csrf_exempt
def nothing_here(request: HttpRequest, path: str = "") -> HttpResponse:
    """An address of the API that does not exist."""
    del path
    return problem_response(request, 404, _("Alamat ini tidak ada. Daftar alamat ada di /api/v1/schema/."))


def _conditional(request: Request) -> Callable[[HttpResponse], HttpResponse | None]:
    def answer(response: HttpResponse) -> HttpResponse | None:
        etag = response.get("ETag") or f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request._request, etag, None, response)  # noqa: SLF001 - Django's own

    return answer
