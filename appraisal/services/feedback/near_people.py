"""Who works close enough to somebody to say something about the work unasked."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from agencies.models import Employee, Placement
from agencies.permissions import Actor, led_by
from agencies.services.organisation.find_superior import entry_of

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class NearPerson:
    """Somebody near: where they sit, and whether the actor rates them (``is_staff``) or is rated by them."""

    id: int
    nip: str
    name: str
    position: str
    agency: str
    is_staff: bool
    is_supervisor: bool

    @property
    def entry(self) -> str:
        """How the list of a field writes them."""
        return entry_of(self.name, self.nip)


def near_places(actor: Actor, day: datetime.date) -> QuerySet[Placement]:
    """The placements on a day of those whom the actor rates, whose rater stands under the actor, who share the actor's
    unit or supervisor, and of the actor's own supervisors; for the regional head of those without a supervisor.

    The actor's own are left out.
    """
    places = Placement.objects.during(day, day)
    near = led_by(actor)
    if actor.employee_id is not None:
        own = places.filter(employee_id=actor.employee_id)
        above = own.filter(supervisor__isnull=False).values("supervisor_id")
        raters = places.filter(supervisor_id=actor.employee_id).values("employee_id")
        near |= (
            Q(supervisor_id__in=raters)
            | Q(agency_id__in=own.values("agency_id"))
            | Q(supervisor_id__in=above)
            | Q(employee_id__in=above)
        )
    found = places.filter(near)
    return found if actor.employee_id is None else found.exclude(employee_id=actor.employee_id)


def is_near(actor: Actor, employee: Employee, day: datetime.date) -> bool:
    """Whether somebody may be told something unasked. One query."""
    return near_places(actor, day).filter(employee=employee).exists()


def find_near_people(*, actor: Actor, day: datetime.date, words: str = "") -> tuple[NearPerson, ...]:
    """Those near on a day: the own supervisor, the staff, then the others, each by name. One query.

    ``words`` narrows by name; at most a hundred are shown.
    """
    places = near_places(actor, day).filter(employee__name__icontains=" ".join(words.split()))
    own = Placement.objects.during(day, day).filter(employee_id=actor.employee_id or 0)
    found = places.annotate(
        is_above=Exists(own.filter(supervisor_id=OuterRef("employee_id"))),
        is_staff=Case(When(supervisor_id__in=actor.rates_as, then=True), default=False),
    )
    rows = found.order_by("-is_above", "-is_staff", "employee__name__sort_key", "employee__nip", "kind").values_list(
        "employee_id", "employee__nip", "employee__name", "position", "agency__name", "is_staff", "is_above"
    )[:MOST_SHOWN]
    people: dict[int, NearPerson] = {}
    for row in rows:
        people.setdefault(row[0], NearPerson(*row))
    return tuple(people.values())
