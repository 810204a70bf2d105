"""The region at a glance."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.charts.heat import HeatRow
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.documents.overviews import RegionOverview
from reports.documents.region_parts import MOST_IN_HEAT, TREND_BOUNDS
from reports.permissions import may_see_region_overview
from reports.services.overviews.load_region_overview import load_region_overview
from reports.views.first_steps import first_steps
from reports.views.overview_period import overview_period
from reports.views.plan_panel import plan_panel

REFUSAL = _("Ringkasan daerah untuk admin daerah, kepala daerah, dan inspektorat.")


@require_safe
@for_people_of_a_region
def region_overview(request: RegionRequest) -> HttpResponse:
    """One sentence, three figures, the spread of predicates, and where to look, in a period."""
    if not may_see_region_overview(request.actor):
        return _refused(request)
    periods = evaluated_periods()
    choice = overview_period(periods, request.GET.get("periode"), timezone.localdate())
    panel = plan_panel(request.actor, unit_id=None, unit_code="", agency_ids=None)
    context: dict[str, object] = {"choice": choice, "overview": None, **panel}
    if choice.period is not None:
        overview = load_region_overview(period=choice.period, evaluated=periods, tree=load_agency_tree())
        rows, rest = _trend_rows(overview)
        context |= {"overview": overview, "trend_rows": rows, "rest_rows": rest, "trend_bounds": TREND_BOUNDS}
    else:
        context["steps"] = first_steps(request.actor, timezone.localdate())
    return render(request, "reports/overview_region.html", context)


def _refused(request: RegionRequest) -> HttpResponse:
    """Whoever has a unit is led to its overview."""
    actor = request.actor
    code = next((agency.code for agency in actor.administered), actor.led_agency_code)
    if not code:
        raise PermissionDenied(REFUSAL)
    context = {"refusal": REFUSAL, "address": reverse("agency-overview", args=[code])}
    return render(request, "reports/overview_refused.html", context, status=HTTPStatus.FORBIDDEN)


def _trend_rows(overview: RegionOverview) -> tuple[list[HeatRow], list[HeatRow]]:
    """The units of the heat table, each leading to its own overview: those that changed most, and the others."""
    first = {unit.code for unit in overview.trend.most_changed(MOST_IN_HEAT).units}
    rows: tuple[list[HeatRow], list[HeatRow]] = ([], [])
    for unit in overview.trend.units:
        address = f"{reverse('agency-overview', args=[unit.code])}?periode={overview.period_code}"
        rows[unit.code not in first].append(HeatRow(unit.name, unit.values, address))
    return rows
