"""The regions of the installation, for its operator, who makes them and lets their first admins in."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.regions import FirstAdminForm, RegionForm
from agencies.models import Region, User
from agencies.services.accounts.give_first_admin import give_first_admin
from agencies.services.accounts.give_link import GivenLink
from agencies.services.accounts.list_regions import list_regions
from agencies.services.accounts.refused import AccountRefusedError
from agencies.views.access import for_operators
from agencies.views.one_account import shown
from appraisal.services.create_region import RegionRefused
from appraisal.services.open_region import open_region
from config.health import PROBES

PARTS = {
    "basis data": gettext_lazy("Basis data"),
    "antrean": gettext_lazy("Antrean"),
    "migrasi": gettext_lazy("Migrasi"),
}


@require_safe
@for_operators
def regions(request: HttpRequest) -> HttpResponse:
    """Which regions there are, and whether the installation is well; nothing of what is in a region."""
    health = [(PARTS.get(name, name), answers()) for name, answers in PROBES.items()]
    return render(request, "agencies/regions.html", {"regions": list_regions(), "health": health})


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def new_region(request: HttpRequest) -> HttpResponse:
    """Make a region with its first admin. The link for that admin is in this one answer."""
    form = RegionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            region, given = open_region(**form.cleaned_data, operator=cast("User", request.user))
        except RegionRefused as refused:
            form.add_error(None, str(refused))
        except AccountRefusedError as refused:
            form.add_error(refused.field, str(refused))
        else:
            return _given(request, region, given)
    return render(request, "agencies/region_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def first_admin(request: HttpRequest, region_id: int) -> HttpResponse:
    """A link for the first admin of a region that nobody looks after yet."""
    region = get_object_or_404(Region, pk=region_id)
    form = FirstAdminForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            given = give_first_admin(
                region=region, login=form.cleaned_data["login"], operator=cast("User", request.user)
            )
        except AccountRefusedError as refused:
            form.add_error(refused.field, str(refused))
        else:
            return _given(request, region, given)
    context = {"region": region, "form": form}
    return render(request, "agencies/region_first_admin.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest, region: Region, given: GivenLink) -> HttpResponse:
    """The link in the region's own time: the operator has none, and hands it to somebody there."""
    back = {"back": ("regions",), "back_label": _("Penyewa")}
    context = {"name": region.name, "login": given.login, **back, **shown(request, given)}
    with timezone.override(region.zone):
        return render(request, "agencies/account_link_given.html", context)
