"""What a request stands in: the language of its reader; the region with its scope, time zone and actor."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agencies.accepted_language import accepted_language
from agencies.models import Region, User
from agencies.permissions import actor_of
from agencies.problem_details import problem_response
from agencies.services.second_factor.waits_for_factor import FACTOR_FIRST
from agencies.services.sign_in.devices import NOTED_EVERY, SEEN, note_seen
from agencies.services.tokens.find_token import find_token, read_secret
from agencies.tenancy.scope import region_scope

API = "/api/"


class LanguageMiddleware:
    """Speak the language that the reader chose on this device, else Indonesian.

    Not the browser's: an office PC with an English browser is no wish for another language than the official one.
    Programs (``API``) keep no cookies and say it by ``Accept-Language``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen is None and request.path_info.startswith(API):
            chosen = accepted_language(
                request.headers.get("Accept-Language", ""), spoken=list(dict(settings.LANGUAGES))
            )
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", str(language))
        return response


class RegionMiddleware:
    """Run the whole request of a signed-in person inside the scope of the account's region.

    Anonymous requests and operators get no scope, so the database refuses them every region-owned row; the pages of an
    operator's own account open one for themselves (`agencies.views.access.for_own_account`). The scope's transaction
    also covers what the view's own transaction (``ATOMIC_REQUESTS``) does not: middleware and rendering.

    Pages for anybody (``PUBLIC_PAGES``) enter the region that their address names by themselves; nobody's own region is
    in their way there, and no session is asked for.

    A program shows its token (``Authorization: Bearer``) and stands in the region and account of it; it has no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(settings.PUBLIC_PAGES):
            return self.get_response(request)
        shown = request.headers.get("Authorization", "") if request.path_info.startswith(API) else ""
        if shown:
            return self._as_program(request, shown)
        user = request.user
        if not isinstance(user, User) or user.region is None:
            return self.get_response(request)
        return self._in_scope(request, user, user.region)

    def _as_program(self, request: HttpRequest, shown: str) -> HttpResponse:
        """Within the region that the secret names; one that opens nothing is not told whether it ever did."""
        request.user = AnonymousUser()
        scheme, _space, text = shown.partition(" ")
        secret = read_secret(text.strip()) if scheme.lower() == "bearer" else None
        token = None
        if secret is not None:
            with region_scope(secret.region_id):
                token = find_token(secret)
        if token is None or token.user.region is None:
            return self.get_response(request)  # as nobody known: the API refuses (401), and counts who tries
        request.user = token.user
        request.api_token = token  # type: ignore[attr-defined]
        return self._in_scope(request, token.user, token.user.region)

    def _in_scope(self, request: HttpRequest, user: User, region: Region) -> HttpResponse:
        with region_scope(region.pk, actor=str(user.key)), timezone.override(region.zone):
            request.actor = actor_of(user)  # type: ignore[attr-defined]
            request.region = region  # type: ignore[attr-defined]
            return self.get_response(request)


class NoteDevice:
    """Note once an hour that the device of a session is used. Stands inside `RegionMiddleware`.

    The session itself knows when it was, so that no page asks the database for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_public = request.path_info.startswith(settings.PUBLIC_PAGES)
        if not is_public and not hasattr(request, "api_token") and isinstance(request.user, User):
            noted, now = request.session.get(SEEN), int(time.time())
            if noted is not None and now - noted >= NOTED_EVERY:
                with region_scope(request.user.scope_id):
                    note_seen(request.session.session_key or "")
                request.session[SEEN] = now
        return self.get_response(request)


class SecondFactorFirst:
    """Lead a session to setting up its second factor, and nowhere else, where the installation asks for one.

    What is asked was found at sign-in and stands in the session, so that no page costs a statement for it. A program
    shows its token and has no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.SECOND_FACTOR_FOR_ROLES or not self._waits(request):
            return self.get_response(request)
        if request.path_info.startswith(API):
            return problem_response(request, 403, _("Aktifkan verifikasi dua langkah akun Anda terlebih dahulu."))
        return redirect("second-factor")

    @staticmethod
    def _waits(request: HttpRequest) -> bool:
        if request.path_info.startswith((*settings.PUBLIC_PAGES, reverse("second-factor"), reverse("sign-out"))):
            return False
        return not hasattr(request, "api_token") and FACTOR_FIRST in request.session
