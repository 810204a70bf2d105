"""The catalogue of an agency: its versions, its drafts, its retired indicators; one version, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from indicators.models import CataloguePublication
from indicators.services.catalogue.load_catalogue import (
    find_publications,
    find_published,
    listed_publications,
    load_drafts,
    load_publication,
    load_retired,
)
from indicators.services.catalogue.undo_publication import (
    TIME_TO_UNDO,
    PublicationStandsError,
    undo_publication,
)
from indicators.views.catalogue_access import configurable_agency, configurable_publication


@require_safe
@for_people_of_a_region
def catalogue(request: RegionRequest, agency_code: str) -> HttpResponse:
    """What was published when, what is being written, what ended."""
    agency, today = configurable_agency(request.actor, agency_code), timezone.localdate()
    page = page_of(find_publications(agency), request.GET)
    context = {
        "agency": agency,
        "page": page,
        "address": address_of_pages(request.GET),
        "publications": listed_publications(page),
        "drafts": load_drafts(agency, today),
        "retired": load_retired(agency, today),
    }
    return render(request, "indicators/catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def catalogue_publication(request: RegionRequest, publication_id: int) -> HttpResponse:
    """What a publication changed; POST takes it back."""
    publication = configurable_publication(request.actor, publication_id)
    if request.method != "POST":
        return _page(request, publication, 200)
    try:
        undo_publication(publication=publication, actor=request.actor)
    except PublicationStandsError as error:
        messages.error(request, str(error))
        return _page(request, publication, 422)
    messages.success(request, _("Katalog versi %(number)s dibatalkan.") % {"number": publication.number})
    return redirect("catalogue-publication", publication.pk)


def _page(request: RegionRequest, publication: CataloguePublication, status: int) -> HttpResponse:
    page = page_of(find_published(publication), request.GET)
    context = {
        "agency": publication.agency,
        "page": page,
        "address": address_of_pages(request.GET),
        "shown": load_publication(publication, page),
        "undo_until": publication.published_at + TIME_TO_UNDO,
    }
    return render(request, "indicators/catalogue_publication.html", context, status=status)
