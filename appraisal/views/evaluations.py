"""The list of evaluations: for raters, admins, head and auditor."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.models import Agency
from agencies.permissions import Actor
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.forms.evaluations import EvaluationSearch
from appraisal.permissions import may_list_evaluations, may_see_ranks
from appraisal.services.scorecards.find_evaluations import evaluated_periods, find_evaluations, listed_evaluations
from appraisal.views.period_choice import chosen_period

REFUSAL = _(
    "Daftar evaluasi untuk pejabat penilai, admin, kepala daerah, dan inspektorat. Nilai Anda ada di Kinerja saya."
)


@require_safe
@for_people_of_a_region
def evaluations(request: RegionRequest) -> HttpResponse:
    """The evaluations of a period that the actor may read, fifty a page."""
    if not may_list_evaluations(request.actor):
        raise PermissionDenied(REFUSAL)
    choice = chosen_period(evaluated_periods(), request.GET.get("periode"))
    search = EvaluationSearch(request.GET, agencies=_agencies_of(request.actor))
    context = {
        "choice": choice,
        "search": search,
        "page": None,
        "rows": [],
        "shows_rank": may_see_ranks(request.actor),
        "address": address_of_pages(request.GET),
        "takes_file": request.actor.reads_region or bool(request.actor.admin_agency_ids),
    }
    if choice.period is not None and search.is_valid():
        asked = search.cleaned_data
        found = find_evaluations(
            period=choice.period,
            actor=request.actor,
            agency=asked["opd"],
            search=asked["cari"],
            delivery=asked["penyampaian"],
        )
        page = page_of(found, request.GET)
        context |= {"page": page, "rows": listed_evaluations(list(page), actor=request.actor)}
    return render(request, "appraisal/evaluations.html", context, status=422 if search.errors else 200)


def _agencies_of(actor: Actor) -> QuerySet[Agency]:
    """The agencies to choose from: all for those who read the region, else the administered ones."""
    agencies = Agency.objects.order_by("code")
    return agencies if actor.reads_region else agencies.filter(pk__in=actor.admin_agency_ids)
