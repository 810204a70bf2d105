"""The door: sign in, sign out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from agencies.forms.account import SignInForm
from agencies.services.sign_in import SignInRefused, sign_in

REGION_COOKIE = "daerah"
A_YEAR = 365 * 24 * 3600


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Ask for region, login and password; the region is remembered on this device."""
    if request.user.is_authenticated:
        return redirect(_next_page(request))
    form = SignInForm(request.POST or None, initial={"region": request.COOKIES.get(REGION_COOKIE, "")})
    if form.is_valid():
        try:
            user = sign_in(**form.cleaned_data)
        except SignInRefused:
            form.add_error(
                None, _("Daerah, NIP atau nama pengguna, dan kata sandi tidak cocok. Periksa lalu coba lagi.")
            )
        else:
            login(request, user)
            return _remember_region(redirect(_next_page(request)), form.data["region"])
    context = {"form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "agencies/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("sign-in")


def _next_page(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is a page of this site; else the start page."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL


def _remember_region(response: HttpResponse, choice: str) -> HttpResponse:
    response.set_cookie(
        REGION_COOKIE,
        choice,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
