"""Whether an account has a second factor, and how it stands."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import RecoveryCode, RoleGrant, SecondFactor, User
from agencies.sealing import SealBrokenError, unseal
from agencies.services.second_factor.codes import app_address, in_groups
from agencies.tenancy.scope import region_scope

UNFINISHED_LASTS = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FactorState:
    """What the account's own pages say: on since when (none: off), and how many recovery codes are unused."""

    since: datetime.datetime | None
    codes_left: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A secret that waits for its first code: as the app reads it, and as a person types it."""

    address: str
    secret: str


def load_factor_state(user: User) -> FactorState:
    """How the factor of an account of the scope that is open stands. One query."""
    unused = (
        RecoveryCode.objects.filter(user_id=OuterRef("user_id"), used_at=None)
        .order_by()
        .values("user_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False)
    row = rows.annotate(left=Coalesce(Subquery(unused), 0)).values_list("confirmed_at", "left").first()
    return FactorState(*row) if row else FactorState(None, 0)


def find_enrolment(user: User, issuer: str) -> Enrolment | None:
    """The secret that was begun with and not confirmed, for an hour."""
    since = timezone.now() - UNFINISHED_LASTS
    factor = SecondFactor.objects.filter(user_id=user.pk, confirmed_at=None, created_at__gt=since).first()
    if factor is None:
        return None
    try:
        secret = unseal(factor.sealed_secret)
    except SealBrokenError:
        return None
    return Enrolment(app_address(secret, user.login, issuer), in_groups(secret))


def find_factor(user: User) -> SecondFactor | None:
    """The factor that is asked for at sign-in, before any scope is open."""
    with region_scope(user.scope_id):
        return SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).first()


def needs_factor(user: User) -> bool:
    """Whether the installation asks this account for a factor that it has not (``SECOND_FACTOR_FOR_ROLES``).

    People with a granted role: what they see is other people's. Operators: they let the first admins of regions in.
    """
    if not settings.SECOND_FACTOR_FOR_ROLES:
        return False
    with region_scope(user.scope_id):
        holds_role = user.is_operator or RoleGrant.objects.filter(user_id=user.pk).exists()
        return holds_role and not SecondFactor.objects.filter(user_id=user.pk, confirmed_at__isnull=False).exists()
