"""What helps to rate one person: beside the sheet, and a page of its own on a phone and without script."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.services.rating.load_rating_panel import load_rating_panel
from appraisal.views.rated import rated_period, rated_plan, reads_as_rater


@require_safe
@for_people_of_a_region
def rating_panel(request: RegionRequest, code: str, plan_id: int) -> HttpResponse:
    """Indicators with their evidence, earlier months and feedback, for the rater and the rater's superior."""
    rated = rated_period(request, code)
    found = rated_plan(request, rated, plan_id)
    plan = found.plan
    is_rater = reads_as_rater(
        request, rater_id=plan.rater_id, superior_id=plan.superior_id, employee_id=plan.employee_id
    )
    context = {
        "panel": load_rating_panel(rated=found, period=rated.period, actor=request.actor),
        "period": rated.described(timezone.localdate(), [plan.agency_id]),
        "is_rater": is_rater,
    }
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, f"appraisal/{'_rating_panel' if part else 'rating_panel'}.html", context)
