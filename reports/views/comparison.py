"""Bandingkan: two periods of the same length side by side, of the region or of a unit with its sub-units."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import Actor
from agencies.services.find_own_unit import find_own_unit
from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.charts.slope import SlopeLine
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.documents.comparison import Comparison
from reports.permissions import may_see_agency_overview, may_see_region_overview
from reports.services.overviews.load_comparison import load_comparison
from reports.views.overview_period import over_first
from reports.views.pair_choice import NoPartnerError, PairRefusedError, chosen_pair, offered_kinds

UNPROCESSABLE = 422
FEWEST_LINES = 2
"""One line is a number, and no comparison of units."""


@require_safe
@for_people_of_a_region
def comparison(request: RegionRequest) -> HttpResponse:
    """What moved between two periods; without any in the address, the newest that is over and the one before."""
    tree = load_agency_tree()
    node = compared_unit(request.actor, request.GET.get("unit", ""), tree)
    periods = list(evaluated_periods())
    asked = {name: request.GET.get(name, "").strip() for name in ("dari", "ke")}
    shown: Comparison | None = None
    refusal = notice = ""
    try:
        if pair := chosen_pair(over_first(periods, timezone.localdate()), asked["dari"], asked["ke"]):
            shown = load_comparison(before=pair.before, period=pair.now, tree=tree, node=node)
            asked = {"dari": pair.before.code, "ke": pair.now.code}
    except NoPartnerError as error:
        notice = str(error)
    except PairRefusedError as error:
        refusal = str(error)
    context = {
        "asked": asked,
        "kinds": offered_kinds(periods),
        "unit": node,
        "shown": shown,
        "lines": _lines(shown) if shown else [],
        "refusal": refusal,
        "notice": notice,
        "back": _way_back(node, asked, may_see_region=may_see_region_overview(request.actor)),
    }
    return render(request, "reports/comparison.html", context, status=UNPROCESSABLE if refusal else 200)


def compared_unit(actor: Actor, code: str, tree: AgencyTree) -> AgencyNode | None:
    """The unit that the address names; unless it does, nothing for who reads the region, else the own unit.

    Raises:
        Http404: the region has no such unit.
        PermissionDenied: its figures are not for the actor.
    """
    if not code and may_see_region_overview(actor):
        return None
    today = timezone.localdate()
    node = tree.find(code or find_own_unit(actor=actor, tree=tree, day=today))
    if node is None and code:
        raise Http404
    if node is None or not may_see_agency_overview(actor, node, tree, today):
        raise PermissionDenied(
            _("Perbandingan periode untuk admin dan pimpinan unitnya, admin daerah, kepala daerah, dan inspektorat.")
        )
    return node


def _lines(shown: Comparison) -> list[SlopeLine]:
    """A line a unit that has hasil kerja in both periods."""
    lines = [
        SlopeLine(unit.name, unit.before.result, unit.now.result) for unit in shown.both if unit.before and unit.now
    ]
    return lines if len(lines) >= FEWEST_LINES else []


def _way_back(node: AgencyNode | None, asked: dict[str, str], *, may_see_region: bool) -> tuple[str, str]:
    """From a unit to the comparison of the region, else to the overview of what is compared."""
    if node is None:
        return _("Ringkasan daerah"), reverse("region-overview")
    if may_see_region:
        return _("Perbandingan daerah"), f"{reverse('comparison')}?{urlencode(asked)}"
    return _("Ringkasan %(unit)s") % {"unit": node.name}, reverse("agency-overview", args=[node.code])
