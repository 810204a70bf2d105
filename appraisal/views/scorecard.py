"""One evaluation, for those who may read it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from appraisal.documents.scorecard import QUADRANT
from appraisal.documents.sources import Sources
from appraisal.models import Evaluation
from appraisal.querysets import EvaluationQuerySet
from appraisal.services.delivery.load_deliveries import may_deliver
from appraisal.services.scorecards.load_scorecard import load_scorecards
from appraisal.services.scorecards.load_sources import load_sources, outdated_items
from appraisal.views.delivery_panel import delivery_panels

REFUSAL = _("Evaluasi ini untuk pegawai yang dinilai, pejabat penilainya, atasan pejabat penilai, dan admin.")


@require_safe
@for_people_of_a_region
def scorecard(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """The scorecard of a plan in a period: the newest revision, or the one that `?revisi=` names."""
    revisions = Evaluation.objects.filter(period__code=code, plan_id=plan_id).order_by("-revision")
    revisions = revisions.select_related("period")
    asked = _of_revision(revisions, request.GET.get("revisi"))
    evaluation = fetch_visible(
        asked,
        asked.visible_to(request.actor),
        refusal=str(REFUSAL),
    )
    is_own = evaluation.employee_id == request.actor.employee_id
    [card] = load_scorecards([evaluation])
    numbers = list(revisions.visible_to(request.actor).values_list("revision", flat=True))
    panels = delivery_panels(
        [card],
        period=evaluation.period,
        is_own=is_own,
        delivers=may_deliver(request.actor, evaluation),
        readable=numbers,
    )
    sources = _sources(evaluation)
    context = {
        "card": card,
        "sources": sources,
        "outdated": outdated_items(card, sources),
        "revisions": numbers,
        "panels": panels,
        "quadrant": QUADRANT,
        "is_own": is_own,
    }
    return render(request, "appraisal/scorecard.html", context)


def _sources(evaluation: Evaluation) -> Sources:
    """Where the figures in force come from; a revision that was replaced rests on reports of its own time."""
    if not evaluation.is_latest:
        return {}
    plan_id = evaluation.plan_id
    found = load_sources(employee_id=evaluation.employee_id, period=evaluation.period, plan_ids=[plan_id])
    return found.get(plan_id, {})


def _of_revision(revisions: EvaluationQuerySet, number: str | None) -> EvaluationQuerySet:
    if number is None:
        return revisions
    if not (number.isdecimal() and len(number) <= 5):
        raise Http404
    return revisions.filter(revision=int(number))
