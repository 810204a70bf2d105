"""What helps to rate one person: beside the sheet, and a page of its own on a phone and without script."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.services.evaluation.period_facts import NoSchemeError
from appraisal.services.rating.find_rated_period import find_rated_period
from appraisal.services.rating.load_rating_panel import load_rating_panel
from appraisal.services.rating.load_rating_sheet import load_rated_plan, rates


@require_safe
@for_people_of_a_region
def rating_panel(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """Indicators with their evidence, earlier months and feedback, for the rater and the rater's superior."""
    today = timezone.localdate()
    rated = find_rated_period(code=code, actor=request.actor, today=today)
    if rated is None:
        raise Http404
    try:
        found = load_rated_plan(period=rated.period, plan_id=plan_id, actor=request.actor)
    except NoSchemeError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    is_rater = rates(request.actor, found.plan.rater_id, found.plan.employee_id)
    is_superior = found.plan.superior_id is not None and found.plan.superior_id == request.actor.employee_id
    if not (is_rater or is_superior):
        raise PermissionDenied(_("Halaman ini untuk pejabat penilai pegawai ini dan atasan pejabat penilainya."))
    context = {
        "panel": load_rating_panel(rated=found, period=rated.period, actor=request.actor),
        "period": rated.described(today),
        "is_rater": is_rater,
    }
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, f"appraisal/{'_rating_panel' if part else 'rating_panel'}.html", context)
