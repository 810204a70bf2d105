"""The evaluation that an address names by its period and plan."""

from django.utils.functional import Promise

from agencies.views.access import RegionRequest, fetch_visible
from appraisal.models import Evaluation


def newest_evaluation(request: RegionRequest, code: str, plan_id: int, *, refusal: str | Promise) -> Evaluation:
    """The newest revision that the actor may read, with its employee, agency and period.

    Raises:
        PermissionDenied: the region has such an evaluation, but none of it is for the actor (with the refusal).
        Http404: the region has none.
    """
    revisions = Evaluation.objects.filter(period__code=code, plan_id=plan_id).order_by("-revision")
    revisions = revisions.select_related("employee", "agency", "period")
    return fetch_visible(revisions, revisions.visible_to(request.actor), refusal=str(refusal))
