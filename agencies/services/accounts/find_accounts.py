"""The accounts of a region, and its people without one, as the screen of roles lists them."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from agencies.capacities import Kind, kind_name
from agencies.models import Employee, Placement, Role, RoleGrant, SecondFactor, SignedInDevice, User
from agencies.permissions import Actor
from agencies.services.accounts.kept_accounts import WITHOUT_PASSWORD, kept_accounts, people_without_account
from agencies.services.organisation.find_employees import places_on


class Narrowed(StrEnum):
    """What the list can be narrowed to, as the address says it. The last one lists people, not accounts."""

    WITH_ROLE = "peran"
    NO_PASSWORD = "tanpa-sandi"  # noqa: S105 - a word of an address
    INACTIVE = "nonaktif"
    NO_EMPLOYEE = "tanpa-pegawai"
    NO_ACCOUNT = "tanpa-akun"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A line of the list: an account, a person, or both. ``units`` and ``roles`` are in words.

    ``seen_at`` is when a device that is still signed in was last seen; None says nothing about the time before.
    """

    user_id: int | None
    employee_id: int | None
    login: str
    name: str
    units: tuple[str, ...]
    roles: tuple[str, ...]
    is_active: bool
    has_password: bool
    has_second_factor: bool
    seen_at: datetime.datetime | None


def find_accounts(
    *,
    actor: Actor,
    day: datetime.date,
    agency_ids: Collection[int] | None = None,
    search: str = "",
    role: Role | None = None,
    narrowed: Narrowed | None = None,
) -> QuerySet[User]:
    """Those whom the actor looks after, with ``person`` (the employee's name), who holds a role first, then by name.

    ``agency_ids`` narrows to people who sit in these units on the day and to admins of them. ``search`` is the
    beginning of a login or a part of a name. No query.
    """
    held = RoleGrant.objects.filter(user_id=OuterRef("pk"))
    person = Employee.objects.filter(user_id=OuterRef("pk"))
    rows = kept_accounts(actor, day).annotate(person=Subquery(person.values("name")[:1]), has_role=Exists(held))
    if agency_ids is not None:
        seated = Placement.objects.during(day, day).filter(agency_id__in=agency_ids, employee__user_id=OuterRef("pk"))
        rows = rows.filter(Q(Exists(seated)) | Q(Exists(held.filter(agency_id__in=agency_ids))))
    if search:
        rows = rows.filter(Q(login__istartswith=search) | Q(person__icontains=search))
    if role is not None:
        rows = rows.filter(Exists(held.filter(role=role)))
    if narrowed is Narrowed.WITH_ROLE:
        rows = rows.filter(has_role=True)
    if narrowed is Narrowed.NO_PASSWORD:
        rows = rows.filter(WITHOUT_PASSWORD)
    if narrowed is Narrowed.INACTIVE:
        rows = rows.filter(is_active=False)
    if narrowed is Narrowed.NO_EMPLOYEE:
        rows = rows.filter(person=None)
    by_name = Coalesce(Subquery(person.values("name__sort_key")[:1]), F("login__sort_key"))
    return rows.order_by("-has_role", by_name, "pk")


def find_people_without_account(
    *, actor: Actor, day: datetime.date, agency_ids: Collection[int] | None = None, search: str = ""
) -> QuerySet[Employee]:
    """People for whom the actor may make an account, by name; of some units where they are named. No query."""
    people = people_without_account(actor, day)
    if agency_ids is not None:
        seated = Placement.objects.during(day, day).filter(agency_id__in=agency_ids, employee_id=OuterRef("pk"))
        people = people.filter(Exists(seated))
    if search:
        people = people.filter(Q(nip__startswith=search) | Q(name__icontains=search))
    return people.order_by("name__sort_key", "nip")


def listed_accounts(users: Iterable[User], day: datetime.date) -> list[AccountRow]:
    """The lines of one page of accounts. Five queries."""
    page = list(users)
    ids = [user.pk for user in page]
    people = {one.user_id: one for one in Employee.objects.filter(user_id__in=ids)}
    units = units_on(day, [one.pk for one in people.values()])
    roles = roles_of(ids)
    factors = set(
        SecondFactor.objects.filter(user_id__in=ids, confirmed_at__isnull=False).values_list("user_id", flat=True)
    )
    devices = SignedInDevice.objects.filter(user_id__in=ids).order_by()
    seen = dict(devices.values_list("user_id").annotate(last=Max("seen_at")))
    return [
        AccountRow(
            user_id=user.pk,
            employee_id=people[user.pk].pk if user.pk in people else None,
            login=user.login,
            name=people[user.pk].name if user.pk in people else "",
            units=units.get(people[user.pk].pk, ()) if user.pk in people else (),
            roles=roles.get(user.pk, ()),
            is_active=user.is_active,
            has_password=has_password(user),
            has_second_factor=user.pk in factors,
            seen_at=seen.get(user.pk),
        )
        for user in page
    ]


def listed_people(people: Iterable[Employee], day: datetime.date) -> list[AccountRow]:
    """The lines of one page of people without account. One query."""
    page = list(people)
    units = units_on(day, [one.pk for one in page])
    return [
        AccountRow(
            user_id=None,
            employee_id=one.pk,
            login=one.nip,
            name=one.name,
            units=units.get(one.pk, ()),
            roles=(),
            is_active=False,
            has_password=False,
            has_second_factor=False,
            seen_at=None,
        )
        for one in page
    ]


def has_password(user: User) -> bool:
    """Whether somebody has chosen one: neither is it empty nor marked as unusable."""
    return bool(user.password) and user.has_usable_password()


def role_name(grant: RoleGrant) -> str:
    """`Admin perangkat daerah, Dinas Kesehatan`, in the reader's language."""
    named = kind_name(Kind(grant.role))
    return f"{named}, {grant.agency.name}" if grant.agency else named


def roles_of(user_ids: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """The granted roles of some accounts, in words. One query."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for grant in RoleGrant.objects.filter(user_id__in=user_ids).select_related("agency").order_by("role", "pk"):
        found[grant.user_id] += (role_name(grant),)
    return found


def units_on(day: datetime.date, employee_ids: list[int]) -> Mapping[int, tuple[str, ...]]:
    """The units in which some people sit on a day. One query."""
    return {
        person: tuple(dict.fromkeys(place.agency for place in places))
        for person, places in places_on(day, employee_ids).items()
    }
