"""What a request stands in: the language of its reader; the region with its scope, time zone and actor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from agencies.models import User
from agencies.permissions import actor_of
from agencies.tenancy.scope import region_scope


class LanguageMiddleware:
    """Speak the language that the reader chose on this device, else Indonesian.

    Not the browser's: an office PC with an English browser is no wish for another language than the official one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", str(language))
        return response


class RegionMiddleware:
    """Run the whole request of a signed-in person inside the scope of the account's region.

    Anonymous requests and operators get no scope, so the database refuses them every region-owned row. The scope's
    transaction also covers what the view's own transaction (``ATOMIC_REQUESTS``) does not: middleware and rendering.

    Pages for anybody (``PUBLIC_PAGES``) enter the region that their address names by themselves; nobody's own region is
    in their way there, and no session is asked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(settings.PUBLIC_PAGES):
            return self.get_response(request)
        user = request.user
        if not isinstance(user, User) or user.region is None:
            return self.get_response(request)
        with region_scope(user.region.pk, actor=str(user.key)), timezone.override(user.region.zone):
            request.actor = actor_of(user)  # type: ignore[attr-defined]
            request.region = user.region  # type: ignore[attr-defined]
            return self.get_response(request)
