"""From a draft to a version: the simulation on an evaluated period, then the publication."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.dates import long_date
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.models import SchemeDraft
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.schemes.load_draft_changes import changes_of_draft, reach_of_draft
from appraisal.services.schemes.load_simulation import load_simulation, name_changes
from appraisal.services.schemes.publish_scheme_draft import (
    DraftNotReadyError,
    needs_simulation,
    publish_scheme_draft,
    why_not_ready,
)
from appraisal.services.schemes.read_scheme_draft import read_scheme_draft
from appraisal.services.schemes.save_scheme_draft import DraftChangedError
from appraisal.services.schemes.simulate_scheme import simulate_scheme
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from appraisal.views.period_choice import chosen_period
from appraisal.views.scheme_drafts import posted_edition, whose, writable_draft

REFRESH_SECONDS = 2


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def simulation(request: RegionRequest, draft_id: int) -> HttpResponse:
    """What the draft would have changed in an evaluated period; POST computes it, GET shows what was computed."""
    draft = writable_draft(request.actor, draft_id)
    if request.method != "POST":
        return _simulation_page(request, draft)
    period = chosen_period(evaluated_periods(), request.POST.get("periode")).period
    if period is None:
        raise Http404
    edition = posted_edition(request.POST.dict())
    try:
        simulate_scheme(draft=draft, edition=edition, period=period, actor=request.actor)
    except DraftChangedError as error:
        return _simulation_page(request, error.draft, refused=str(error), status=409)
    except (DraftNotReadyError, NoSchemeError) as error:
        return _simulation_page(request, draft, refused=str(error), status=409)
    return redirect("simulate-scheme", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def publication(request: RegionRequest, draft_id: int) -> HttpResponse:
    """Whom the draft will touch, and from when; POST publishes it as the next version."""
    draft = writable_draft(request.actor, draft_id)
    if request.method != "POST":
        return _publication_page(request, draft)
    try:
        version = publish_scheme_draft(draft=draft, edition=posted_edition(request.POST.dict()), actor=request.actor)
    except DraftChangedError as error:
        return _publication_page(request, error.draft, refused=str(error), status=409)
    except DraftNotReadyError as error:
        return _publication_page(request, draft, refused=str(error), status=409)
    messages.success(
        request,
        _("%(version)s terbit dan berlaku mulai %(day)s. Nilai mengikutinya saat periodenya dievaluasi.")
        % {"version": version.label, "day": long_date(version.valid_from)},
    )
    return redirect("scheme", version.number)


def _simulation_page(
    request: RegionRequest, draft: SchemeDraft, *, refused: str = "", status: int = 200
) -> HttpResponse:
    reading = read_scheme_draft(draft)
    found = load_simulation(draft, reading.fingerprint, unit=request.GET.get("unit", ""))
    page = page_of(found.listed if found else [], request.GET)
    asked = request.GET.get("periode") or (found.period_code if found else None)
    context = {
        "draft": draft,
        "whose": whose(draft),
        "reading": reading,
        "choice": chosen_period(evaluated_periods(), asked),
        "simulation": found,
        "page": page,
        "changes": name_changes(found.period_code, list(page.object_list)) if found else (),
        "pages": address_of_pages(request.GET),
        "needs_simulation": reading.is_sound and needs_simulation(draft, reading),
        "refused": refused,
    }
    response = render(request, "appraisal/scheme_simulation.html", context, status=status)
    if found is not None and found.is_waiting:
        response["Refresh"] = f"{REFRESH_SECONDS}; url={reverse('simulate-scheme', args=[draft.pk])}"
    return response


def _publication_page(
    request: RegionRequest, draft: SchemeDraft, *, refused: str = "", status: int = 200
) -> HttpResponse:
    reading = read_scheme_draft(draft)
    scheme = reading.scheme
    context = {
        "draft": draft,
        "whose": whose(draft),
        "reading": reading,
        "scheme": scheme,
        "reason": refused or why_not_ready(draft, reading),
        "changes": changes_of_draft(draft, scheme) if scheme else None,
        "reach": reach_of_draft(draft, scheme) if scheme else None,
        "simulation": load_simulation(draft, reading.fingerprint),
        "is_past": scheme is not None and scheme.valid_from < _today(),
    }
    return render(request, "appraisal/scheme_publication.html", context, status=status)


def _today() -> datetime.date:
    return timezone.localdate()
