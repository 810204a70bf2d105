"""One account: its roles, the link to its password, whether it is let in."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.accounts import GrantForm, ReasonForm
from agencies.models import Role, RoleGrant, User
from agencies.services.accounts.end_sessions import sign_out_everywhere
from agencies.services.accounts.find_accounts import role_name
from agencies.services.accounts.give_link import GivenLink, give_link
from agencies.services.accounts.grant_role import grant_role
from agencies.services.accounts.kept_accounts import accounts_of_region, kept_accounts
from agencies.services.accounts.load_account import load_account
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.switch_account import switch_account
from agencies.services.accounts.take_role import take_role
from agencies.services.load_agency_tree import load_agency_tree
from agencies.services.second_factor.remove_factor import remove_factor
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.accounts import check_may_look_after, check_may_manage_roles
from agencies.views.link_code import code_of

REFUSAL = gettext_lazy("Akun ini memegang peran atau di luar unit Anda. Minta admin daerah mengurusnya.")


@require_safe
@for_people_of_a_region
def account_of(request: RegionRequest, user_id: int) -> HttpResponse:
    """Whose it is, what it may, how it comes in."""
    return _page(request, _kept(request, user_id))


@require_POST
@for_people_of_a_region
def grant(request: RegionRequest, user_id: int) -> HttpResponse:
    """Give the account a role."""
    check_may_manage_roles(request.actor)
    user = _kept(request, user_id)
    form = GrantForm(request.POST, tree=load_agency_tree())
    if form.is_valid():
        try:
            with transaction.atomic():
                given = grant_role(
                    user=user, role=Role(form.cleaned_data["role"]), agency=form.unit, actor=request.actor
                )
        except AccountRefusedError as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("Peran %(role)s diberikan.") % {"role": role_name(given)})
            return redirect("account-of", user.pk)
    return _page(request, user, form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def take(request: RegionRequest, user_id: int, grant_id: int) -> HttpResponse:
    """Take a role back, after saying what that means."""
    check_may_manage_roles(request.actor)
    user = _kept(request, user_id)
    held = get_object_or_404(RoleGrant.objects.select_related("agency", "user"), pk=grant_id, user_id=user.pk)
    is_own, named = user.pk == request.actor.user_id, role_name(held)
    refusal = ""
    if request.method == "POST":
        try:
            with transaction.atomic():
                take_role(grant=held, actor=request.actor)
        except AccountRefusedError as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Peran %(role)s dicabut.") % {"role": named})
            return redirect("start") if is_own else redirect("account-of", user.pk)
    context = {"account": user, "role": named, "grant": held, "is_own": is_own, "refusal": refusal}
    return render(request, "agencies/account_take_role.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def switch(request: RegionRequest, user_id: int) -> HttpResponse:
    """Keep an account out, after saying what that means, or let it in again. The form says which of the two."""
    check_may_manage_roles(request.actor)
    user = _kept(request, user_id)
    refusal = ""
    if request.method == "POST":
        is_active = request.POST.get("aktif") == "ya"
        try:
            with transaction.atomic():
                switch_account(user=user, is_active=is_active, actor=request.actor)
        except AccountRefusedError as refused:
            refusal = str(refused)
        else:
            said = _("Akun %(login)s aktif.") if is_active else _("Akun %(login)s dinonaktifkan.")
            messages.success(request, said % {"login": user.login})
            return redirect("account-of", user.pk)
    found = load_account(user=user, actor=request.actor, now=timezone.now(), day=timezone.localdate())
    context = {"found": found, "refusal": refusal}
    return render(request, "agencies/account_switch.html", context, status=422 if refusal else 200)


@require_POST
@for_people_of_a_region
def link(request: RegionRequest, user_id: int) -> HttpResponse:
    """A link to a password. It is in this one answer, which no browser keeps; sent twice, the second one is valid."""
    user = _kept(request, user_id)
    try:
        with transaction.atomic():
            given = give_link(user=user, actor=request.actor)
    except AccountRefusedError as refused:
        return _page(request, user, refusal=str(refused), status=422)
    found = load_account(user=user, actor=request.actor, now=timezone.now(), day=timezone.localdate())
    context = {"name": found.title, "login": user.login, "back": ("account-of", user.pk), **shown(request, given)}
    return render(request, "agencies/account_link_given.html", context)


@require_POST
@for_people_of_a_region
def end_devices(request: RegionRequest, user_id: int) -> HttpResponse:
    """Sign the account out on every device."""
    check_may_manage_roles(request.actor)
    user = _kept(request, user_id)
    try:
        with transaction.atomic():
            ended = sign_out_everywhere(user=user, actor=request.actor)
    except AccountRefusedError as refused:
        return _page(request, user, refusal=str(refused), status=422)
    said = ngettext("%(count)s perangkat dikeluarkan.", "%(count)s perangkat dikeluarkan.", ended)
    messages.success(request, said % {"count": ended})
    return redirect("account-of", user.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def drop_factor(request: RegionRequest, user_id: int) -> HttpResponse:
    """Switch off the second factor of somebody who has lost it, with a reason."""
    check_may_manage_roles(request.actor)
    user = _kept(request, user_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    is_own = user.pk == request.actor.user_id
    if is_own and request.method == "POST":
        form.add_error(None, _("Verifikasi dua langkah Anda sendiri diatur di Akun saya."))
    if form.is_valid():
        with transaction.atomic():
            was_on = remove_factor(user=user, actor=request.actor, reason=form.cleaned_data["reason"])
        said = _("Verifikasi dua langkah dinonaktifkan.") if was_on else _("Verifikasi dua langkah memang belum aktif.")
        messages.success(request, said)
        return redirect("account-of", user.pk)
    found = load_account(user=user, actor=request.actor, now=timezone.now(), day=timezone.localdate())
    context = {"found": found, "form": form}
    return render(request, "agencies/account_drop_factor.html", context, status=422 if form.errors else 200)


def shown(request: HttpRequest, given: GivenLink) -> dict[str, object]:
    """What a page says of a link that was given just now: its whole address, as text and to be scanned."""
    address = request.build_absolute_uri(given.path)
    return {"address": address, "expires_at": given.expires_at, "code": code_of(address)}


def _kept(request: RegionRequest, user_id: int) -> User:
    """An account of the region that the actor looks after; 403 for another one of the region, 404 for any other."""
    check_may_look_after(request.actor)
    own = kept_accounts(request.actor, timezone.localdate()).filter(pk=user_id)
    return fetch_visible(accounts_of_region().filter(pk=user_id), own, refusal=str(REFUSAL))


def _page(
    request: RegionRequest, user: User, *, form: GrantForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    found = load_account(user=user, actor=request.actor, now=timezone.now(), day=timezone.localdate())
    offers_roles = found.manages_roles and not found.is_own and user.is_active
    if form is None and offers_roles:
        form = GrantForm(tree=load_agency_tree())
    context = {"found": found, "form": form, "offers_roles": offers_roles, "refusal": refusal}
    return render(request, "agencies/account_of.html", context, status=status)
