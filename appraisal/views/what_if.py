"""Coba hitung: other figures in the place of the own ones, to see what would follow. Nothing is ever saved."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.documents.scorecard import Scorecard
from appraisal.documents.what_if import try_out
from appraisal.services.scorecards.load_performance import load_performance
from appraisal.services.scorecards.own_periods import OwnPeriod
from appraisal.views.my_performance import own_choice, own_employee

REFUSED = 422
EMPTY = "appraisal/what_if_empty.html"


@require_safe
@for_people_of_a_region
def what_if(request: RegionRequest) -> HttpResponse:
    """The own scorecard of `?periode=` (and `?plan=`, where there are several) with what the other fields say.

    The browser's script asks for the result alone. Without a plan to try there is a page that says what is lacking.
    """
    employee_id = own_employee(request)
    choice = own_choice(employee_id, request.GET.get("periode"))
    if choice.period is None:
        return render(request, EMPTY, {"choice": choice})
    own_period = OwnPeriod.of(choice.period, timezone.localdate())
    performance = load_performance(employee_id=employee_id, own_period=own_period, now=timezone.now())
    if not performance.cards:
        return render(request, EMPTY, {"choice": choice})
    scorecard = _of_plan(performance.cards, request.GET.get("plan"))
    trial = try_out(scorecard, {key: str(value) for key, value in request.GET.items()})
    template = "appraisal/_what_if_answer.html" if request.headers.get("HX-Request") else "appraisal/what_if.html"
    context = {"choice": choice, "trial": trial, "card": scorecard, "cards": performance.cards}
    return render(request, template, context, status=REFUSED if trial.has_errors else 200)


def _of_plan(cards: tuple[Scorecard, ...], plan: str | None) -> Scorecard:
    """The scorecard of the plan that the address names, else the first.

    Raises:
        Http404: there is none.
    """
    found = next((card for card in cards if plan is None or str(card.identity.plan_id) == plan), None)
    if found is None:
        raise Http404
    return found
