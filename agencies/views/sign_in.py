"""The door: sign in, sign out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from agencies.forms.account import SignInForm
from agencies.services.sign_in.check_credentials import SignInRefused, check_credentials
from agencies.views.entering import enter, next_page

REGION_COOKIE = "daerah"
A_YEAR = 365 * 24 * 3600


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Ask for region, login and password; the region is remembered on this device."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(next_page(request, wanted))
    form = SignInForm(request.POST or None, initial={"region": request.COOKIES.get(REGION_COOKIE, "")})
    if form.is_valid():
        try:
            user = check_credentials(**form.cleaned_data)
        except SignInRefused:
            form.add_error(
                None, _("Daerah, NIP atau nama pengguna, dan kata sandi tidak cocok. Periksa lalu coba lagi.")
            )
        else:
            return _remember_region(enter(request, user, way="password", wanted=wanted), form.data["region"])
    context = {"form": form, "next": wanted}
    return render(request, "agencies/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("sign-in")


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
