"""Whose accounts somebody looks after (contract section 6)."""

import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Delegation, Employee, IdentityProvider, Placement, PlacementKind, Role, RoleGrant, User
from agencies.permissions import Actor, may_manage_roles
from agencies.tenancy.scope import current_region_id

#: How Django marks that no password opens an account; an empty one opens nothing either.
WITHOUT_PASSWORD = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)


STILL_OPEN = datetime.timedelta(days=92)
"""Staff whom somebody led so long ago may still be rated for a month of then."""


def accounts_of_region() -> QuerySet[User]:
    """Every account of the region in scope. The table has no policy, so the region is named here."""
    return User.objects.filter(region_id=current_region_id())


def kept_accounts(actor: Actor, day: datetime.date) -> QuerySet[User]:
    """The region admin keeps all; an agency admin those of people who sit in the own units on the day and hold no role.

    Who only acts there (Plt., Plh.) belongs to the admin of the own unit, as in `agencies.services.own_people`. Whoever
    holds a role can do more than an agency admin: a link to such an account would be a way up.
    """
    rows = accounts_of_region()
    if may_manage_roles(actor):
        return rows
    seated = _homes(actor, day).filter(employee__user_id=OuterRef("pk"))
    return rows.filter(Exists(seated)).exclude(Exists(RoleGrant.objects.filter(user_id=OuterRef("pk"))))


def without_raters(accounts: QuerySet[User], day: datetime.date) -> QuerySet[User]:
    """Those of the accounts whose owners appraise nobody, by placement or standing in, on the day or later, nor did in
    the months that may still be open.

    An agency admin never rates (contract section 6); with a link to a rater's account one could, in the rater's name.
    """
    since = day - STILL_OPEN
    led = Placement.objects.filter(Q(last_day=None) | Q(last_day__gte=since), supervisor__user_id=OuterRef("pk"))
    stands_in = Delegation.objects.filter(ended_at__isnull=True, last_day__gte=since, delegate__user_id=OuterRef("pk"))
    return accounts.exclude(Exists(led)).exclude(Exists(stands_in))


def people_without_account(actor: Actor, day: datetime.date) -> QuerySet[Employee]:
    """Those for whom the actor may make an account: who sits in the own units on the day; for the region admin all."""
    people = Employee.objects.filter(user=None, redacted_at=None)
    if may_manage_roles(actor):
        return people
    return people.filter(Exists(_homes(actor, day).filter(employee_id=OuterRef("pk"))))


def _homes(actor: Actor, day: datetime.date) -> QuerySet[Placement]:
    kept = Placement.objects.during(day, day).filter(kind=PlacementKind.DEFINITIVE)
    return kept.filter(agency_id__in=actor.admin_agency_ids)


def has_another_admin(user_id: int) -> bool:
    """Whether an active region admin beside this account could come in: with a password, or by the region's provider.

    Holds every grant of that role until the transaction ends, so that of two admins who take each other's role, or
    switch each other off, at the same moment, the second waits and is refused. Ask before such a change.
    """
    admins = RoleGrant.objects.filter(role=Role.REGION_ADMIN)
    list(admins.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    others = accounts_of_region().filter(is_active=True, pk__in=admins.values("user_id")).exclude(pk=user_id)
    if not IdentityProvider.objects.filter(is_active=True).exists():
        others = others.exclude(WITHOUT_PASSWORD)
    return others.exists()
