"""The audit trail (H15): who did what, to what and why; for the region admin and the auditor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.forms.audit import AuditSearch
from agencies.models import AuditEvent
from agencies.permissions import may_read_audit
from agencies.services.audit.find_events import COLUMNS, EventRow, find_events
from agencies.services.audit.load_event import EventPage
from agencies.services.audit.readable_events import readable_events
from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of

MOST_EXPORTED = 20_000
"""So many events fit into a file that is made while one waits."""
REFUSAL = _("Jejak audit untuk admin daerah dan inspektorat.")
HIDDEN = _("Peristiwa ini tidak ditampilkan kepada siapa pun: isinya dapat menunjukkan siapa yang menilai siapa.")


@require_safe
@for_people_of_a_region
def audit_trail(request: RegionRequest) -> HttpResponse:
    """What was done in the region, newest first, fifty a page."""
    if not may_read_audit(request.actor):
        raise PermissionDenied(REFUSAL)
    search = AuditSearch(request.GET)
    context: dict[str, object] = {"search": search, "page": None, "rows": [], "most": MOST_EXPORTED}
    if search.is_valid():
        page = page_of(find_events(actor=request.actor, asked=search.asked()).only(*COLUMNS), request.GET)
        context |= {
            "page": page,
            "rows": [EventRow.of(event) for event in page],
            "address": address_of_pages(request.GET),
            "asked": request.GET.urlencode(),
        }
    return render(request, "agencies/audit_trail.html", context, status=422 if search.errors else 200)


@require_safe
@for_people_of_a_region
def audit_event(request: RegionRequest, event_id: int) -> HttpResponse:
    """One event with all it records: what was before, and what since."""
    if not may_read_audit(request.actor):
        raise PermissionDenied(REFUSAL)
    events = AuditEvent.objects.filter(pk=event_id)
    event = fetch_visible(events, readable_events(request.actor).filter(pk=event_id), refusal=str(HIDDEN))
    return render(request, "agencies/audit_event.html", {"event": EventPage.of(event)})
