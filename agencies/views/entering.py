"""The last steps of every way in, the same for a password, a provider and a code."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from agencies.models import User
from agencies.services.sign_in.record_sign_in import record_sign_in

BACKEND = "agencies.authentication.RegionBackend"


def enter(request: HttpRequest, user: User, *, way: str, wanted: str) -> HttpResponse:
    """Sign somebody in who has shown everything that is asked, and lead on. ``way``: `password` or `provider`."""
    login(request, user, backend=BACKEND)
    record_sign_in(user=user, way=way)
    return redirect(next_page(request, wanted))


def next_page(request: HttpRequest, wanted: str) -> str:
    """Where the person wanted to go, if that is a page of this site; else the start page."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL
