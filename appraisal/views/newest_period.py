"""The way to pages of a period from the navigation, which names none: to the newest month that is over."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.models import Period, PeriodKind

LONGEST_CODE = 7


@require_safe
@for_people_of_a_region
def newest_distribution(request: RegionRequest) -> HttpResponse:
    """How the predicates of the newest month that is over are spread."""
    return _newest(request, "distribution", _("Sebaran predikat"))


@require_safe
@for_people_of_a_region
def newest_organisation_ratings(request: RegionRequest) -> HttpResponse:
    """The units' predicates in the newest month that is over."""
    return _newest(request, "organisation-ratings", _("Predikat organisasi"))


def _newest(request: RegionRequest, name: str, title: str) -> HttpResponse:
    """The period that was asked for by the switch, else the newest month that is over."""
    asked = Period.objects.filter(code=request.GET.get("periode", "")[:LONGEST_CODE])
    over = Period.objects.filter(kind=PeriodKind.MONTH, last_day__lt=timezone.localdate()).order_by("-last_day")
    found = asked.first() or over.first()
    if found is None:
        return render(request, "appraisal/no_period_yet.html", {"title": title})
    return redirect(name, found.code)
