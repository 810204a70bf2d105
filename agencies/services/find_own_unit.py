"""The unit that a list of units begins with for somebody."""

import datetime

from agencies.models import Placement, PlacementKind
from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyTree


def find_own_unit(*, actor: Actor, tree: AgencyTree, day: datetime.date) -> str:
    """The code of the unit that is administered, else of the one where the person has a place; else of none.

    At most one query.
    """
    administered = tree.topmost_of(actor.admin_agency_ids)
    if administered is not None:
        return administered.code
    if actor.reads_region or actor.employee_id is None:
        return ""
    places = Placement.objects.filter(employee_id=actor.employee_id, kind=PlacementKind.DEFINITIVE).during(day, day)
    return places.values_list("agency__code", flat=True).first() or ""
