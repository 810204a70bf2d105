"""The region at a glance."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.services.load_agency_tree import load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.charts.heat import HeatRow
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from appraisal.views.period_choice import chosen_period
from reports.documents.overviews import RegionOverview
from reports.permissions import may_see_region_overview
from reports.services.load_region_overview import load_region_overview
from reports.views.plan_panel import plan_panel

TREND_BOUNDS = (Decimal(70), Decimal(80), Decimal(90), Decimal(110))
"""Where the tints of the heat table change: always the same, so that months and regions can be compared."""

REFUSAL = _(
    "Ringkasan daerah untuk admin daerah (BKPSDM), kepala daerah, dan inspektorat. "
    "Ringkasan unit Anda ada di halaman perangkat daerahnya."
)


@require_safe
@for_people_of_a_region
def region_overview(request: RegionRequest) -> HttpResponse:
    """One sentence, three figures, the spread of predicates, and where to look, in a period."""
    if not may_see_region_overview(request.actor):
        raise PermissionDenied(REFUSAL)
    periods = evaluated_periods()
    choice = chosen_period(periods, request.GET.get("periode"))
    panel = plan_panel(request.actor, unit_id=None, unit_code="", agency_ids=None)
    context: dict[str, object] = {"choice": choice, "overview": None, **panel}
    if choice.period is not None:
        overview = load_region_overview(period=choice.period, evaluated=periods, tree=load_agency_tree())
        context |= {"overview": overview, "trend_rows": _trend_rows(overview), "trend_bounds": TREND_BOUNDS}
    return render(request, "reports/overview_region.html", context)


def _trend_rows(overview: RegionOverview) -> list[HeatRow]:
    """The units of the heat table, each leading to its own overview of the period in view."""
    return [
        HeatRow(
            unit.name,
            unit.values,
            f"{reverse('agency-overview', args=[unit.code])}?periode={overview.period_code}",
        )
        for unit in overview.trend.units
    ]
