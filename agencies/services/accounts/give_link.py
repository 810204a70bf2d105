"""A one-time address under which a person chooses the password. The admin hands it over and never knows that."""

import datetime
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AccountLink, AuditEvent, RoleGrant, User
from agencies.permissions import Actor, may_manage_roles
from agencies.services.accounts.kept_accounts import accounts_of_region, without_raters
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.subjects import subject_of
from agencies.services.record_event import SYSTEM_NAME, record_event
from agencies.tenancy.scope import current_region_id

VALID = datetime.timedelta(hours=72)
"""Long enough to be handed over on the next working day after a weekend, short enough to be forgotten."""


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A link as it is shown once: ``path`` holds the secret, which is kept nowhere."""

    user_id: int
    login: str
    path: str
    expires_at: datetime.datetime


def give_link(*, user: User, actor: Actor) -> GivenLink:
    """A link for one account; the ones before it end. A password that exists goes on until the link is used.

    Raises:
        AccountRefusedError: the own account, one that is switched off, or, for an agency admin, one that holds a role
            or whose owner appraises others.
    """
    if user.pk == actor.user_id:
        raise AccountRefusedError(_("Untuk akun sendiri pakai Ganti kata sandi di Akun saya."))
    if not may_manage_roles(actor) and RoleGrant.objects.filter(user_id=user.pk).exists():
        raise AccountRefusedError(_("Tautan untuk akun yang memegang peran diberikan oleh admin daerah."))
    if not may_be_given_by(actor, user):
        raise AccountRefusedError(_("Tautan untuk pejabat penilai diberikan oleh admin daerah."))
    return give_recorded_link(user=user, actor=actor)


def may_be_given_by(actor: Actor, user: User) -> bool:
    """Whether the actor may hand over a link that makes its holder this person: those to raters are the region's."""
    accounts = accounts_of_region().filter(pk=user.pk)
    return may_manage_roles(actor) or without_raters(accounts, timezone.localdate()).exists()


def give_recorded_link(*, user: User, actor: Actor | None) -> GivenLink:
    """The same without asking who may: for the services that know, and for commands, which have no actor.

    Raises:
        AccountRefusedError: the account is switched off.
    """
    (given,) = make_links(users=[user], by=actor.name if actor else SYSTEM_NAME)
    record_event(
        action=AuditEvent.Action.ACCOUNT_LINK_GIVEN,
        subject=subject_of(user),
        actor=actor,
        details={"expires": given.expires_at.isoformat()},
    )
    return given


def make_links(*, users: Sequence[User], by: str) -> list[GivenLink]:
    """A link for each account, in order; whoever calls records it. Five statements, however many they are.

    Raises:
        AccountRefusedError: an account is switched off.
    """
    # Links to one account wait for each other: exactly the newest is open.
    ids = [user.pk for user in users]
    active = User.objects.select_for_update(of=("self",)).filter(pk__in=ids, region_id=current_region_id())
    if not all(active.order_by("pk").values_list("is_active", flat=True)):
        raise AccountRefusedError(_("Akun ini nonaktif. Aktifkan dahulu sebelum memberi tautan."))
    now = timezone.now()
    AccountLink.objects.filter(user_id__in=ids, used_at=None, ended_at=None).update(ended_at=now)
    found = [(user, secrets.token_urlsafe(32)) for user in users]
    AccountLink.objects.bulk_create(
        AccountLink(
            user_id=user.pk,
            secret_hash=hashlib.sha256(secret.encode()).hexdigest(),
            created_by_name=by,
            expires_at=now + VALID,
        )
        for user, secret in found
    )
    return [
        GivenLink(user.pk, user.login, reverse("account-link", args=[current_region_id(), secret]), now + VALID)
        for user, secret in found
    ]
