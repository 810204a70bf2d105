"""Who may see an overview: figures of many people, and who is awaited by name."""

import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from agencies.models import Placement, PlacementKind, Role
from agencies.permissions import Actor, rates
from agencies.services.load_agency_tree import AgencyNode, AgencyTree
from appraisal.models import Evaluation


def may_see_region_overview(actor: Actor) -> bool:
    """Region admin, regional head and auditor (contract section 6)."""
    return actor.reads_region


def may_see_agency_overview(actor: Actor, node: AgencyNode, tree: AgencyTree, day: datetime.date) -> bool:
    """The region's readers, the unit's admin, and whoever leads it or a unit above it. At most two queries."""
    return access_to_agency(actor, node, tree, day).sees_overview


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


def may_read_feedback_beside(actor: Actor, evaluation: Evaluation) -> bool:
    """Whether somebody reads what the rater said of a person in an evaluation's period: that person, the rater or who
    stands in for one, and the rater's superior. Admins and auditors read the evaluation and no feedback.
    """
    if actor.employee_id is not None and actor.employee_id in {evaluation.employee_id, evaluation.superior_id}:
        return True
    return rates(actor, evaluation.rater_id, evaluation.employee_id)


def may_read_recap(actor: Actor, node: AgencyNode, tree: AgencyTree, day: datetime.date) -> bool:
    """Whether somebody reads the recap of a unit, which names its people with their figures: the region's readers, the
    unit's admin, and who leads exactly that unit and signs it. A leader further up reads the overview, without names.
    """
    return access_to_agency(actor, node, tree, day).reads_recap


class AgencyAccess(NamedTuple):
    """What somebody has of a unit: its overview, and its recap with the figures of its people."""

    sees_overview: bool
    reads_recap: bool


def access_to_agency(actor: Actor, node: AgencyNode, tree: AgencyTree, day: datetime.date) -> AgencyAccess:
    """Both at once. At most two queries."""
    if actor.reads_region or node.id in actor.admin_agency_ids:
        return AgencyAccess(sees_overview=True, reads_recap=True)
    if actor.employee_id is None:
        return AgencyAccess(sees_overview=False, reads_recap=False)
    led = led_agency_ids(actor.employee_id, tree, day)
    line = {node.id, *(unit.id for unit in tree.above(node))}
    return AgencyAccess(sees_overview=not line.isdisjoint(led), reads_recap=node.id in led)


def packaged_unit_ids(actor: Actor) -> frozenset[int] | None:
    """The units whose documents somebody may have as packages; ``None``: all, and the whole region at once.

    The region's readers have all, an agency admin the administered units. Leaders have the cards of their own reports
    only, one by one (contract 6).
    """
    return None if actor.reads_region else actor.admin_agency_ids


def may_list_documents(actor: Actor) -> bool:
    """Whether the register of documents may be opened: the region's readers, agency admins, and who has or had staff.

    Which documents they find there is `visible_documents`.
    """
    return actor.reads_region or bool(actor.admin_agency_ids) or actor.has_staff


def may_revoke_documents(actor: Actor) -> bool:
    """The region admin alone takes an issued document back."""
    return Role.REGION_ADMIN in actor.roles


def may_export_people(actor: Actor, node: AgencyNode | None) -> bool:
    """Whether the evaluations may be taken as a file: the region's readers, and agency admins of what they administer.

    Without ``node`` an admin gets the administered units.
    """
    return actor.reads_region or (bool(actor.admin_agency_ids) if node is None else node.id in actor.admin_agency_ids)


def may_change_letterhead(actor: Actor) -> bool:
    """Region admin alone: what stands there speaks for the whole region."""
    return Role.REGION_ADMIN in actor.roles
