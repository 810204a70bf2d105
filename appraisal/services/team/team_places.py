"""Who belongs to somebody's team, by placement and date (contract section 6)."""

import datetime

from django.db.models import Q, QuerySet

from agencies.models import Employee, Placement
from agencies.permissions import Actor, led_by


def places_led(actor: Actor, first_day: datetime.date, last_day: datetime.date) -> QuerySet[Placement]:
    """The placements that a person leads on some of these days, but the own. No query yet."""
    places = Placement.objects.during(first_day, last_day).filter(led_by(actor))
    return places if actor.employee_id is None else places.exclude(employee_id=actor.employee_id)


def followed_people(actor: Actor, first_day: datetime.date, last_day: datetime.date) -> QuerySet[Employee]:
    """Whom a person leads on some of these days, and those whose rater stands under the person then."""
    followed = places_led(actor, first_day, last_day).values("employee_id")
    people = Q(pk__in=followed)
    if actor.employee_id is not None:
        days = Placement.objects.during(first_day, last_day)
        raters = days.filter(supervisor_id=actor.employee_id).values("employee_id")
        people |= Q(pk__in=days.filter(supervisor_id__in=raters).values("employee_id"))
    return Employee.objects.filter(people).exclude(pk=actor.employee_id or 0)
