"""Who may hand over somebody's rating (docs/adr/0007): the rater, and when the rater is absent the admins."""

import datetime

from django.db.models import Q, QuerySet

from agencies.models import Delegation, DelegationKind, Placement, Role
from agencies.permissions import Actor


def delegates_for_others(actor: Actor) -> bool:
    """Whether somebody hands over for absent raters: the region admin, and the admins of their units."""
    return Role.REGION_ADMIN in actor.roles or bool(actor.admin_agency_ids)


def may_delegate_for(actor: Actor, rater_id: int, today: datetime.date) -> bool:
    """Whether somebody may hand over this rater's work. Who only stands in for the rater may not. One query at most."""
    if rater_id == actor.employee_id or Role.REGION_ADMIN in actor.roles:
        return True
    if not actor.admin_agency_ids:
        return False
    places = Placement.objects.during(today, today).filter(employee_id=rater_id)
    return places.filter(agency_id__in=actor.admin_agency_ids).exists()


def is_rater(employee_id: int | None, first_day: datetime.date, last_day: datetime.date) -> bool:
    """Whether anybody stands under a person on some of these days. One query."""
    if employee_id is None:
        return False
    return Placement.objects.during(first_day, last_day).filter(supervisor_id=employee_id).exists()


def visible_delegations(actor: Actor, today: datetime.date) -> QuerySet[Delegation]:
    """Those of one's own work, given to oneself, of raters in administered units; all for the region's readers."""
    if actor.reads_region:
        return Delegation.objects.all()
    placed = Placement.objects.during(today, today).filter(agency_id__in=actor.admin_agency_ids)
    allowed = Q(rater_id__in=placed.values("employee_id"))
    if actor.employee_id is not None:
        allowed |= Q(rater_id=actor.employee_id) | Q(delegate_id=actor.employee_id)
    return Delegation.objects.filter(allowed)


def may_end(actor: Actor, delegation: Delegation, kept_raters: frozenset[int]) -> bool:
    """Whether somebody may end it early; ``kept_raters`` are the raters whose work the actor hands over as admin.

    What was taken over is given back by who took it, or by the region admin: not by the rater who was silent.
    """
    if Role.REGION_ADMIN in actor.roles:
        return True
    own = actor.employee_id is not None and delegation.delegate_id == actor.employee_id
    if own or delegation.kind == DelegationKind.TAKEOVER:
        return own
    return delegation.rater_id == actor.employee_id or delegation.rater_id in kept_raters


def kept_raters(actor: Actor, rater_ids: frozenset[int], today: datetime.date) -> frozenset[int]:
    """Which of some raters have a place in an administered unit. One query at most."""
    if not actor.admin_agency_ids:
        return frozenset()
    places = Placement.objects.during(today, today).filter(
        employee_id__in=rater_ids, agency_id__in=actor.admin_agency_ids
    )
    return frozenset(places.values_list("employee_id", flat=True))
