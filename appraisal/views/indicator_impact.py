"""Whom an indicator's draft touches, and what it would have changed: the whole list, before it is published."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.services.impact.ask_simulation import NothingToSimulateError, ask_simulation, change_of
from appraisal.services.impact.find_measured import find_measured
from appraisal.services.impact.foresee_indicator import ImpactRows, load_impact_rows, name_rows
from indicators.forms.catalogue import posted_edition
from indicators.models import IndicatorDraft
from indicators.services.catalogue.impact import Impact, ImpactState
from indicators.services.catalogue.save_draft import DraftChangedError
from indicators.views.catalogue_access import configurable_draft

REFRESH_SECONDS = 2

EVERYBODY = "semua"


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def indicator_impact(request: RegionRequest, draft_id: int) -> HttpResponse:
    """The changed evaluations, or everybody who is measured; POST asks the worker to simulate the draft."""
    draft = configurable_draft(request.actor, draft_id)
    if request.method != "POST":
        return _page(request, draft)
    try:
        ask_simulation(draft=draft, edition=posted_edition(request.POST))
    except (DraftChangedError, NothingToSimulateError) as error:
        messages.error(request, str(error))
        return _page(request, draft, status=409)
    messages.success(request, _("Simulasi diminta. Hasilnya muncul di sini."))
    return redirect("indicator-impact", draft.pk)


def _page(request: RegionRequest, draft: IndicatorDraft, status: int = 200) -> HttpResponse:
    change = change_of(draft)
    unit = request.GET.get("unit", "")
    found = (
        load_impact_rows(change, actor=request.actor, unit=unit) if change else ImpactRows(Impact(ImpactState.WORDS))
    )
    year = timezone.localdate().year
    measured = find_measured(indicator_id=draft.indicator_id or 0, year=year, actor=request.actor)
    shows_everybody = request.GET.get("daftar") == EVERYBODY or not found.rows
    page = page_of(measured if shows_everybody else found.rows, request.GET)
    context = {
        "draft": draft,
        "found": found,
        "impact": found.impact,
        "unit": unit,
        "year": year,
        "shows_everybody": shows_everybody,
        "everybody": page.paginator.count if shows_everybody else measured.count(),
        "page": page,
        "people": page.object_list if shows_everybody else (),
        "changed": () if shows_everybody else name_rows(list(page.object_list)),
        "pages": address_of_pages(request.GET),
    }
    response = render(request, "appraisal/indicator_impact.html", context, status=status)
    if found.impact.state is ImpactState.WAITING:
        response["Refresh"] = f"{REFRESH_SECONDS}; url={reverse('indicator-impact', args=[draft.pk])}"
    return response
