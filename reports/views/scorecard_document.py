"""A scorecard as PDF: the file, and the page that has it made."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.views.newest_evaluation import newest_evaluation
from reports.services.document_state import DocumentState
from reports.services.find_scorecard import FoundScorecard, find_scorecard
from reports.services.request_scorecard import request_scorecard

REFRESH_SECONDS = 2
REFUSAL = _("Kartu nilai ini untuk pegawai yang dinilai, pejabat penilainya, atasan pejabat penilai, dan admin.")


@require_safe
@for_people_of_a_region
def scorecard_file(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """The file, if it was made with what the evaluation shows now; else the page that has it made."""
    evaluation = newest_evaluation(request, code, plan_id, refusal=REFUSAL)
    found = find_scorecard(evaluation=evaluation)
    if found.state is not DocumentState.MADE:
        return _page(request, found)
    disposition = content_disposition_header(as_attachment=True, filename=found.file_name)
    return HttpResponse(
        found.path.read_bytes(), content_type="application/pdf", headers={"Content-Disposition": str(disposition)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_of_a_region
def scorecard_document(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """Where the document stands; POST asks for it."""
    evaluation = newest_evaluation(request, code, plan_id, refusal=REFUSAL)
    if request.method == "POST":
        request_scorecard(evaluation=evaluation, actor=request.actor)
        return redirect("scorecard-document", code, plan_id)
    return _page(request, find_scorecard(evaluation=evaluation))


def _page(request: RegionRequest, found: FoundScorecard) -> HttpResponse:
    """Reloads itself while the worker is at it, with and without JavaScript."""
    response = render(request, "reports/scorecard_document.html", {"found": found})
    if found.state in {DocumentState.WAITING, DocumentState.SILENT}:
        here = reverse("scorecard-document", args=[found.identity.period_code, found.identity.plan_id])
        response["Refresh"] = f"{REFRESH_SECONDS}; url={here}"
    return response
