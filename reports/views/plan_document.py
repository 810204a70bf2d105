"""The official form of a plan as PDF: the file, and the page that has it made."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from indicators.models import Plan, PlanVersion
from reports.models import Paper
from reports.services.document_state import DocumentState
from reports.services.plan_forms import FoundPlanForm, find_plan_form, request_plan_form

REFRESH_SECONDS = 2
REFUSAL = _("SKP ini untuk pegawai itu, pejabat penilainya, atasan pejabat penilai, dan admin.")


@require_safe
@for_people_of_a_region
def plan_document_file(request: RegionRequest, version_id: int) -> HttpResponse:
    """The form of a version, if it was made with what the plan says now; else the page that has it made."""
    return _file(request, _version(request, version_id), "plan-document", version_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def plan_document(request: RegionRequest, version_id: int) -> HttpResponse:
    """Where the form of a version stands; POST asks for it."""
    return _document(request, _version(request, version_id), "plan-document", version_id)


@require_safe
@for_people_of_a_region
def agreed_plan_document_file(request: RegionRequest, plan_id: int) -> HttpResponse:
    """The same of a plan that came from a file."""
    return _file(request, _plan(request, plan_id), "agreed-plan-document", plan_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def agreed_plan_document(request: RegionRequest, plan_id: int) -> HttpResponse:
    """The same of a plan that came from a file."""
    return _document(request, _plan(request, plan_id), "agreed-plan-document", plan_id)


def _version(request: RegionRequest, version_id: int) -> PlanVersion:
    rows = PlanVersion.objects.filter(pk=version_id).select_related("employee", "agency", "supervisor")
    return fetch_visible(rows, rows.visible_to(request.actor, timezone.localdate()), refusal=str(REFUSAL))


def _plan(request: RegionRequest, plan_id: int) -> Plan:
    rows = Plan.objects.filter(pk=plan_id, state="agreed").select_related("employee", "agency")
    return fetch_visible(rows, rows.visible_to(request.actor, timezone.localdate()), refusal=str(REFUSAL))


def _paper(request: RegionRequest) -> Paper:
    asked = request.POST.get("kertas") or request.GET.get("kertas")
    return Paper(asked) if asked in Paper.values else Paper.A4


def _file(request: RegionRequest, subject: PlanVersion | Plan, name: str, pk: int) -> HttpResponse:
    found = find_plan_form(subject=subject, paper=_paper(request), day=timezone.localdate())
    if found.state is not DocumentState.MADE:
        return _page(request, found, name, pk)
    disposition = content_disposition_header(as_attachment=True, filename=found.file_name)
    return HttpResponse(
        found.path.read_bytes(), content_type="application/pdf", headers={"Content-Disposition": str(disposition)}
    )


def _document(request: RegionRequest, subject: PlanVersion | Plan, name: str, pk: int) -> HttpResponse:
    paper, today = _paper(request), timezone.localdate()
    if request.method == "POST":
        request_plan_form(subject=subject, paper=paper, day=today, actor=request.actor)
        return redirect(f"{reverse(name, args=[pk])}?kertas={paper.value}")
    return _page(request, find_plan_form(subject=subject, paper=paper, day=today), name, pk)


def _page(request: RegionRequest, found: FoundPlanForm, name: str, pk: int) -> HttpResponse:
    """Reloads itself while the worker is at it, with and without JavaScript."""
    here = reverse(name, args=[pk])
    context = {
        "found": found,
        "here": here,
        "file": f"{reverse(name + '-file', args=[pk])}?kertas={found.paper.value}",
        "back": reverse("plan", args=[pk]) if name == "plan-document" else reverse("my-plans"),
    }
    response = render(request, "reports/plan_document.html", context)
    if found.state in {DocumentState.WAITING, DocumentState.SILENT}:
        response["Refresh"] = f"{REFRESH_SECONDS}; url={here}?kertas={found.paper.value}"
    return response
