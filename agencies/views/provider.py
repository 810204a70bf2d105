"""Signing in with the region's own identity provider: there, and back (docs/sign-in.md)."""

import logging
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from agencies.forms.account import OPERATOR, SignInForm
from agencies.models import Region
from agencies.services.provider.begin import Attempt, begin
from agencies.services.provider.find_provider import Provider, find_provider
from agencies.services.provider.finish import find_account, find_person
from agencies.services.provider.problems import ProviderProblem, Trouble
from agencies.views.entering import enter, next_page
from agencies.views.sign_in import REGION_COOKIE, door, remember_region

log = logging.getLogger("timbang.provider")

ATTEMPT = "provider-attempt"
LONGEST_GOAL = 500


def redirect_uri(request: HttpRequest) -> str:
    """Where the provider sends the browser back to; registered there letter for letter."""
    return request.build_absolute_uri(reverse("sign-in-provider-return"))


# Without a transaction around it: nothing waits for another machine while it holds one.
@transaction.non_atomic_requests
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def to_provider(request: HttpRequest) -> HttpResponse:
    """Begin an attempt with the provider of the chosen region, and hand the browser over.

    The answer is a page that leads on by itself, not a redirect: ``form-action 'self'`` would stop that one, and
    stays as strict as it is. Only our own form begins an attempt (CSRF token), so nobody is signed in by a link.
    """
    wanted = request.POST.get("next", "")[:LONGEST_GOAL]
    if request.user.is_authenticated:
        return redirect(next_page(request, wanted))
    if request.method != "POST":
        return redirect("sign-in")
    code = request.POST.get("region", "")
    region = Region.objects.filter(code=code).first() if "\0" not in code else None
    if region is None:
        return _back(request, _no_region(code), code, wanted)
    try:
        provider = _provider_of(region)
        attempt, address = begin(provider, redirect_uri=redirect_uri(request), wanted=wanted)
    except ProviderProblem as problem:
        return _told(request, problem, region.code, wanted)
    request.session[ATTEMPT] = attempt.kept()
    context = {"name": provider.name, "host": urlsplit(address).netloc, "address": address}
    answer = render(request, "agencies/provider_handover.html", context)
    answer["Refresh"] = f"0; url={address}"
    return remember_region(answer, region.code)


@transaction.non_atomic_requests
@never_cache
@require_GET
def from_provider(request: HttpRequest) -> HttpResponse:
    """The provider's answer, for the attempt of this very browser, once."""
    if request.user.is_authenticated:
        return redirect(next_page(request, ""))
    attempt = Attempt.read(request.session.pop(ATTEMPT, None))
    region = Region.objects.filter(pk=attempt.region_id).first() if attempt else None
    if attempt is None or region is None:
        return _told(request, ProviderProblem("", code="no_attempt", trouble=Trouble.STALE), "", "")
    try:
        provider = _provider_of(region)
        nip = find_person(provider, attempt, request.GET.dict(), redirect_uri=redirect_uri(request))
    except ProviderProblem as problem:
        return _told(request, problem, region.code, attempt.wanted)
    with transaction.atomic():
        user = find_account(region.pk, nip) if nip else None
        if user is not None:
            return enter(request, user, way="provider", wanted=attempt.wanted)
    log.warning("provider of %s: %s", region.code, "unknown_account" if nip else "no_nip")
    context = {"name": provider.name, "region": region.name, "has_nip": bool(nip), "claim": provider.login_claim}
    return render(request, "agencies/provider_unknown.html", context, status=403)


def _provider_of(region: Region) -> Provider:
    provider = find_provider(region.pk)
    if provider is None:
        raise ProviderProblem("", code="no_provider", trouble=Trouble.ABSENT)
    return provider


def _no_region(code: str) -> str:
    if code == OPERATOR:
        return _("Operator pemasangan masuk dengan nama pengguna dan kata sandi.")
    return _("Pilih daerah tempat Anda bekerja, lalu masuk lewat penyedia identitasnya.")


def _told(request: HttpRequest, problem: ProviderProblem, code: str, wanted: str) -> HttpResponse:
    """Back at the door with a sentence. The log says which region and which check, nothing of a person."""
    log.warning("provider of %s: %s", code or "-", problem.code)
    return _back(request, problem.for_the_door, code, wanted)


def _back(request: HttpRequest, sentence: str, code: str, wanted: str) -> HttpResponse:
    messages.error(request, sentence)
    chosen = {"region": code or request.COOKIES.get(REGION_COOKIE, ""), "login": request.POST.get("login", "")}
    return door(request, SignInForm(initial=chosen), wanted, status=422)
