"""Who may see an overview: figures of many people, and who is awaited by name."""

import datetime

from django.db.models import Exists, OuterRef, Q

from agencies.models import Placement, PlacementKind
from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyNode, AgencyTree


def may_see_region_overview(actor: Actor) -> bool:
    """Region admin, regional head and auditor (contract section 6)."""
    return actor.reads_region


def may_see_agency_overview(actor: Actor, node: AgencyNode, tree: AgencyTree, day: datetime.date) -> bool:
    """The region's readers, the unit's admin, and whoever leads it or a unit above it. At most two queries."""
    if actor.reads_region or node.id in actor.admin_agency_ids:
        return True
    if actor.employee_id is None:
        return False
    line = {node.id, *(unit.id for unit in tree.above(node))}
    return any(unit_id in line for unit_id in led_agency_ids(actor.employee_id, tree, day))


def led_agency_ids(employee_id: int, tree: AgencyTree, day: datetime.date) -> list[int]:
    """The units at whose top somebody sits: a definitive place in exactly that unit, under a supervisor from outside or
    under none, and at least one report there or below. Without reports nobody leads: a missing supervisor is no rank.
    """
    places = Placement.objects.during(day, day).filter(kind=PlacementKind.DEFINITIVE)
    beside = places.filter(employee_id=OuterRef("supervisor_id"), agency_id=OuterRef("agency_id"))
    tops = places.filter(employee_id=employee_id).filter(Q(supervisor=None) | ~Exists(beside))
    tops_ids = list(tops.values_list("agency_id", flat=True))
    if not tops_ids:
        return []
    staffed = set(places.filter(supervisor_id=employee_id).values_list("agency_id", flat=True))
    return [agency_id for agency_id in tops_ids if not staffed.isdisjoint(tree.with_sub_units(agency_id))]
