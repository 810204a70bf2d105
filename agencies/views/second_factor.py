"""Two-step verification of the own account: set up, renew the recovery codes, switch off."""

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.forms.second_factor import FirstCodeForm, OwnPasswordForm, SwitchOffForm
from agencies.models import User
from agencies.services.second_factor.begin_factor import begin_factor
from agencies.services.second_factor.confirm_factor import confirm_factor
from agencies.services.second_factor.find_factor import find_enrolment, load_factor_state, needs_factor
from agencies.services.second_factor.refusals import SecondFactorRefusedError
from agencies.services.second_factor.remove_factor import remove_own_factor
from agencies.services.second_factor.renew_codes import renew_codes
from agencies.services.second_factor.waits_for_factor import FACTOR_FIRST
from agencies.views.access import AccountRequest, for_own_account


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@for_own_account
def second_factor(request: AccountRequest) -> HttpResponse:
    """How it stands; while it is off, the password begins setting it up."""
    form = OwnPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            begin_factor(user=request.user, password=form.cleaned_data["password"])
        except SecondFactorRefusedError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("second-factor-app")
    context = {
        "form": form,
        "state": load_factor_state(request.user),
        "is_required": FACTOR_FIRST in request.session,
        "has_password": request.user.has_usable_password(),
    }
    return render(request, "agencies/second_factor.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
@for_own_account
def second_factor_app(request: AccountRequest) -> HttpResponse:
    """The secret for the app as a picture and to type; its first code switches it on and brings the recovery codes."""
    enrolment = find_enrolment(request.user, _issuer(request.user))
    if enrolment is None:
        return redirect("second-factor")
    form = FirstCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            codes = confirm_factor(user=request.user, typed=form.cleaned_data["code"], actor=request.actor)
        except SecondFactorRefusedError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            request.session.pop(FACTOR_FIRST, None)
            return _codes_page(request, codes, is_new=True)
    picture = segno.make(enrolment.address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff")
    context = {"form": form, "enrolment": enrolment, "picture": picture}
    return render(request, "agencies/second_factor_app.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@for_own_account
def recovery_codes(request: AccountRequest) -> HttpResponse:
    """Ten new recovery codes for the password; those before open nothing any more."""
    state = load_factor_state(request.user)
    if state.since is None:
        return redirect("second-factor")
    form = OwnPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            codes = renew_codes(user=request.user, password=form.cleaned_data["password"], actor=request.actor)
        except SecondFactorRefusedError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _codes_page(request, codes, is_new=False)
    context = {"form": form, "state": state}
    return render(request, "agencies/second_factor_renew.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
@for_own_account
def second_factor_off(request: AccountRequest) -> HttpResponse:
    """Switch it off with the password and a code, after saying what that means."""
    if load_factor_state(request.user).since is None:
        return redirect("second-factor")
    form = SwitchOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            remove_own_factor(user=request.user, password=facts["password"], typed=facts["code"], actor=request.actor)
        except SecondFactorRefusedError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            if needs_factor(request.user):
                request.session[FACTOR_FIRST] = True
            messages.success(request, _("Verifikasi dua langkah dinonaktifkan."))
            return redirect("second-factor")
    return render(request, "agencies/second_factor_off.html", {"form": form}, status=422 if form.errors else 200)


def _issuer(user: User) -> str:
    """How the app names the account's codes; an operator's are of no region."""
    return _("Timbang %(region)s") % {"region": user.region.name} if user.region else _("Timbang, operator")


def _codes_page(request: AccountRequest, codes: list[str], *, is_new: bool) -> HttpResponse:
    """The only answer that shows them; no browser keeps it."""
    context = {"codes": codes, "is_new": is_new, "made_at": timezone.now()}
    return render(request, "agencies/second_factor_codes.html", context)
