"""Whom the lists of the form offer: raters whose work an admin may hand over, and who may stand in for them."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Placement, PlacementKind, Role
from agencies.permissions import Actor
from agencies.services.organisation.find_superior import MOST_OFFERED, Candidate


def offered_raters(*, actor: Actor, day: datetime.date) -> tuple[Candidate, ...]:
    """Who leads somebody, in the units that an admin looks after. One query."""
    led = Placement.objects.during(day, day).filter(supervisor_id=OuterRef("employee_id"))
    places = _seated(day).filter(Exists(led))
    if Role.REGION_ADMIN not in actor.roles:
        places = places.filter(agency_id__in=actor.admin_agency_ids)
    return _candidates(places)


def offered_delegates(*, actor: Actor, day: datetime.date) -> tuple[Candidate, ...]:
    """Who is near: in the rater's own units and those of the rated people; for admins, raters. One query."""
    places = _seated(day)
    if actor.employee_id is not None:
        own = Placement.objects.during(day, day)
        agencies = own.filter(employee_id=actor.employee_id) | own.filter(supervisor_id=actor.employee_id)
        near = places.filter(agency_id__in=agencies.values("agency_id")).exclude(employee_id=actor.employee_id)
        return _candidates(near)
    return offered_raters(actor=actor, day=day)


def _seated(day: datetime.date) -> QuerySet[Placement]:
    led = Placement.objects.during(day, day).filter(supervisor_id=OuterRef("employee_id"))
    seated = Placement.objects.during(day, day).filter(kind=PlacementKind.DEFINITIVE)
    return seated.annotate(leads=Exists(led)).order_by("-leads", "employee__name__sort_key", "employee__nip")


def _candidates(places: QuerySet[Placement]) -> tuple[Candidate, ...]:
    rows = places.values_list("employee__nip", "employee__name", "position", "agency__name")
    return tuple(Candidate(*facts) for facts in rows[:MOST_OFFERED])
