"""Kinerja saya: the own figures of a period, explained, and computed live while the period is open."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.documents.scorecard import QUADRANT
from appraisal.documents.trend import Trend
from appraisal.models import Period, PeriodKind
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.feedback.recent_feedback import ShownFeedback, recent_feedback
from appraisal.services.reminders.load_reminders import load_reminders
from appraisal.services.scorecards.load_performance import Performance, load_performance
from appraisal.services.scorecards.load_trend import load_trend
from appraisal.services.scorecards.own_periods import OwnPeriod, first_of, own_periods
from appraisal.views.delivery_panel import DeliveryPanel, delivery_panels
from appraisal.views.period_choice import OfferedPeriod, PeriodChoice, label_of
from indicators.models import Plan


@require_safe
@for_people_of_a_region
def my_performance(request: RegionRequest) -> HttpResponse:
    """The own scorecards of a period; without `?periode=` of the one that :func:`first_of` opens with."""
    employee_id = own_employee(request)
    choice = own_choice(employee_id, request.GET.get("periode"))
    own_period = OwnPeriod.of(choice.period, timezone.localdate()) if choice.period else None
    now = timezone.now()
    performance = load_performance(employee_id=employee_id, own_period=own_period, now=now) if own_period else None
    trend = load_trend(employee_id=employee_id, period=choice.period) if choice.period else None
    context = {
        "choice": choice,
        "is_chosen": "periode" in request.GET,
        "clock": f"{timezone.localtime(now):%H.%M}",
        "has_plan": choice.period is not None or Plan.objects.agreed().filter(employee_id=employee_id).exists(),
        "performance": performance,
        "panels": _panels(performance, choice.period),
        "quadrant": QUADRANT,
        "trend": trend,
        "earlier": _earlier_result(trend, choice.period),
        "is_running": _is_running(choice.period),
        "reminders": load_reminders(actor=request.actor),
        "feedback": _feedback(request, employee_id, choice.period),
    }
    return render(request, "appraisal/my_performance.html", context)


def _is_running(period: Period | None) -> bool:
    """Whether a longer period still has days to come, so that months are missing that nobody can report yet."""
    return period is not None and period.kind != PeriodKind.MONTH and period.last_day >= timezone.localdate()


def own_employee(request: RegionRequest) -> int:
    """The employee behind the account.

    Raises:
        PermissionDenied: it has none.
    """
    if request.actor.employee_id is None:
        raise PermissionDenied(_("Kinerja saya untuk pegawai. Akun ini belum terhubung dengan data pegawai."))
    return request.actor.employee_id


def own_choice(employee_id: int, code: str | None) -> PeriodChoice:
    """The period that the address names, else the one to open with.

    Raises:
        Http404: the address names one that is not among the person's own.
    """
    today = timezone.localdate()
    found = list(own_periods(employee_id, today))
    offered = [OfferedPeriod(period.code, label_of(period)) for period in found]
    if code is not None:
        period = next((one for one in found if one.code == code), None)
        if period is None:
            raise Http404
    else:
        period = first_of(found, today)
    return PeriodChoice(period, label_of(period) if period else "", offered)


def _feedback(request: RegionRequest, employee_id: int, period: Period | None) -> list[ShownFeedback]:
    """What was said about the months of the period."""
    if period is None:
        return []
    found = recent_feedback(employee_id=employee_id, since=period.first_day, actor=request.actor)
    return [one for one in found if one.month <= period.last_day]


def _panels(performance: Performance | None, period: Period | None) -> dict[int, DeliveryPanel]:
    if performance is None or period is None:
        return {}
    return delivery_panels(performance.cards, period=period, is_own=True)


def _earlier_result(trend: Trend | None, period: Period | None) -> PeriodSpan | None:
    """The month to look at while the one in view is still being filled: the last one with a complete result."""
    month = trend.earlier_result if trend else None
    return parse_period_code(f"{period.first_day.year:04}-{month:02}") if period and month else None
