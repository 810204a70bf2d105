"""The door: sign in, sign out."""

from http import HTTPStatus

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
from agencies.models import User
from agencies.services.provider.find_provider import offered_provider
from agencies.services.sign_in.attempts import LaneClosedError, TooFastError
from agencies.services.sign_in.check_credentials import SignInRefused, check_credentials
from agencies.views.client import client_address, known_device
from agencies.views.entering import enter, next_page
from agencies.views.sign_in_refusals import closed, too_fast, wrong

REGION_COOKIE = f"{settings.COOKIE_PREFIX}daerah"
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
    status = 200
    if request.method == "POST":
        user, status = _check(request, form)
        if user is not None:
            return remember_region(enter(request, user, way="password", wanted=wanted), form.data["region"])
    return door(request, form, wanted, status=status)


def door(request: HttpRequest, form: SignInForm, wanted: str, *, status: int) -> HttpResponse:
    """The page with the form; it names the identity provider of the region chosen in it.

    Any status but 200 says that somebody was refused.
    """
    provider = offered_provider(str(form["region"].value() or ""))
    context = {"form": form, "next": wanted, "provider": provider, "is_refused": status != HTTPStatus.OK}
    return render(request, "agencies/sign_in.html", context, status=status)


def _check(request: HttpRequest, form: SignInForm) -> tuple[User | None, int]:
    """Whose credentials these are, or how the form is answered that says why it is nobody's."""
    if not form.is_valid():
        return None, 422
    region, login = form.cleaned_data["region"], form.cleaned_data["login"]
    device = known_device(request, region.pk if region else None, login)
    try:
        return check_credentials(**form.cleaned_data, device=device, address=client_address(request)), 200
    except SignInRefused:
        form.add_error(None, wrong())
        return None, 422
    except LaneClosedError as refusal:
        form.add_error(None, closed(refusal, region))
    except TooFastError as refusal:
        form.add_error(None, too_fast(refusal))
    return None, 429


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("sign-in")


def remember_region(response: HttpResponse, choice: str) -> HttpResponse:
    """Offer it first, next time on this device."""
    response.set_cookie(
        REGION_COOKIE,
        choice,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
