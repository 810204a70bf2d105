"""Who may do what: the one place that turns an account into what it may see (contract section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef

from agencies.models import Agency, Employee, Placement, Role, RoleGrant

if TYPE_CHECKING:
    from uuid import UUID

    from agencies.models import User

READS_THE_REGION = frozenset({Role.REGION_ADMIN, Role.REGIONAL_HEAD, Role.AUDITOR})


class AdministeredAgency(NamedTuple):
    """An agency as a grant names it; its sub-units belong to it without being named."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the policies see them: granted roles, the employee behind the account, administered units.

    Supervisor and rater's superior are no roles of an actor: they follow from placements, by date. ``has_staff`` says
    that somebody stands or stood under this person, whatever the day; whom it lets see what is asked by date.
    """

    user_id: int
    key: UUID
    name: str
    employee_id: int | None
    roles: frozenset[Role]
    admin_agency_ids: frozenset[int]
    administered: tuple[AdministeredAgency, ...]
    has_staff: bool

    @property
    def reads_region(self) -> bool:
        """Whether everything in the region may be read: region admin, regional head, auditor."""
        return not self.roles.isdisjoint(READS_THE_REGION)


def actor_of(user: User) -> Actor:
    """The actor behind an account of the region in scope. At most three queries."""
    staff = Placement.objects.filter(supervisor_id=OuterRef("pk"))
    found = Employee.objects.filter(user_id=user.pk).annotate(has_staff=Exists(staff))
    employee = found.only("id", "name").first()
    grants = list(RoleGrant.objects.filter(user_id=user.pk).select_related("agency").order_by("agency__code"))
    agencies = [grant.agency for grant in grants if grant.agency is not None]
    return Actor(
        user_id=user.pk,
        key=user.key,
        name=employee.name if employee else user.login,
        employee_id=employee.pk if employee else None,
        roles=frozenset(Role(grant.role) for grant in grants),
        admin_agency_ids=Agency.objects.all().with_sub_units([agency.pk for agency in agencies])
        if agencies
        else frozenset(),
        administered=tuple(AdministeredAgency(agency.code, agency.name) for agency in agencies),
        has_staff=getattr(employee, "has_staff", False),
    )


def may_read_organisation(actor: Actor) -> bool:
    """Units and their people as lists: for admins, head and auditor; an agency admin sees the own units alone."""
    return actor.reads_region or bool(actor.admin_agency_ids)


def may_change_units(actor: Actor) -> bool:
    """The region admin alone adds units and moves them (contract section 6)."""
    return Role.REGION_ADMIN in actor.roles


def may_place(actor: Actor, agency_id: int) -> bool:
    """Whether somebody may say who sits in a unit, and under whom: its admin, and the region's."""
    return Role.REGION_ADMIN in actor.roles or agency_id in actor.admin_agency_ids
