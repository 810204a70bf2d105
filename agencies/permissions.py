"""Who may do what: the one place that turns an account into what it may see (contract section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.models import Agency, Employee, Role, RoleGrant

if TYPE_CHECKING:
    from uuid import UUID

    from agencies.models import User

READS_THE_REGION = frozenset({Role.REGION_ADMIN, Role.REGIONAL_HEAD, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the policies see them: granted roles, the employee behind the account, administered units.

    Supervisor and rater's superior are no roles of an actor: they follow from placements, by date.
    """

    user_id: int
    key: UUID
    name: str
    employee_id: int | None
    roles: frozenset[Role]
    admin_agency_ids: frozenset[int]

    @property
    def reads_region(self) -> bool:
        """Whether everything in the region may be read: region admin, regional head, auditor."""
        return not self.roles.isdisjoint(READS_THE_REGION)


def actor_of(user: User) -> Actor:
    """The actor behind an account of the region in scope. At most three queries."""
    employee = Employee.objects.filter(user_id=user.pk).only("id", "name").first()
    grants = list(RoleGrant.objects.filter(user_id=user.pk).only("role", "agency_id"))
    administered = [grant.agency_id for grant in grants if grant.agency_id is not None]
    return Actor(
        user_id=user.pk,
        key=user.key,
        name=employee.name if employee else user.login,
        employee_id=employee.pk if employee else None,
        roles=frozenset(Role(grant.role) for grant in grants),
        admin_agency_ids=Agency.objects.all().with_sub_units(administered) if administered else frozenset(),
    )
