"""Who may learn what of indicators. What is measured, and how, everybody of the region may read: that is transparency.

Who is measured by it are names, and a lone plan's targets are a person's: both are for those who follow these people.
"""

from agencies.permissions import Actor

FEWEST_PLANS_SHOWN = 3
"""From so many plans on, the range of their targets is nobody's own."""


def may_see_who_uses(actor: Actor) -> bool:
    """Whether some names of those who are measured may be visible: to the region's readers and agency admins."""
    return actor.reads_region or bool(actor.admin_agency_ids)


def may_see_targets(actor: Actor, agency_ids: frozenset[int], plans: int) -> bool:
    """Whether the range of the targets of ``plans`` plans in these agencies may be shown."""
    return plans >= FEWEST_PLANS_SHOWN or actor.reads_region or agency_ids <= actor.admin_agency_ids
