"""The last steps of every way in, the same for a password, a provider and a code."""

import datetime
import time

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from agencies.models import User
from agencies.services.sign_in.devices import SEEN
from agencies.services.sign_in.record_sign_in import Visit, record_sign_in
from agencies.views.client import client_address, remember_device, short_address, short_agent
from agencies.views.pending import ask_for_factor, hold_for_code

BACKEND = "agencies.authentication.RegionBackend"


def enter(request: HttpRequest, user: User, *, way: str, wanted: str) -> HttpResponse:
    """Sign in whoever has shown that the account is theirs, and lead on; to the code first, if the account asks for it.

    ``way``: `password` or `provider`.
    """
    return hold_for_code(request, user, way=way, wanted=wanted) or let_in(request, user, way=way, wanted=wanted)


def let_in(request: HttpRequest, user: User, *, way: str, wanted: str) -> HttpResponse:
    """Sign somebody in who has shown everything that is asked, and lead on."""
    login(request, user, backend=BACKEND)
    begin_session(request)
    visit = Visit(request.session.session_key or "", short_agent(request), short_address(client_address(request)))
    record_sign_in(user=user, way=way, visit=visit)
    ask_for_factor(request, user, way=way)
    response = redirect(next_page(request, wanted))
    remember_device(request, response, user)
    return response


def begin_session(request: HttpRequest) -> None:
    """It ends a fixed time after the sign-in, however much it is used, and notes at most each hour that it was."""
    ends = timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(ends)
    request.session[SEEN] = int(time.time())


def next_page(request: HttpRequest, wanted: str) -> str:
    """Where the person wanted to go, if that is a page of this site; else the start page."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL
