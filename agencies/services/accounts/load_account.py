"""One account as an admin sees it: whose it is, what it may, how it comes in."""

import datetime
from dataclasses import dataclass

from agencies.models import AccountLink, Employee, RoleGrant, SecondFactor, SignedInDevice, User
from agencies.permissions import Actor, may_manage_roles
from agencies.services.accounts.find_accounts import has_password, role_name, units_on
from agencies.services.accounts.give_link import may_be_given_by


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A role as the page lists it."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What the page says. ``link`` is the one that is open. ``is_own``: the reader's own account.
    ``is_rater_of_others``: only the region admin may hand over a link to it."""

    user: User
    employee: Employee | None
    units: tuple[str, ...]
    grants: tuple[HeldGrant, ...]
    has_password: bool
    factor_since: datetime.datetime | None
    devices: int
    seen_at: datetime.datetime | None
    link: AccountLink | None
    is_own: bool
    manages_roles: bool
    is_rater_of_others: bool

    @property
    def title(self) -> str:
        """The person's name, else the login."""
        return self.employee.name if self.employee else self.user.login

    @property
    def may_give_link(self) -> bool:
        """An own password is changed, not replaced; an account that is switched off opens nothing; raters' are the
        region admin's to give.
        """
        return self.user.is_active and not self.is_own and not self.is_rater_of_others


def load_account(*, user: User, actor: Actor, now: datetime.datetime, day: datetime.date) -> AccountPage:
    """The page of an account that the actor looks after. At most seven queries."""
    employee = Employee.objects.filter(user_id=user.pk).first()
    grants = RoleGrant.objects.filter(user_id=user.pk).select_related("agency").order_by("role", "pk")
    seen = list(SignedInDevice.objects.filter(user_id=user.pk).values_list("seen_at", flat=True))
    factor = SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).first()
    links = AccountLink.objects.filter(user_id=user.pk, used_at=None, ended_at=None, expires_at__gt=now)
    return AccountPage(
        user=user,
        employee=employee,
        units=units_on(day, [employee.pk]).get(employee.pk, ()) if employee else (),
        grants=tuple(HeldGrant(grant.pk, role_name(grant)) for grant in grants),
        has_password=has_password(user),
        factor_since=factor.confirmed_at if factor else None,
        devices=len(seen),
        seen_at=max(seen, default=None),
        link=links.order_by("-created_at").first(),
        is_own=user.pk == actor.user_id,
        manages_roles=may_manage_roles(actor),
        is_rater_of_others=not may_be_given_by(actor, user),
    )
