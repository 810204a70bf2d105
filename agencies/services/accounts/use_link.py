"""The person to whom a one-time link was given chooses the password with it."""

import datetime
import hashlib
import re

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import AccountLink, ApiToken, AuditEvent, Employee, User
from agencies.permissions import actor_of
from agencies.services.accounts.end_sessions import end_sessions
from agencies.services.change_password import check_new_password
from agencies.services.record_event import record_event

_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


class LinkGoneError(Exception):
    """The link opens nothing: used, over, ended by a newer one, or never given."""


def find_link(secret: str) -> AccountLink | None:
    """The link behind a secret, with its account, in the region in scope; nothing where it opens nothing any more."""
    return _open_links(secret).select_related("user__region").first()


def use_link(*, secret: str, new: str) -> User:
    """Set the password of the account, end the link, every other link of the account, and all its sessions.

    Of a person the tokens end too: whoever sat at a lost account may have issued them. Machines keep theirs.

    Raises:
        LinkGoneError: it opens nothing, or not any more: somebody was faster.
        PasswordRefused: the password is too easy to guess; the link stays as it is.
    """
    with transaction.atomic():
        given = _open_links(secret).first()
        # The account first, as for giving a link: of the two at the same moment one waits for the other.
        if given is not None:
            User.objects.select_for_update(of=("self",)).get(pk=given.user_id)
        user = _hold_account(secret)
        link = _open_links(secret).select_for_update(of=("self",)).first()
        if link is None:
            raise LinkGoneError
        now = timezone.now()
        check_new_password(user, new)
        user.set_password(new)
        user.save(update_fields=["password"])
        AccountLink.objects.filter(pk=link.pk).update(used_at=now)
        AccountLink.objects.filter(user_id=user.pk, used_at=None, ended_at=None).update(ended_at=now)
        end_sessions(user=user)
        _end_tokens(user, now)
        record_event(
            action=AuditEvent.Action.PASSWORD_CHANGED,
            subject=user.login,
            actor=actor_of(user),
            details={"by": "link"},
        )
    return user


def _hold_account(secret: str) -> User:
    """The account before its link, in the order in which links are given: otherwise the two wait for each other."""
    owner = _open_links(secret).values("user_id")
    user = User.objects.select_for_update(of=("self",)).select_related("region").filter(pk__in=owner).first()
    if user is None:
        raise LinkGoneError
    return user


def _end_tokens(user: User, now: datetime.datetime) -> None:
    if Employee.objects.filter(user_id=user.pk).exists():
        ApiToken.objects.filter(user_id=user.pk, revoked_at=None).update(revoked_at=now)


def _open_links(secret: str) -> QuerySet[AccountLink]:
    if not _SHAPE.fullmatch(secret):
        return AccountLink.objects.none()
    digest = hashlib.sha256(secret.encode()).hexdigest()
    return AccountLink.objects.filter(
        secret_hash=digest, used_at=None, ended_at=None, expires_at__gt=timezone.now(), user__is_active=True
    )
