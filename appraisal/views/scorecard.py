"""One evaluation, for those who may read it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from appraisal.documents.scorecard import QUADRANT
from appraisal.models import Evaluation
from appraisal.querysets import EvaluationQuerySet
from appraisal.services.load_scorecard import load_scorecards


@require_safe
@for_people_of_a_region
def scorecard(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """The scorecard of a plan in a period: the newest revision, or the one that `?revisi=` names."""
    revisions = Evaluation.objects.filter(period__code=code, plan_id=plan_id).order_by("-revision")
    asked = _of_revision(revisions, request.GET.get("revisi"))
    evaluation = fetch_visible(
        asked,
        asked.visible_to(request.actor),
        refusal=_("Evaluasi ini untuk pegawai yang dinilai, pejabat penilainya, atasan pejabat penilai, dan admin."),
    )
    [card] = load_scorecards([evaluation])
    numbers = revisions.visible_to(request.actor).values_list("revision", flat=True)
    context = {"card": card, "revisions": list(numbers), "quadrant": QUADRANT}
    return render(request, "appraisal/scorecard.html", context)


def _of_revision(revisions: EvaluationQuerySet, number: str | None) -> EvaluationQuerySet:
    if number is None:
        return revisions
    if not (number.isdecimal() and len(number) <= 5):
        raise Http404
    return revisions.filter(revision=int(number))
