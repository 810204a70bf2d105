"""What is measured: the list of a unit's indicators, for everybody of the region."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.services.find_own_unit import find_own_unit
from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from indicators.forms.search import IndicatorSearch
from indicators.permissions import configures_some, may_configure
from indicators.services.find_indicators import find_indicators, listed_indicators, usage_of
from indicators.services.participation.participation_share import participation_share


@require_safe
@for_people_of_a_region
def indicators(request: RegionRequest) -> HttpResponse:
    """The indicators of a unit and of those below it, fifty a page; without a choice those of the reader's own unit."""
    tree, today = load_agency_tree(), timezone.localdate()
    asked = request.GET.copy()
    if "opd" not in asked:
        asked["opd"] = find_own_unit(actor=request.actor, tree=tree, day=today)
    search = IndicatorSearch(asked, tree=tree)
    context: dict[str, object] = {
        "search": search,
        "unit": None,
        "year": today.year,
        "page": None,
        "rows": [],
        "address": address_of_pages(asked),
        "share": None,
        "may_configure": configures_some(request.actor),
    }
    if search.is_valid():
        wanted = search.cleaned_data
        unit = tree.find(wanted["opd"])
        agency_ids = None if unit is None else tree.with_sub_units(unit.id)
        found = find_indicators(
            day=today,
            agency_ids=agency_ids,
            search=wanted["cari"],
            direction=wanted["arah"],
            aspect=wanted["aspek"],
        )
        page = page_of(found, request.GET)
        rows = listed_indicators(page, today.year)
        context |= {"unit": unit, "page": page, "rows": rows, "usage": usage_of(found, today.year)}
        if unit is not None:
            context["may_configure"] = may_configure(request.actor, unit.id)
        context["share"] = participation_share(agency_ids=agency_ids, day=today)
    return render(request, "indicators/indicators.html", context, status=422 if search.errors else 200)
