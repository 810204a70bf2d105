"""A3: one indicator of the own plan over a year."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.services.feedback.recent_feedback import ShownFeedback, recent_feedback
from appraisal.services.reporting.load_own_indicator import OwnIndicator, load_own_indicator
from appraisal.views.reporting import own_indicator, reporter
from indicators.models import Plan

SHORTEST_LINE = 2
MOST_FEEDBACK = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line over the months; ``label`` says the same in words."""

    values: tuple[object, ...]
    last_month: str


@require_safe
@for_people_of_a_region
def my_indicator(request: RegionRequest, indicator_id: int) -> HttpResponse:
    """What it measures, and how its months went; `?tahun=` names another year."""
    indicator = own_indicator(request, indicator_id)
    employee_id, today = reporter(request), timezone.localdate()
    plans = Plan.objects.all().agreed().filter(employee_id=employee_id, items__indicator=indicator)
    years = sorted(set(plans.values_list("year", flat=True)), reverse=True)
    year = _year(request.GET.get("tahun", ""), years, today)
    found = load_own_indicator(employee_id=employee_id, indicator_id=indicator_id, year=year)
    if found is None:
        raise Http404
    context = {
        "found": found,
        "line": _line(found),
        "years": years,
        "here": f"{today:%Y-%m}",
        "feedback": _feedback(request, found),
    }
    return render(request, "appraisal/my_indicator.html", context)


def _year(asked: str, years: list[int], today: datetime.date) -> int:
    """The year that was asked for, else this one, else the newest with a plan.

    Raises:
        Http404: no plan of that year measures by it.
    """
    if not asked:
        return today.year if today.year in years else years[0]
    named = next((year for year in years if str(year) == asked), None)
    if named is None:
        raise Http404
    return named


def _line(found: OwnIndicator) -> Line | None:
    values = found.attainments
    if len(values) < SHORTEST_LINE:
        return None
    return Line(values, found.months[len(values) - 1].name)


def _feedback(request: RegionRequest, found: OwnIndicator) -> tuple[ShownFeedback, ...]:
    """What was said of this very indicator in the year."""
    since = datetime.date(found.year, 1, 1)
    said = recent_feedback(employee_id=reporter(request), since=since, actor=request.actor, limit=MOST_FEEDBACK)
    return tuple(one for one in said if one.about == found.measured.name)
