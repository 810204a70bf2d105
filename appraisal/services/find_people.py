"""The people whom somebody may look up, by name or NIP, each with the newest evaluation that may be read."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from agencies.models import Employee, Placement
from agencies.permissions import Actor
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Evaluation
from appraisal.scoring.types import PlacementKind
from indicators.models import Plan


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person as a search names them. ``period`` and ``plan_id`` lead to the newest evaluation; None without any."""

    name: str
    nip: str
    position: str
    agency: str
    is_self: bool
    period: str | None
    plan_id: int | None


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """How many there are, and the first of them."""

    count: int
    first: Sequence[FoundPerson]


def find_people(*, actor: Actor, search: str, today: datetime.date, most: int) -> FoundPeople:
    """Those the actor may see, by name; ``search`` is the beginning of a NIP, or a part of a name. Four queries."""
    found: QuerySet[Employee] = Employee.objects.all() if actor.reads_region else _visible(actor, today)
    found = found.filter(nip__startswith=search) if search.isdecimal() else found.filter(name__icontains=search)
    people = list(found.order_by("name__sort_key", "nip").only("id", "name", "nip")[:most])
    places = _places([one.pk for one in people], today)
    newest = _newest_evaluations(actor, [one.pk for one in people])
    return FoundPeople(found.count(), [_person(one, actor, places, newest) for one in people])


def _visible(actor: Actor, today: datetime.date) -> QuerySet[Employee]:
    followed = Placement.objects.all().visible_to(actor, today).values("employee_id")
    return Employee.objects.filter(Q(pk__in=followed) | Q(pk=actor.employee_id))


def _person(
    one: Employee, actor: Actor, places: Mapping[int, Placement], newest: Mapping[int, tuple[str, int]]
) -> FoundPerson:
    place = places.get(one.pk)
    period, plan_id = newest.get(one.pk, (None, None))
    return FoundPerson(
        name=one.name,
        nip=one.nip,
        position=position_with_kind(place.position, PlacementKind(place.kind)) if place else "",
        agency=place.agency.name if place else "",
        is_self=one.pk == actor.employee_id,
        period=period,
        plan_id=plan_id,
    )


def _places(employee_ids: Sequence[int], today: datetime.date) -> dict[int, Placement]:
    """Where each works today: the definitive place before an acting one."""
    held = Placement.objects.during(today, today).filter(employee_id__in=employee_ids).select_related("agency")
    return {row.employee_id: row for row in sorted(held, key=lambda row: row.kind == PlacementKind.DEFINITIVE)}


def _newest_evaluations(actor: Actor, employee_ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Period and plan of each one's newest evaluation; of two that end on the same day the shorter period's."""
    plans = Plan.objects.filter(employee_id__in=employee_ids)
    rows = (
        Evaluation.objects.visible_to(actor)
        .latest()
        .filter(plan_id__in=plans.values("id"))
        .order_by("employee_id", "-period__last_day", "-period__first_day")
        .distinct("employee_id")
        .values_list("employee_id", "period__code", "plan_id")
    )
    return {employee_id: (period, plan_id) for employee_id, period, plan_id in rows}
