"""Sign-in: who may come in, and the record of it."""

from django.contrib.auth import authenticate

from agencies.models import AuditEvent, Region, User
from agencies.permissions import actor_of
from agencies.services.record_event import record_event
from agencies.tenancy.scope import region_scope


class SignInRefused(Exception):  # noqa: N818 - what happened, not a fault of the program
    """Region, login and password do not belong together; which of them is wrong is told to nobody."""


def sign_in(*, region: Region | None, login: str, password: str) -> User:
    """The account of these credentials, with its sign-in recorded in the region. Operators give no region.

    Raises:
        SignInRefused: no active account has them.
    """
    user = authenticate(region_id=region.pk if region else None, login=login, password=password)
    if not isinstance(user, User):
        raise SignInRefused
    if region is not None:
        with region_scope(region.pk):
            record_event(action=AuditEvent.Action.SIGNED_IN, subject=user.login, actor=actor_of(user))
    return user
