"""The outbox: what still waits for the network on this device. Its rows live in the browser; the server knows none."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region


@require_safe
@for_people_of_a_region
def outbox(request: RegionRequest) -> HttpResponse:
    """The page that static/js/keluar.js fills; `?keluar=1` asks what shall become of them before a sign-out."""
    return render(request, "appraisal/outbox.html", {"is_leaving": request.GET.get("keluar") == "1"})
