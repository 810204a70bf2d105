"""Help and glossary: open to everybody, since they hold no row of anybody; the contact is the reader's own region's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.services.find_region_admins import find_region_admins
from appraisal.documents.scorecard import QUADRANT
from appraisal.help.glossary import TERMS, find_terms
from appraisal.help.topics import DEADLINES, HOW_A_SCORE_IS_MADE, WHO_SEES_WHAT
from appraisal.services.periods.find_deadlines import find_deadlines

LONGEST_SEARCH = 160


@never_cache
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How a score is made, the table of predicates, who sees what, deadlines, whom to ask."""
    is_of_a_region = hasattr(request, "region")
    context = {
        "how": HOW_A_SCORE_IS_MADE,
        "quadrant": QUADRANT,
        "who": WHO_SEES_WHAT,
        "deadlines": DEADLINES,
        "periods": find_deadlines() if is_of_a_region else (),
        "admins": find_region_admins() if is_of_a_region else (),
        "has_scorecard": getattr(getattr(request, "actor", None), "employee_id", None) is not None,
    }
    return render(request, "appraisal/help.html", context)


@never_cache
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The words of the product, or those that hold what was asked for."""
    search = " ".join(request.GET.get("cari", "").split())[:LONGEST_SEARCH]
    context = {"search": search, "terms": find_terms(search), "count_of_all": len(TERMS)}
    return render(request, "appraisal/glossary.html", context)
