"""Whose plans a supervisor agrees to: the staff of a year, by placement (contract section 6)."""

import datetime

from django.db.models import Q

from agencies.models import Placement, Role
from agencies.permissions import Actor


def leads_people(actor: Actor) -> bool:
    """Whether somebody can have staff: who stands above a placement, and the regional head."""
    return actor.has_staff or Role.REGIONAL_HEAD in actor.roles


def team_of(actor: Actor, year: int, day: datetime.date) -> tuple[Placement, ...]:
    """The placements that this person supervises on the day; of another year than the day's, on the nearest day in it.

    For the regional head those without a supervisor. Nobody stands under oneself. By name; one query.
    """
    under = Q(supervisor_id=actor.employee_id) if actor.employee_id is not None else Q(pk__in=[])
    if Role.REGIONAL_HEAD in actor.roles:
        under |= Q(supervisor=None)
    on = min(max(day, datetime.date(year, 1, 1)), datetime.date(year, 12, 31))
    places = Placement.objects.during(on, on).filter(under)
    if actor.employee_id is not None:
        places = places.exclude(employee_id=actor.employee_id)
    by_name = places.order_by("employee__name__sort_key", "employee__nip", "id")
    return tuple(by_name.select_related("employee", "agency"))
