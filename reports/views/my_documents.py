"""Dokumen saya (A14): the own plans and evaluations as PDF, what is ready and what can be made."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from reports.services.register.load_my_documents import load_my_documents, names_of_kinds


@require_safe
@for_people_of_a_region
def my_documents(request: RegionRequest) -> HttpResponse:
    """The documents of the year that `?tahun=` names, else of the current one."""
    if request.actor.employee_id is None:
        raise PermissionDenied(_("Dokumen saya untuk pegawai. Akun ini belum terhubung dengan data pegawai."))
    asked = request.GET.get("tahun")
    if asked is not None and not (asked.isdecimal() and len(asked) <= 4):
        raise Http404
    year = int(asked) if asked else None
    shown = load_my_documents(employee_id=request.actor.employee_id, year=year, today=timezone.localdate())
    if shown is None and asked:
        raise Http404
    return render(request, "reports/my_documents.html", {"shown": shown, "names": names_of_kinds().values()})
