"""A plan that counts and came from a file: to read, for whoever follows the person."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, fetch_visible, for_people_of_a_region
from indicators.models import Plan, PlanVersion, VersionState
from indicators.services.plans.draft_plan import plan_key
from indicators.services.plans.load_my_plans import in_force
from indicators.services.plans.plan_sides import post_of, side_of
from indicators.views.plan_access import REFUSAL


@require_safe
@for_people_of_a_region
def agreed_plan(request: RegionRequest, plan_id: int) -> HttpResponse:
    """Its items; a plan that was agreed here is read in its newest version."""
    day = timezone.localdate()
    rows = Plan.objects.all().agreed().filter(pk=plan_id).select_related("employee", "agency")
    plan = fetch_visible(rows, rows.visible_to(request.actor, day), refusal=str(REFUSAL))
    newest = PlanVersion.objects.filter(plan=plan, state=VersionState.AGREED).order_by("-number").first()
    if newest is not None:
        return redirect("plan", newest.pk)
    stand_in = PlanVersion(**plan_key(plan.employee_id, plan.year, plan.agency_id, plan.placement_kind))
    context = {
        "plan": plan,
        "post": post_of(stand_in, day),
        "side": side_of(stand_in, request.actor, day),
        "items": tuple(in_force(plan, day)),
    }
    return render(request, "indicators/plan_agreed.html", context)
