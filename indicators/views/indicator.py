"""One indicator: what it says, how it is computed, who measures by it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from indicators.models import Indicator
from indicators.services.load_indicator import load_indicator


@require_safe
@for_people_of_a_region
def indicator(request: RegionRequest, indicator_id: int) -> HttpResponse:
    """Everybody of the region may read what is measured and how; names only for those who follow these people."""
    found = get_object_or_404(Indicator.objects.select_related("agency"), pk=indicator_id)
    shown = load_indicator(indicator=found, actor=request.actor, day=timezone.localdate())
    return render(request, "indicators/indicator.html", {"shown": shown})
