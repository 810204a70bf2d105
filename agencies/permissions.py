"""Who may do what: the one place that turns an account into what it may see (contract section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from agencies.models import Agency, Delegation, DelegationKind, Employee, Placement, PlacementKind, Role, RoleGrant

if TYPE_CHECKING:
    import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from agencies.models import User

READS_THE_REGION = frozenset({Role.REGION_ADMIN, Role.REGIONAL_HEAD, Role.AUDITOR})


class AdministeredAgency(NamedTuple):
    """An agency as a grant names it; its sub-units belong to it without being named."""

    code: str
    name: str


class StandsIn(NamedTuple):
    """A delegation in force today: for whom, of which kind, since and until when."""

    rater_id: int
    rater_name: str
    kind: DelegationKind
    first_day: datetime.date
    last_day: datetime.date


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the policies see them: granted roles, the employee behind the account, administered units.

    Supervisor and rater's superior are no roles of an actor: they follow from placements, by date. ``has_staff`` says
    that somebody stands or stood under this person, whatever the day; whom it lets see what is asked by date.
    ``stands_in`` are the raters whose acts this person does today (docs/adr/0007); who has one works as supervisor too.
    ``led_agency_code`` names the unit that the frame offers its leader; what may be read there is asked by date.
    """

    user_id: int
    key: UUID
    name: str
    employee_id: int | None
    roles: frozenset[Role]
    admin_agency_ids: frozenset[int]
    administered: tuple[AdministeredAgency, ...]
    has_staff: bool
    stands_in: tuple[StandsIn, ...] = ()
    led_agency_code: str = ""

    @property
    def rates_as(self) -> frozenset[int]:
        """The employees in whose name this person acts as appraising supervisor: the own, and those stood in for."""
        own = () if self.employee_id is None else (self.employee_id,)
        return frozenset((*own, *(one.rater_id for one in self.stands_in)))

    @property
    def reads_region(self) -> bool:
        """Whether everything in the region may be read: region admin, regional head, auditor."""
        return not self.roles.isdisjoint(READS_THE_REGION)


def actor_of(user: User) -> Actor:
    """The actor behind an account of the region in scope. At most three queries; one more for who stands in today."""
    today = timezone.localdate()
    staff = Placement.objects.filter(supervisor_id=OuterRef("pk"))
    in_force = Delegation.objects.filter(ended_at__isnull=True, first_day__lte=today, last_day__gte=today)
    found = Employee.objects.filter(user_id=user.pk).annotate(
        has_staff=Exists(staff),
        stands_in_today=Exists(in_force.filter(delegate_id=OuterRef("pk"))),
        led_agency_code=Subquery(_led_agencies(today).values("agency__code")[:1]),
    )
    employee = found.only("id", "name").first()
    stands_in = (
        _stands_in(in_force.filter(delegate_id=employee.pk))
        if employee and getattr(employee, "stands_in_today", False)
        else ()
    )
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
        has_staff=bool(stands_in) or getattr(employee, "has_staff", False),
        stands_in=stands_in,
        led_agency_code=getattr(employee, "led_agency_code", None) or "",
    )


def _led_agencies(today: datetime.date) -> QuerySet[Placement]:
    """The places of the outer query's employee at the top of a unit, with reports there or up to two levels below."""
    places = Placement.objects.during(today, today).filter(kind=PlacementKind.DEFINITIVE)
    beside = places.filter(employee_id=OuterRef("supervisor_id"), agency_id=OuterRef("agency_id"))
    unit = OuterRef("agency_id")
    below = Q(agency_id=unit) | Q(agency__parent_id=unit) | Q(agency__parent__parent_id=unit)
    tops = places.filter(employee_id=OuterRef("pk")).filter(Q(supervisor=None) | ~Exists(beside))
    return tops.filter(Exists(places.filter(below, supervisor_id=OuterRef("employee_id")))).order_by("agency__code")


def _stands_in(delegations: QuerySet[Delegation]) -> tuple[StandsIn, ...]:
    rows = delegations.order_by("first_day", "id")
    columns = ("rater_id", "rater__name", "kind", "first_day", "last_day")
    return tuple(
        StandsIn(rater_id, name, DelegationKind(kind), first_day, last_day)
        for rater_id, name, kind, first_day, last_day in rows.values_list(*columns)
    )


def may_read_organisation(actor: Actor) -> bool:
    """Units and their people as lists: for admins, head and auditor; an agency admin sees the own units alone."""
    return actor.reads_region or bool(actor.admin_agency_ids)


def may_change_units(actor: Actor) -> bool:
    """The region admin alone adds units and moves them (contract section 6)."""
    return Role.REGION_ADMIN in actor.roles


def may_issue_tokens(actor: Actor) -> bool:
    """The region admin alone lets programs of other systems in, and keeps them out again."""
    return Role.REGION_ADMIN in actor.roles


def may_set_up_provider(actor: Actor) -> bool:
    """The region admin alone says which identity provider lets people in."""
    return Role.REGION_ADMIN in actor.roles


def may_change_identity(actor: Actor) -> bool:
    """The region admin alone says how the region is called and which colour it has."""
    return Role.REGION_ADMIN in actor.roles


def may_erase_people(actor: Actor) -> bool:
    """The region admin alone erases the personal data of people who left long ago."""
    return Role.REGION_ADMIN in actor.roles


def may_read_audit(actor: Actor) -> bool:
    """Who changed what: for the region admin and the auditor (contract section 6)."""
    return not actor.roles.isdisjoint({Role.REGION_ADMIN, Role.AUDITOR})


def may_manage_roles(actor: Actor) -> bool:
    """The region admin alone grants roles, and looks after every account of the region."""
    return Role.REGION_ADMIN in actor.roles


def may_look_after_accounts(actor: Actor) -> bool:
    """Accounts as a list: for the region admin all, for an agency admin those of the own people who hold no role."""
    return may_manage_roles(actor) or bool(actor.admin_agency_ids)


def may_place(actor: Actor, agency_id: int) -> bool:
    """Whether somebody may say who sits in a unit, and under whom: its admin, and the region's."""
    return Role.REGION_ADMIN in actor.roles or agency_id in actor.admin_agency_ids


def rates(actor: Actor, rater_id: int | None, employee_id: int) -> bool:
    """Whether somebody appraises a person whose rater is known, as that rater or standing in for one.

    Without a rater it is the regional head (contract 2.8). Nobody rates themselves, in whosever name.
    """
    if employee_id == actor.employee_id:
        return False
    return Role.REGIONAL_HEAD in actor.roles if rater_id is None else rater_id in actor.rates_as


def led_by(actor: Actor) -> Q:
    """Placements under somebody, or under a rater whom one stands in for; for the regional head those without one."""
    under = Q(supervisor_id__in=actor.rates_as)
    if Role.REGIONAL_HEAD in actor.roles:
        under |= Q(supervisor=None)
    return under
