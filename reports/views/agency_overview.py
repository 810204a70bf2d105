"""One agency with its sub-units: how far it is, who is awaited, what its indicators attained."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.permissions import access_to_agency, may_see_region_overview
from reports.services.overviews.load_agency_overview import load_agency_overview
from reports.views.overview_period import overview_period
from reports.views.plan_panel import plan_panel


@require_safe
@for_people_of_a_region
def agency_overview(request: RegionRequest, agency_code: str) -> HttpResponse:
    """The overview of an agency in a period, for its admin, its head, and those who read the region."""
    node, tree, reads_recap = _seen_agency(request, agency_code)
    periods = evaluated_periods()
    choice = overview_period(periods, request.GET.get("periode"), timezone.localdate())
    overview = None
    if choice.period is not None:
        overview = load_agency_overview(period=choice.period, evaluated=periods, tree=tree, node=node)
    context = {
        "choice": choice,
        "unit": node,
        "overview": overview,
        "back": _way_back(request.actor, node, tree),
        "reads_recap": reads_recap,
        **plan_panel(request.actor, unit_id=node.id, unit_code=node.code, agency_ids=tree.with_sub_units(node.id)),
    }
    return render(request, "reports/overview_agency.html", context)


def _seen_agency(request: RegionRequest, agency_code: str) -> tuple[AgencyNode, AgencyTree, bool]:
    """The agency of an address for who may see its overview, the tree it stands in, and whether this reader may have
    its recap as well. At most three queries.

    Raises:
        Http404: the region has no such agency.
        PermissionDenied: the overview is not for this reader.
    """
    tree = load_agency_tree()
    node = tree.find(agency_code)
    if node is None:
        raise Http404
    access = access_to_agency(request.actor, node, tree, timezone.localdate())
    if not access.sees_overview:
        raise PermissionDenied(
            _("Ringkasan %(unit)s untuk adminnya, pimpinannya, admin daerah, kepala daerah, dan inspektorat.")
            % {"unit": node.name}
        )
    return node, tree, access.reads_recap


def _way_back(actor: Actor, node: AgencyNode, tree: AgencyTree) -> tuple[str, str] | None:
    """The overview above this one, if the actor may see it: that of the unit above, or of the region."""
    parent = next(iter(tree.above(node)), None)
    if parent is not None and (actor.reads_region or parent.id in actor.admin_agency_ids):
        return _("Ringkasan %(unit)s") % {"unit": parent.name}, reverse("agency-overview", args=[parent.code])
    if parent is None and may_see_region_overview(actor):
        return _("Ringkasan daerah"), reverse("region-overview")
    return None
