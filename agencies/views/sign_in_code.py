"""The second step at the door: a code of the authenticator app, or one for recovery."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.forms.second_factor import SignInCodeForm
from agencies.models import SecondFactor, User
from agencies.permissions import actor_of
from agencies.services.find_region_admins import find_region_admins
from agencies.services.second_factor.check_code import check_code
from agencies.services.second_factor.refusals import SecondFactorRefusedError
from agencies.services.second_factor.trusted_device import TRUST_LASTS, cookie_name, trust
from agencies.tenancy.scope import region_scope
from agencies.views.entering import let_in
from agencies.views.pending import PENDING, Pending, pending_of

RECOVERY = "pemulihan"


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask whoever has shown the password for a code; only then is anybody signed in."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    pending = pending_of(request)
    if pending is None:
        return _begin_again(request)
    is_recovery = request.GET.get("cara") == RECOVERY
    if request.method != "POST":
        return _ask(request, SignInCodeForm(recovery=is_recovery), pending, is_recovery=is_recovery)
    form = SignInCodeForm(request.POST, recovery=is_recovery)
    if form.is_valid():
        try:
            left = check_code(user=pending.user, typed=form.cleaned_data["code"])
        except SecondFactorRefusedError as refusal:
            form.add_error("code", str(refusal))
        else:
            return _come_in(request, pending, left, is_trusted=form.cleaned_data["trust"])
    return _ask(request, form, pending, is_recovery=is_recovery, status=422)


def _begin_again(request: HttpRequest) -> HttpResponse:
    if request.session.pop(PENDING, None) is not None:
        messages.info(request, _("Waktu untuk mengisi kode sudah habis. Masuk sekali lagi."))
    return redirect("sign-in")


def _ask(
    request: HttpRequest, form: SignInCodeForm, pending: Pending, *, is_recovery: bool, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "is_recovery": is_recovery,
        "recovery": RECOVERY,
        "admins": _admins(pending.user),
        "is_operator": pending.user.is_operator,
    }
    return render(request, "agencies/sign_in_code.html", context, status=status)


def _admins(user: User) -> list[str]:
    """Whom to ask when there is no code, by name; the account itself cannot help itself."""
    if user.region_id is None:
        return []  # the page names the command on the server
    with region_scope(user.region_id):
        own = actor_of(user).name
        return [name for name in find_region_admins() if name != own]


def _come_in(request: HttpRequest, pending: Pending, left: int | None, *, is_trusted: bool) -> HttpResponse:
    request.session.flush()  # nothing of the waiting session goes on
    response = let_in(request, pending.user, way=pending.way, wanted=pending.wanted)
    if left is not None:
        said = ngettext(
            "Kode pemulihan dipakai. Tersisa %(count)s kode; buat yang baru di halaman akun.",
            "Kode pemulihan dipakai. Tersisa %(count)s kode; buat yang baru di halaman akun.",
            left,
        )
        messages.warning(request, said % {"count": left})
    if is_trusted:
        _remember(response, pending.user, pending.factor)
    return response


def _remember(response: HttpResponse, user: User, factor: SecondFactor) -> None:
    response.set_cookie(
        cookie_name(user),
        trust(user, factor),
        max_age=TRUST_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
        path=settings.LOGIN_URL,
    )
