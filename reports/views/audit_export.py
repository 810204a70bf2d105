"""The audit trail as a file, with the filter and the rights of its screen."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agencies.forms.audit import AuditSearch
from agencies.permissions import may_read_audit
from agencies.services.audit.find_events import find_events
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.attachment import attachment
from agencies.views.audit import MOST_EXPORTED, REFUSAL
from reports.resources.audit import AuditTable
from reports.services.record_export import record_export
from reports.views.exports import CONTENT_TYPES


@require_GET
@for_people_of_a_region
def export_audit(request: RegionRequest, ending: str) -> HttpResponse:
    """The file, made now and kept nowhere; that it was taken is recorded. Too much for one leads back to the list."""
    if not may_read_audit(request.actor):
        raise PermissionDenied(REFUSAL)
    if ending not in CONTENT_TYPES:
        raise Http404
    search = AuditSearch(request.GET)
    if not search.is_valid():
        return _back(request)
    events = find_events(actor=request.actor, asked=search.asked())
    rows = events.count()
    if rows > MOST_EXPORTED:
        messages.warning(request, _("Terlalu banyak untuk satu berkas. Persempit saringan, lalu unduh lagi."))
        return _back(request)
    name = f"jejak-audit_per-{timezone.localdate().isoformat()}.{ending}"
    with tempfile.TemporaryDirectory(prefix="timbang-ekspor-") as folder, translation.override("id"):
        path = Path(folder) / f"tabel.{ending}"
        AuditTable().export_file(events.iterator(chunk_size=2_000), path)
        content = path.read_bytes()
    record_export(actor=request.actor, table="jejak audit", period_code="", unit_code="", file_name=name, rows=rows)
    return attachment(name, CONTENT_TYPES[ending], content)


def _back(request: RegionRequest) -> HttpResponse:
    """To the list, which says what is wrong with a filter."""
    return redirect(f"{reverse('audit-trail')}?{request.GET.urlencode()}")
