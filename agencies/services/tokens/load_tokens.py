"""The tokens of the region, as the screen of integrations lists them."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from agencies.models import ApiScope, ApiToken, Employee, RoleGrant, User
from agencies.permissions import Actor
from agencies.tenancy.scope import current_region_id

MOST_ENDED = 50


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token, without its secret. ``is_open``: it still lets a program in."""

    id: int
    name: str
    lead: str
    login: str
    scopes: tuple[str, ...]
    created_at: datetime.datetime
    created_by: str
    expires_at: datetime.datetime
    last_used_at: datetime.datetime | None
    revoked_at: datetime.datetime | None
    is_open: bool

    @classmethod
    def of(cls, token: ApiToken, now: datetime.datetime) -> "TokenRow":
        """With its scopes as people read them."""
        return cls(
            id=token.pk,
            name=token.name,
            lead=token.lead,
            login=token.user.login,
            scopes=tuple(str(ApiScope(scope).label) for scope in token.scopes),
            created_at=token.created_at,
            created_by=token.created_by_name,
            expires_at=token.expires_at,
            last_used_at=token.last_used_at,
            revoked_at=token.revoked_at,
            is_open=token.revoked_at is None and token.expires_at > now,
        )


@dataclass(frozen=True, slots=True)
class Tokens:
    """Those that let programs in, and the latest of those that do not any more."""

    open: tuple[TokenRow, ...]
    ended: tuple[TokenRow, ...]


def load_tokens(*, user_id: int | None = None) -> Tokens:
    """Newest first; those of one account where it is named. Two queries."""
    now = timezone.now()
    rows = ApiToken.objects.select_related("user").order_by("-created_at", "-id")
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    is_open = Q(revoked_at=None, expires_at__gt=now)
    return Tokens(
        open=tuple(TokenRow.of(token, now) for token in rows.filter(is_open)),
        ended=tuple(TokenRow.of(token, now) for token in rows.exclude(is_open)[:MOST_ENDED]),
    )


def accounts_for_programs(actor: Actor) -> list[User]:
    """The accounts in whose name the actor may let a program act: the own one, and those of no employee.

    One query for the accounts that belong to nobody: those with a role.
    """
    held = RoleGrant.objects.values("user_id")
    people = Employee.objects.filter(user_id__isnull=False).values("user_id")
    rows = User.objects.filter(region_id=current_region_id(), is_active=True)
    return list(rows.filter(Q(pk=actor.user_id) | Q(pk__in=held) & ~Q(pk__in=people)).order_by("login__sort_key"))
