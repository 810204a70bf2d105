"""The organisation as a tree of units, each with its people, its head and its admins."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from agencies.models import Agency, Employee, Placement, PlacementKind, Role, RoleGrant
from agencies.name_order import sort_key
from agencies.permissions import Actor
from agencies.services.organisation.find_heads import find_heads


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with those below it. ``people`` are placed in it on the day, ``all_people`` also below it.

    ``head`` is who sits at its top: with staff, and no superior inside the unit; ``admins`` are those granted for
    exactly this unit. Both may be empty.
    """

    code: str
    name: str
    kind: str
    people: int
    all_people: int
    head: str
    head_position: str
    admins: tuple[str, ...]
    below: tuple["Unit", ...]
    depth: int

    @property
    def size(self) -> int:
        """How many units, itself included."""
        return 1 + sum(one.size for one in self.below)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The units that a reader sees, and how many there are."""

    units: tuple[Unit, ...]
    count: int
    people: int


def load_organisation(*, actor: Actor, day: datetime.date) -> Organisation:
    """The whole region for its readers, the administered units with those below for an agency admin. Five queries."""
    facts = _Facts(day)
    roots = facts.children[None] if actor.reads_region else _topmost(facts.agencies, actor.admin_agency_ids)
    units = tuple(facts.unit(agency, 0) for agency in roots)
    return Organisation(units, sum(one.size for one in units), sum(one.all_people for one in units))


def _topmost(agencies: Iterable[Agency], agency_ids: frozenset[int]) -> list[Agency]:
    return [one for one in agencies if one.pk in agency_ids and one.parent_id not in agency_ids]


class _Facts:
    """Everything about the units of the region, asked once."""

    def __init__(self, day: datetime.date) -> None:
        self.agencies = list(Agency.objects.order_by("code"))
        self.children: dict[int | None, list[Agency]] = defaultdict(list)
        for agency in self.agencies:
            self.children[agency.parent_id].append(agency)
        in_force = Placement.objects.during(day, day).order_by()
        counted = in_force.filter(kind=PlacementKind.DEFINITIVE).values_list("agency_id")
        self.people = dict(counted.annotate(people=Count("employee_id", distinct=True)))
        self.heads = find_heads(day)
        self.admins = _admins()

    def unit(self, agency: Agency, depth: int) -> Unit:
        """A unit and all below it."""
        below = tuple(self.unit(child, depth + 1) for child in self.children.get(agency.pk, ()))
        people = self.people.get(agency.pk, 0)
        head = self.heads.get(agency.pk)
        return Unit(
            code=agency.code,
            name=agency.name,
            kind=agency.kind,
            people=people,
            all_people=people + sum(one.all_people for one in below),
            head=head.name if head else "",
            head_position=head.title if head else "",
            admins=tuple(self.admins.get(agency.pk, ())),
            below=below,
            depth=depth,
        )


def _admins() -> Mapping[int, Sequence[str]]:
    """The names of each unit's admins, in order; the login where the account has no employee. Two queries."""
    grants = list(
        RoleGrant.objects.filter(role=Role.AGENCY_ADMIN).order_by().values_list("agency_id", "user_id", "user__login")
    )
    named = dict(Employee.objects.filter(user_id__in={user for _a, user, _l in grants}).values_list("user_id", "name"))
    found: dict[int, list[str]] = defaultdict(list)
    for agency_id, user_id, login in grants:
        if agency_id is not None:
            found[agency_id].append(named.get(user_id, login))
    return {agency_id: sorted(names, key=sort_key) for agency_id, names in found.items()}
