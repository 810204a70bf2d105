"""The choice of the role in which a person works: it changes what the frame offers, and permits nothing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.capacities import SESSION_KEY, capacities_of
from agencies.places import landing_of
from agencies.views.access import RegionRequest, for_people_of_a_region


@require_POST
@for_people_of_a_region
def choose_role(request: RegionRequest) -> HttpResponse:
    """Keep the choice in the session and go where that role begins."""
    wanted = request.POST.get("peran", "")
    chosen = next((one for one in capacities_of(request.actor) if one.key == wanted), None)
    if chosen is None:
        messages.error(request, _("Peran itu bukan lagi peran Anda. Pilih salah satu peran yang tersedia."))
        return redirect("start")
    request.session[SESSION_KEY] = chosen.key
    return redirect(landing_of(chosen))
