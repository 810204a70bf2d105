"""The tree of units: read by admins, head and auditor, changed by the region admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.organisation import KINDS, NewUnitForm, UnitForm
from agencies.models import Agency
from agencies.permissions import may_change_units, may_read_organisation
from agencies.services.load_agency_tree import load_agency_tree
from agencies.services.organisation.add_unit import add_unit
from agencies.services.organisation.change_unit import UnitChangedError, UnitFacts, change_unit
from agencies.services.organisation.load_organisation import load_organisation
from agencies.services.organisation.unit_checks import UnitRefused
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.clash import Clash

REFUSAL = gettext_lazy("Susunan organisasi untuk admin, kepala daerah, dan inspektorat.")
WRITE_REFUSAL = gettext_lazy("Unit ditambah dan diubah oleh admin daerah.")
FEW_UNITS = 40
"""Up to so many units the whole tree stands open."""


@require_safe
@for_people_of_a_region
def organisation(request: RegionRequest) -> HttpResponse:
    """Every unit with its people, its head and its admins."""
    if not may_read_organisation(request.actor):
        raise PermissionDenied(REFUSAL)
    found = load_organisation(actor=request.actor, day=timezone.localdate())
    context = {
        "organisation": found,
        "writes": may_change_units(request.actor),
        "is_open": found.count <= FEW_UNITS,
        "reads_region": request.actor.reads_region,
    }
    return render(request, "agencies/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def new_agency(request: RegionRequest) -> HttpResponse:
    """Add a unit, under the one that the address names."""
    if not may_change_units(request.actor):
        raise PermissionDenied(WRITE_REFUSAL)
    tree = load_agency_tree()
    if request.method != "POST":
        form = NewUnitForm(initial={"parent": request.GET.get("induk", "")}, tree=tree)
        return render(request, "agencies/organisation_new.html", {"form": form, "kinds": KINDS})
    form = NewUnitForm(request.POST, tree=tree)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            unit = add_unit(
                code=facts["code"],
                name=facts["name"],
                kind=facts["kind"],
                parent=form.parent_unit,
                actor=request.actor,
            )
        except UnitRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("%(unit)s ditambahkan.") % {"unit": unit.name})
            return redirect("organisation")
    return render(request, "agencies/organisation_new.html", {"form": form, "kinds": KINDS}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def edit_agency(request: RegionRequest, agency_code: str) -> HttpResponse:
    """Change name, kind and place of a unit; its code stays."""
    if "\0" in agency_code:
        raise Http404
    units = Agency.objects.select_related("parent").filter(code=agency_code)
    unit = fetch_visible(units, units if may_change_units(request.actor) else units.none(), refusal=str(WRITE_REFUSAL))
    tree = load_agency_tree()
    if request.method != "POST":
        return _edit_page(request, unit, UnitForm(initial=_initial(UnitFacts.of(unit)), tree=tree, unit_id=unit.pk))
    form = UnitForm(request.POST, tree=tree, unit_id=unit.pk)
    if form.is_valid():
        facts = form.cleaned_data
        began = UnitFacts(facts["began_name"], facts["began_kind"], facts["began_parent"])
        try:
            changed = change_unit(
                unit=unit,
                name=facts["name"],
                kind=facts["kind"],
                parent=form.parent_unit,
                began_with=began,
                actor=request.actor,
            )
        except UnitRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        except UnitChangedError as error:
            return _stale_page(request, unit, form, error.stored)
        else:
            messages.success(request, _("%(unit)s disimpan.") % {"unit": changed.name})
            return redirect("organisation")
    return _edit_page(request, unit, form, status=422)


def _initial(facts: UnitFacts) -> dict[str, str]:
    began = {"began_name": facts.name, "began_kind": facts.kind, "began_parent": facts.parent_code}
    return {"name": facts.name, "kind": facts.kind, "parent": facts.parent_code, **began}


def _stale_page(request: RegionRequest, unit: Agency, form: UnitForm, stored: UnitFacts) -> HttpResponse:
    """What was typed is kept and may be sent again, now against what is stored."""
    tree = load_agency_tree()
    names = {node.code: node.name for node in tree.nodes} | {"": ""}
    typed = form.cleaned_data
    mine = UnitFacts(typed["name"], typed["kind"], typed["parent"])
    rows = [
        Clash(_("Nama unit"), mine.name, stored.name),
        Clash(_("Jenis"), mine.kind, stored.kind),
        Clash(_("Unit di atasnya"), names[mine.parent_code], names[stored.parent_code]),
    ]
    data = {**_initial(stored), "name": mine.name, "kind": mine.kind, "parent": mine.parent_code}
    again = UnitForm(data, tree=tree, unit_id=unit.pk)
    return _edit_page(request, unit, again, status=409, clashes=[row for row in rows if row.mine != row.stored])


def _edit_page(
    request: RegionRequest, unit: Agency, form: UnitForm, *, status: int = 200, clashes: list[Clash] | None = None
) -> HttpResponse:
    context = {"unit": unit, "form": form, "kinds": KINDS, "clashes": clashes or [], "is_stale": status == 409}
    return render(request, "agencies/organisation_edit.html", context, status=status)
