"""Which units and indicators concern somebody on a day."""

import datetime
from collections.abc import Iterator

from agencies.models import Placement
from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyTree, load_agency_tree
from indicators.models import PlanVersionItem, VersionState
from indicators.permissions import Circle
from indicators.services.find_indicators import items_in_force


def load_circle(*, actor: Actor, day: datetime.date, tree: AgencyTree | None = None) -> Circle:
    """The circle of a person: at most four queries, the tree of units among them unless it is given."""
    tree = tree or load_agency_tree()
    placed = _places(actor, day)
    return Circle(
        own_unit_ids=placed,
        unit_ids=frozenset(_round(tree, placed | actor.admin_agency_ids)),
        indicator_ids=_measured_by(actor, day.year),
    )


def _places(actor: Actor, day: datetime.date) -> frozenset[int]:
    if actor.employee_id is None:
        return frozenset()
    places = Placement.objects.during(day, day).filter(employee_id=actor.employee_id)
    return frozenset(places.values_list("agency_id", flat=True))


def _round(tree: AgencyTree, agency_ids: frozenset[int]) -> Iterator[int]:
    """Some units, all above them and all below them."""
    for node in tree.nodes:
        if node.id in agency_ids:
            yield from tree.with_sub_units(node.id)
            yield from (unit.id for unit in tree.above(node))


def _measured_by(actor: Actor, year: int) -> frozenset[int]:
    """What the agreed plans of the year measure by, and what is being discussed for them."""
    if actor.employee_id is None:
        return frozenset()
    agreed = items_in_force(year).filter(plan__employee_id=actor.employee_id)
    discussed = PlanVersionItem.objects.filter(
        version__employee_id=actor.employee_id,
        version__year=year,
        version__state__in=[VersionState.DRAFT, VersionState.DISCUSSED],
    )
    return frozenset(
        agreed.values_list("indicator_id", flat=True).union(discussed.order_by().values_list("indicator_id", flat=True))
    )
