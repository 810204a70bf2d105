"""A one-time link: whoever holds it chooses the password of its account. Nobody is signed in by it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from agencies.files.nip import masked_nip
from agencies.forms.account import NewPasswordForm
from agencies.models import AccountLink, Region, User
from agencies.services.accounts.use_link import LinkGoneError, find_link, use_link
from agencies.services.change_password import PasswordRefused
from agencies.services.sign_in.attempts import TooFastError, count_failure_of, keep_pace
from agencies.tenancy.scope import region_scope
from agencies.views.client import client_address, remember_device
from agencies.views.sign_in import remember_region


@sensitive_variables("secret")
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_link(request: HttpRequest, region_id: int, secret: str) -> HttpResponse:
    """Choose the password. Looking at it uses nothing up; all links that open nothing are answered alike."""
    address = client_address(request)
    try:
        keep_pace(address)
    except TooFastError as slow:
        return _unlisted(HttpResponse(status=429, headers={"Retry-After": str(slow.seconds)}))
    region = Region.objects.filter(pk=region_id).first()
    if region is not None:
        with region_scope(region.pk), timezone.override(region.zone):
            link = find_link(secret)
            if link is not None:
                return _unlisted(_of_a_link(request, link, region, secret))
    count_failure_of(address)
    return _unlisted(_gone(request))


def _of_a_link(request: HttpRequest, link: AccountLink, region: Region, secret: str) -> HttpResponse:
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            user = use_link(secret=secret, new=form.cleaned_data["new"])
        except LinkGoneError:
            return _gone(request)
        except PasswordRefused as refusal:
            form.add_error(refusal.field, list(refusal.sentences))
        else:
            return _to_the_door(request, user, region)
    context = {
        "form": form,
        "login": _masked(link.user.login),
        "region": region,
        "until": link.expires_at,
        "is_first": not link.user.has_usable_password(),
    }
    return render(request, "agencies/account_link.html", context, status=422 if form.errors else 200)


def _to_the_door(request: HttpRequest, user: User, region: Region) -> HttpResponse:
    """Whoever was signed in on this device before is not any more, so that the right person signs in now.

    The door offers the region of the link: nobody looks for it in a list right after.
    """
    logout(request)
    messages.success(request, _("Kata sandi tersimpan. Masuk dengan NIP atau nama pengguna Anda dan kata sandi itu."))
    response = redirect("sign-in")
    remember_device(request, response, user)
    return remember_region(response, region.code)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "agencies/account_link_gone.html", status=404)


def _masked(login: str) -> str:
    """The login, recognised by who has it."""
    return masked_nip(login) if len(login) == 18 and login.isdigit() else f"{login[:2]}…{login[-2:]}"


def _unlisted(response: HttpResponse) -> HttpResponse:
    """In no search engine, and no other address ever learns this one.

    Not ``no-referrer``: with it browsers send the form with ``Origin: null``, which the check of its origin refuses.
    """
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "strict-origin"
    return response
