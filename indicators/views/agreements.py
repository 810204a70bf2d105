"""The agreements of units for a year: how far each is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from indicators.forms.agreements import AgreementSearch
from indicators.permissions import agreements_readable_by
from indicators.services.agreements.find_agreements import agreement_lines, totals_of

FEW_UNITS = 8
"""So many need no search."""


@require_safe
@for_people_of_a_region
def agreements(request: RegionRequest) -> HttpResponse:
    """The units whose agreement one may read, fifty a page; admins theirs, employees the own and those above."""
    tree, today = load_agency_tree(), timezone.localdate()
    readable = agreements_readable_by(request.actor, tree, today)
    units = [node for node in tree.nodes if node.id in readable]
    search = AgreementSearch(request.GET, units=units, this_year=today.year)
    context: dict[str, object] = {
        "search": search,
        "is_searched": len(units) > FEW_UNITS,
        "years": [],
        "page": None,
        "totals": None,
        "year": today.year,
        "address": address_of_pages(request.GET),
    }
    if search.is_valid():
        below = tree.with_sub_units(search.unit.id) if search.unit else readable
        lines = agreement_lines([node for node in units if node.id in below], search.year)
        context |= {
            "page": page_of(lines, request.GET),
            "totals": totals_of(lines),
            "year": search.year,
            "years": [(str(year), search.address_of(year), year == search.year) for year in search.years],
        }
    return render(request, "indicators/agreements.html", context, status=422 if search.errors else 200)
