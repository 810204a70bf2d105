"""Accounts of a region: listed, and made."""

from collections.abc import Collection

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.accounts import AccountSearch, NamedAccountForm
from agencies.models import Employee
from agencies.permissions import Actor, may_look_after_accounts, may_manage_roles
from agencies.services.accounts.create_accounts import create_account, create_accounts, create_named_account
from agencies.services.accounts.find_accounts import (
    Narrowed,
    find_accounts,
    find_people_without_account,
    listed_accounts,
    listed_people,
)
from agencies.services.accounts.kept_accounts import people_without_account
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of

REFUSAL = gettext_lazy("Akun dan peran diurus admin daerah; admin perangkat daerah mengurus akun pegawainya.")
ROLES_REFUSAL = gettext_lazy("Peran dan akun tanpa pegawai diurus admin daerah.")
PERSON_REFUSAL = gettext_lazy("Pegawai ini di luar unit yang Anda kelola. Minta admin daerah membuat akunnya.")


@require_safe
@for_people_of_a_region
def accounts(request: RegionRequest) -> HttpResponse:
    """The accounts that the actor looks after, or the people who have none, fifty a page."""
    check_may_look_after(request.actor)
    today, tree = timezone.localdate(), load_agency_tree()
    search = AccountSearch(request.GET, tree=tree, agency_ids=units_of(request.actor))
    context: dict[str, object] = {
        "search": search,
        "page": None,
        "rows": [],
        "address": address_of_pages(request.GET),
        "manages_roles": may_manage_roles(request.actor),
        "lists_people": False,
    }
    if search.is_valid():
        asked = search.cleaned_data
        lists_people = asked["saring"] is Narrowed.NO_ACCOUNT
        if lists_people:
            page = page_of(_people(request.actor, tree, asked["opd"], asked["cari"]), request.GET)
            rows = listed_people(list(page), today)
        else:
            found = find_accounts(
                actor=request.actor,
                day=today,
                agency_ids=with_sub_units(tree, asked["opd"]),
                search=asked["cari"],
                role=asked.get("peran"),
                narrowed=asked["saring"],
            )
            page = page_of(found, request.GET)
            rows = listed_accounts(list(page), today)
        context |= {"page": page, "rows": rows, "lists_people": lists_people}
    return render(request, "agencies/accounts.html", context, status=422 if search.errors else 200)


@require_POST
@for_people_of_a_region
def make_accounts(request: RegionRequest) -> HttpResponse:
    """An account for each person whom the list of those without one shows, on all of its pages."""
    check_may_look_after(request.actor)
    tree = load_agency_tree()
    search = AccountSearch(request.POST, tree=tree, agency_ids=units_of(request.actor))
    if not search.is_valid():
        context = {"search": search, "rows": [], "manages_roles": may_manage_roles(request.actor)}
        return render(request, "agencies/accounts.html", context, status=422)
    code = search.cleaned_data["opd"]
    node = tree.find(code) if code else None
    where = f"{node.name} ({node.code})" if node else request.region.name
    people = _people(request.actor, tree, code, search.cleaned_data["cari"])
    with transaction.atomic():
        made = create_accounts(people=people, where=where, actor=request.actor)
    said = ngettext("%(count)s akun dibuat.", "%(count)s akun dibuat.", made) % {"count": made}
    if made:
        messages.success(request, said + " " + _("Beri tautan kata sandi lewat lembar tautan atau satu per satu."))
    else:
        messages.info(request, _("Tidak ada pegawai yang masih memerlukan akun."))
    return redirect("accounts")


@require_POST
@for_people_of_a_region
def make_account(request: RegionRequest, employee_id: int) -> HttpResponse:
    """The account of one person, whose page comes next."""
    actor = request.actor
    check_may_look_after(actor)
    people = Employee.objects.filter(pk=employee_id)
    known = people.filter(user__isnull=False).first()
    if known is not None and may_manage_roles(actor):
        return redirect("account-of", known.user_id)
    own = people_without_account(actor, timezone.localdate()).filter(pk=employee_id)
    person = fetch_visible(people, own, refusal=str(PERSON_REFUSAL))
    try:
        with transaction.atomic():
            user = create_account(employee=person, actor=actor)
    except AccountRefusedError as refused:
        messages.error(request, str(refused))
        return redirect("accounts")
    messages.success(
        request, _("Akun %(name)s dibuat. Beri tautan supaya kata sandinya dapat dibuat.") % {"name": person}
    )
    return redirect("account-of", user.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_account(request: RegionRequest) -> HttpResponse:
    """An account of no employee, for an office or a machine."""
    check_may_manage_roles(request.actor)
    form = NamedAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            user = create_named_account(login=form.cleaned_data["login"], actor=request.actor)
        except AccountRefusedError as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(
                request, _("Akun %(login)s dibuat. Beri perannya, lalu tautannya.") % {"login": user.login}
            )
            return redirect("account-of", user.pk)
    return render(request, "agencies/account_new.html", {"form": form}, status=422 if form.errors else 200)


def check_may_look_after(actor: Actor) -> None:
    """Go on only for admins."""
    if not may_look_after_accounts(actor):
        raise PermissionDenied(REFUSAL)


def check_may_manage_roles(actor: Actor) -> None:
    """Go on only for the region admin."""
    if not may_manage_roles(actor):
        raise PermissionDenied(ROLES_REFUSAL)


def units_of(actor: Actor) -> Collection[int] | None:
    """The units to choose from: None stands for all of the region."""
    return None if may_manage_roles(actor) else actor.admin_agency_ids


def with_sub_units(tree: AgencyTree, code: str) -> Collection[int] | None:
    """A unit of the tree and those below it; None without code."""
    node = tree.find(code) if code else None
    if code and node is None:
        raise Http404
    return tree.with_sub_units(node.id) if node else None


def _people(actor: Actor, tree: AgencyTree, code: str, search: str) -> QuerySet[Employee]:
    return find_people_without_account(
        actor=actor, day=timezone.localdate(), agency_ids=with_sub_units(tree, code), search=search
    )
