"""Who may learn what of indicators. What is measured, and how, everybody of the region may read: that is transparency.

Who is measured by it are names, and a lone plan's targets are a person's: both are for those who follow these people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.models import Placement, Role

if TYPE_CHECKING:
    import datetime

    from agencies.permissions import Actor
    from agencies.services.load_agency_tree import AgencyTree
    from indicators.models import Contribution

FEWEST_PLANS_SHOWN = 3
"""From so many plans on, the range of their targets is nobody's own."""


def may_see_who_uses(actor: Actor) -> bool:
    """Whether some names of those who are measured may be visible: to the region's readers and agency admins."""
    return actor.reads_region or bool(actor.admin_agency_ids)


def may_see_targets(actor: Actor, agency_ids: frozenset[int], plans: int) -> bool:
    """Whether the range of the targets of ``plans`` plans in these agencies may be shown."""
    return plans >= FEWEST_PLANS_SHOWN or actor.reads_region or agency_ids <= actor.admin_agency_ids


def may_configure(actor: Actor, agency_id: int) -> bool:
    """Whether somebody may say what this agency measures by: the region admin everywhere, agency admins for theirs."""
    return Role.REGION_ADMIN in actor.roles or agency_id in actor.admin_agency_ids


def configures_some(actor: Actor) -> bool:
    """Whether somebody may say so of any agency at all."""
    return Role.REGION_ADMIN in actor.roles or bool(actor.admin_agency_ids)


@dataclass(frozen=True, slots=True)
class Circle:
    """What concerns a person on a day.

    ``own_unit_ids``: where the person has a place. ``unit_ids``: those and the administered ones, with all units above
    and below them. ``indicator_ids``: what the own plans of the year measure by, agreed or still being discussed.
    """

    own_unit_ids: frozenset[int]
    unit_ids: frozenset[int]
    indicator_ids: frozenset[int]


def may_take_part(actor: Actor, circle: Circle, agency_id: int, indicator_id: int | None) -> bool:
    """Whether somebody may comment on an indicator of an agency, or on its draft: who is measured by it, who belongs
    to the unit or to one above or below it, and admins.
    """
    return (
        Role.REGION_ADMIN in actor.roles
        or agency_id in circle.unit_ids
        or (indicator_id is not None and indicator_id in circle.indicator_ids)
    )


def may_propose(actor: Actor, circle: Circle, agency_id: int) -> bool:
    """Whether somebody may propose a new indicator for a unit: its people, those of units above and below, admins."""
    return may_take_part(actor, circle, agency_id, None)


def may_read_draft(actor: Actor, circle: Circle, agency_id: int, indicator_id: int | None) -> bool:
    """Whether somebody may read a draft that is open for comments: who may comment, and the region's readers."""
    return actor.reads_region or may_take_part(actor, circle, agency_id, indicator_id)


def may_answer(actor: Actor, agency_id: int, author_id: int) -> bool:
    """Whether somebody may answer a contribution: an admin of the agency, never on the own contribution."""
    return may_configure(actor, agency_id) and author_id != actor.user_id


def may_reply(actor: Actor, circle: Circle, contribution: Contribution) -> bool:
    """Whether somebody may go on with a thread: its author, and who may comment on what it is about."""
    if contribution.author_id == actor.user_id:
        return True
    return may_take_part(actor, circle, contribution.agency_id, contribution.indicator_id)


def agreements_readable_by(actor: Actor, tree: AgencyTree, day: datetime.date) -> frozenset[int]:
    """The units whose agreements somebody may read: all for the region's readers, else those that are administered,
    those with a place of the person, and those above it. At most one query.
    """
    if actor.reads_region:
        return frozenset(node.id for node in tree.nodes)
    if actor.employee_id is None:
        return actor.admin_agency_ids
    places = Placement.objects.filter(employee_id=actor.employee_id).during(day, day)
    own = set(places.values_list("agency_id", flat=True))
    lines = ((node, *tree.above(node)) for node in tree.nodes if node.id in own)
    return actor.admin_agency_ids | {node.id for line in lines for node in line}
