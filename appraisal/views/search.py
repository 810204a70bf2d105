"""The search for people, indicators and terms: among what the reader may see anyway."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import Actor
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.forms.search import QuickSearch
from appraisal.help.glossary import Term, terms_named
from appraisal.permissions import may_list_evaluations
from appraisal.services.find_people import FoundPeople, find_people
from indicators.models import IndicatorVersion
from indicators.services.find_indicators import find_indicators

FEWEST_CHARACTERS = 3
MOST_OF_A_KIND = 10


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found, by kind: how many, and the first ten."""

    people: FoundPeople
    indicator_count: int
    indicators: list[IndicatorVersion]
    term_count: int
    terms: list[Term]

    @property
    def count(self) -> int:
        """Of all kinds."""
        return self.people.count + self.indicator_count + self.term_count


@require_safe
@for_people_of_a_region
def search(request: RegionRequest) -> HttpResponse:
    """At most ten of a kind; with fewer than three characters nothing is looked for."""
    form = QuickSearch(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    is_long_enough = len(asked) >= FEWEST_CHARACTERS
    context = {
        "form": form,
        "asked": asked,
        "is_long_enough": is_long_enough,
        "fewest": FEWEST_CHARACTERS,
        "finds": _found(request.actor, asked) if is_long_enough else None,
        "may_list_people": may_list_evaluations(request.actor),
    }
    return render(request, "appraisal/search.html", context, status=422 if form.errors else 200)


def _found(actor: Actor, asked: str) -> Finds:
    today = timezone.localdate()
    indicators = find_indicators(day=today, search=asked)
    terms = terms_named(asked)
    return Finds(
        people=find_people(actor=actor, search=asked, today=today, most=MOST_OF_A_KIND),
        indicator_count=indicators.count(),
        indicators=list(indicators[:MOST_OF_A_KIND]),
        term_count=len(terms),
        terms=list(terms[:MOST_OF_A_KIND]),
    )
