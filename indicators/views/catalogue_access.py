"""Who may configure what an agency measures by, and the rows that such a person asks for."""

import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.permissions import Actor
from indicators.models import CataloguePublication, Indicator, IndicatorDraft
from indicators.permissions import may_configure


def require_configurer(actor: Actor, agency: Agency) -> None:
    """Only an admin of the agency, or of the region, goes on.

    Raises:
        PermissionDenied: it is somebody else.
    """
    if not may_configure(actor, agency.pk):
        told = _("Katalog indikator %(agency)s diatur oleh admin perangkat daerahnya dan admin daerah.")
        raise PermissionDenied(told % {"agency": agency.name})


def configurable_agency(actor: Actor, code: str) -> Agency:
    """An agency of the region by its code, for who may configure it."""
    if "\0" in code:  # no text of the database holds it
        raise Http404
    agency = get_object_or_404(Agency, code=code)
    require_configurer(actor, agency)
    return agency


def configurable_indicator(actor: Actor, indicator_id: int) -> Indicator:
    """An indicator of the region, for who may change it."""
    indicator = get_object_or_404(Indicator.objects.select_related("agency"), pk=indicator_id)
    require_configurer(actor, indicator.agency)
    return indicator


def configurable_draft(actor: Actor, draft_id: int) -> IndicatorDraft:
    """A draft of the region, for who may write it."""
    drafts = IndicatorDraft.objects.select_related("agency", "indicator", "edited_by")
    draft = get_object_or_404(drafts, pk=draft_id)
    require_configurer(actor, draft.agency)
    return draft


def configurable_publication(actor: Actor, publication_id: int) -> CataloguePublication:
    """A publication of the region, for who may take it back."""
    publications = CataloguePublication.objects.select_related("agency")
    publication = get_object_or_404(publications, pk=publication_id)
    require_configurer(actor, publication.agency)
    return publication


def is_open_for_comments(draft: IndicatorDraft, today: datetime.date) -> bool:
    """Whether people may comment on a draft today."""
    return draft.comments_until is not None and draft.comments_until >= today
