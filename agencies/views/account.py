"""The account page: who I am, how the product looks on this device, my password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.display import SHORTCUTS_COOKIE, THEME_COOKIE, display_of, remember
from agencies.forms.account import ChangePasswordForm, DisplayForm, MailForm
from agencies.models import MailAddress
from agencies.services.change_mail_address import MailAddressRefusedError, change_mail_address
from agencies.services.change_password import PasswordRefused, change_password
from agencies.services.describe_account import AccountCard, describe_account
from agencies.services.second_factor.find_factor import load_factor_state
from agencies.services.sign_in.devices import rename_session
from agencies.views.access import AccountRequest, RegionRequest, for_own_account, for_people_of_a_region


@require_safe
@for_own_account
def account(request: AccountRequest) -> HttpResponse:
    """Who is signed in, with the display settings of this device."""
    return _account_page(request)


@require_POST
@for_own_account
def display_settings(request: AccountRequest) -> HttpResponse:
    """Remember theme, language and shortcuts on this device."""
    form = DisplayForm(request.POST)
    if not form.is_valid():
        return _account_page(request, form, status=422)
    chosen = form.cleaned_data
    with translation.override(chosen["language"]):
        messages.success(request, _("Tampilan disimpan di perangkat ini."))
    response = redirect("account")
    remember(response, THEME_COOKIE, chosen["theme"])
    remember(response, SHORTCUTS_COOKIE, chosen["shortcuts"])
    remember(response, settings.LANGUAGE_COOKIE_NAME, chosen["language"])
    return response


@never_cache
@require_POST
@for_people_of_a_region
def mail_address(request: RegionRequest) -> HttpResponse:
    """Remember where the daily digest goes, or that none is wanted."""
    form = MailForm(request.POST)
    if form.is_valid():
        try:
            change_mail_address(**form.cleaned_data, actor=request.actor)
        except MailAddressRefusedError as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, _("Pilihan surel Anda disimpan."))
            return redirect("account")
    return _account_page(request, mail=form, status=422)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_own_account
def change_password_page(request: AccountRequest) -> HttpResponse:
    """Change the own password; this session goes on, every other one of the account ends."""
    form = ChangePasswordForm(request.POST or None)
    user = request.user
    if form.is_valid():
        before = request.session.session_key or ""
        try:
            change_password(
                user=user,
                actor=request.actor,
                current=form.cleaned_data["current"],
                new=form.cleaned_data["new"],
                session_key=before,
            )
        except PasswordRefused as refusal:
            form.add_error(refusal.field, list(refusal.sentences))
        else:
            update_session_auth_hash(request, user)
            rename_session(before=before, after=request.session.session_key or "")
            messages.success(request, _("Kata sandi Anda sudah diganti. Perangkat lain harus masuk lagi."))
            return redirect("account")
    return render(request, "agencies/change_password.html", {"form": form}, status=422 if form.errors else 200)


def _account_page(
    request: AccountRequest, form: DisplayForm | None = None, *, mail: MailForm | None = None, status: int = 200
) -> HttpResponse:
    card = _card(request)
    context = {
        "card": card,
        "form": form or _display_form(request),
        "mail": mail or (_mail_form(request) if card else None),
        "second_factor": load_factor_state(request.user),
    }
    return render(request, "agencies/account.html", context, status=status)


def _display_form(request: HttpRequest) -> DisplayForm:
    now = display_of(request)
    return DisplayForm(initial={"theme": now.theme, "shortcuts": now.shortcuts, "language": translation.get_language()})


def _mail_form(request: AccountRequest) -> MailForm:
    kept = MailAddress.objects.filter(user_id=request.user.pk).first()
    address, wants_digest = (kept.address, kept.wants_digest) if kept else ("", True)
    return MailForm(initial={"address": address, "wants_digest": wants_digest})


def _card(request: AccountRequest) -> AccountCard | None:
    """Operators belong to no region and have none."""
    region = request.user.region
    return describe_account(actor=request.actor, region=region, today=timezone.localdate()) if region else None
