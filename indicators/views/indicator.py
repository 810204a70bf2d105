"""One indicator: what it says, how it is computed, who measures by it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from indicators.forms.contributions import ContributionForm
from indicators.models import Indicator, IndicatorDraft
from indicators.permissions import may_configure
from indicators.services.load_indicator import load_indicator
from indicators.services.participation.load_indicator_threads import load_indicator_threads


@require_safe
@for_people_of_a_region
def indicator(request: RegionRequest, indicator_id: int) -> HttpResponse:
    """Everybody of the region may read what is measured and how; names only for those who follow these people."""
    found = get_object_or_404(Indicator.objects.select_related("agency"), pk=indicator_id)
    return indicator_page(request, found)


def indicator_page(request: RegionRequest, found: Indicator, *, form: ContributionForm | None = None) -> HttpResponse:
    """The page of an indicator; with a ``form`` as it was typed and refused."""
    day, everything = timezone.localdate(), "semua" in request.GET
    configures = may_configure(request.actor, found.agency_id)
    context = {
        "shown": load_indicator(indicator=found, actor=request.actor, day=day),
        "talk": load_indicator_threads(indicator=found, actor=request.actor, day=day, everything=everything),
        "form": form or ContributionForm(),
        "may_configure": configures,
        "draft": IndicatorDraft.objects.filter(indicator=found).first() if configures else None,
    }
    return render(request, "indicators/indicator.html", context, status=422 if form else 200)
