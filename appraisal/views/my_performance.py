"""Kinerja saya: the own evaluations of a period, explained."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.documents.scorecard import QUADRANT
from appraisal.documents.trend import Trend
from appraisal.models import Period
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.scorecards.find_evaluations import evaluated_periods, own_evaluations
from appraisal.services.scorecards.load_performance import load_performance
from appraisal.services.scorecards.load_trend import load_trend
from appraisal.views.delivery_panel import delivery_panels
from appraisal.views.period_choice import chosen_period
from indicators.models import Plan


@require_safe
@for_people_of_a_region
def my_performance(request: RegionRequest) -> HttpResponse:
    """The own scorecards of a period; without `?periode=` of the newest one that has any."""
    employee_id = request.actor.employee_id
    if employee_id is None:
        raise PermissionDenied(_("Kinerja saya untuk pegawai. Akun ini belum terhubung dengan data pegawai."))
    choice = chosen_period(evaluated_periods(own_evaluations(employee_id)), request.GET.get("periode"))
    performance = load_performance(employee_id=employee_id, period=choice.period) if choice.period else None
    cards = performance.cards if performance else ()
    panels = delivery_panels(cards, period=choice.period, is_own=True) if choice.period else {}
    trend = load_trend(employee_id=employee_id, period=choice.period) if choice.period else None
    context = {
        "choice": choice,
        "has_plan": performance is not None or Plan.objects.agreed().filter(employee_id=employee_id).exists(),
        "performance": performance,
        "panels": panels,
        "quadrant": QUADRANT,
        "trend": trend,
        "earlier": _earlier_result(trend, choice.period),
    }
    return render(request, "appraisal/my_performance.html", context)


def _earlier_result(trend: Trend | None, period: Period | None) -> PeriodSpan | None:
    """The month to look at while the one in view is still being filled: the last one with a complete result."""
    month = trend.earlier_result if trend else None
    return parse_period_code(f"{period.first_day.year:04}-{month:02}") if period and month else None
