"""What the rows about a person said before (H15): each change before and after, for region admin and auditor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.permissions import may_read_audit
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.listing import address_of_pages, page_of
from appraisal.forms.row_history import RowHistorySearch
from appraisal.services.history.find_row_changes import find_row_changes

REFUSAL = _("Riwayat data pegawai untuk admin daerah dan inspektorat.")


@require_safe
@for_people_of_a_region
def row_history(request: RegionRequest) -> HttpResponse:
    """The changes of one kind of data of one person, fifty a page; nothing until somebody is named."""
    if not may_read_audit(request.actor):
        raise PermissionDenied(REFUSAL)
    is_asked = "nip" in request.GET
    search = RowHistorySearch(request.GET if is_asked else None)
    context: dict[str, object] = {"search": search, "page": None}
    if is_asked and search.is_valid():
        changes = find_row_changes(actor=request.actor, employee=search.employee, kind=search.kind)
        context |= {
            "page": page_of(changes, request.GET),
            "employee": search.employee,
            "kind": search.kind,
            "address": address_of_pages(request.GET),
        }
    return render(request, "appraisal/row_history.html", context, status=422 if search.errors else 200)
