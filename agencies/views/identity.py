"""Identity of the region (H18): its name and the colour of its head line, changed by the region admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.forms.identity import COLOURS, IdentityForm
from agencies.models import Region
from agencies.permissions import may_change_identity
from agencies.services.identity.change_identity import (
    IdentityChangedError,
    IdentityFacts,
    IdentityRefusedError,
    change_identity,
)
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.clash import Clash

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def identity(request: RegionRequest) -> HttpResponse:
    """How the region is called and coloured; POST changes it."""
    if not may_change_identity(request.actor):
        raise PermissionDenied(_("Nama dan warna daerah diatur oleh admin daerah."))
    stored = IdentityFacts.of(Region.objects.get(pk=request.region.pk))
    if request.method != "POST":
        return _page(request, IdentityForm(initial=IdentityForm.began(stored)))
    form = IdentityForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    try:
        is_new = change_identity(facts=form.facts(), began_with=form.began_with(), actor=request.actor)
    except IdentityRefusedError as error:
        form.add_error("name", str(error))
        return _page(request, form, status=UNPROCESSABLE)
    except IdentityChangedError as error:
        return _stale_page(request, form.facts(), error.stored)
    messages.success(request, _("Identitas daerah disimpan.") if is_new else _("Tidak ada yang berubah."))
    return redirect("identity")


def _stale_page(request: RegionRequest, mine: IdentityFacts, stored: IdentityFacts) -> HttpResponse:
    """What was typed is kept and may be sent again, now against what is stored."""
    names = {value: str(label) for value, label in COLOURS}
    rows = [
        Clash(_("Nama daerah"), mine.name, stored.name),
        Clash(_("Warna baris kepala"), names[mine.accent], names[stored.accent]),  # type: ignore[index]
    ]
    again = IdentityForm(IdentityForm.began(stored) | {"name": mine.name, "accent": mine.accent})
    return _page(request, again, status=CONFLICT, clashes=[row for row in rows if row.mine != row.stored])


def _page(
    request: RegionRequest, form: IdentityForm, *, status: int = 200, clashes: list[Clash] | None = None
) -> HttpResponse:
    """The form, each colour with what a head line looks like in both themes."""
    context = {"form": form, "clashes": clashes or [], "is_stale": status == CONFLICT, "region": request.region}
    return render(request, "agencies/identity.html", context, status=status)
