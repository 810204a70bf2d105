"""What is measured: the list of a unit's indicators, for everybody of the region."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Placement, PlacementKind
from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from indicators.forms import IndicatorSearch
from indicators.services.find_indicators import find_indicators, listed_indicators, usage_of


@require_safe
@for_people_of_a_region
def indicators(request: RegionRequest) -> HttpResponse:
    """The indicators of a unit and of those below it, fifty a page; without a choice those of the reader's own unit."""
    tree = load_agency_tree()
    asked = request.GET.copy()
    if "opd" not in asked:
        asked["opd"] = _own_unit(request.actor, tree)
    search = IndicatorSearch(asked, tree=tree)
    today = timezone.localdate()
    context: dict[str, object] = {
        "search": search,
        "unit": None,
        "year": today.year,
        "page": None,
        "rows": [],
        "address": address_of_pages(asked),
        "may_import": request.actor.reads_region or bool(request.actor.admin_agency_ids),
    }
    if search.is_valid():
        wanted = search.cleaned_data
        unit = tree.find(wanted["opd"])
        found = find_indicators(
            day=today,
            agency_ids=None if unit is None else tree.with_sub_units(unit.id),
            search=wanted["cari"],
            direction=wanted["arah"],
            aspect=wanted["aspek"],
        )
        page = page_of(found, request.GET)
        rows = listed_indicators(page, today.year)
        context |= {"unit": unit, "page": page, "rows": rows, "usage": usage_of(found, today.year)}
    return render(request, "indicators/indicators.html", context, status=422 if search.errors else 200)


def _own_unit(actor: Actor, tree: AgencyTree) -> str:
    """The code of the unit that is administered, else of the one where the reader has a place; else of none."""
    administered = tree.topmost_of(actor.admin_agency_ids)
    if administered is not None:
        return administered.code
    if actor.reads_region or actor.employee_id is None:
        return ""
    today = timezone.localdate()
    places = Placement.objects.filter(employee_id=actor.employee_id, kind=PlacementKind.DEFINITIVE).during(today, today)
    return places.values_list("agency__code", flat=True).first() or ""
