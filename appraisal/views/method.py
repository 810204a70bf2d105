"""How a unit is appraised, for everybody of the region, on the screen and on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.services.find_own_unit import find_own_unit
from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.documents.scorecard import QUADRANT
from appraisal.forms.method import MethodChoice
from appraisal.services.method.load_method import load_method, offered_years


@require_safe
@for_people_of_a_region
def method(request: RegionRequest) -> HttpResponse:
    """Without a choice that of the reader's own unit and of this year."""
    today, tree = timezone.localdate(), load_agency_tree()
    asked = request.GET.copy()
    if "opd" not in asked:
        asked["opd"] = find_own_unit(actor=request.actor, tree=tree, day=today)
    asked.setdefault("tahun", str(today.year))
    choice = MethodChoice(asked, tree=tree, years=offered_years(today))
    page = None
    if choice.is_valid():
        wanted = choice.cleaned_data
        page = load_method(unit=tree.find(wanted["opd"]), tree=tree, year=int(wanted["tahun"]), today=today)
    context = {"choice": choice, "page": page, "quadrant": QUADRANT}
    return render(request, "appraisal/method.html", context, status=422 if choice.errors else 200)
