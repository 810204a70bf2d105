"""A person changes the own password."""

from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, SignedInDevice, User
from agencies.permissions import Actor
from agencies.services.own_password import OwnPasswordError, check_own_password
from agencies.services.record_account_event import record_account_event
from agencies.services.sign_in.devices import end_devices


class PasswordRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """The password stays as it is. ``field`` is ``current`` or ``new``; the sentences say how to mend it."""

    def __init__(self, field: str, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.field = field
        self.sentences = sentences


def change_password(*, user: User, actor: Actor, current: str, new: str, session_key: str) -> None:
    """Replace the password of an account by its owner. All its sessions but ``session_key`` end; the caller keeps that.

    Raises:
        PasswordRefused: ``current`` is not the password in force, or was wrong too often; or ``new`` is the same or too
            easy to guess.
    """
    _check(user, current, new)
    with transaction.atomic():
        user.set_password(new)
        user.save(update_fields=["password"])
        record_account_event(action=AuditEvent.Action.PASSWORD_CHANGED, subject=user.login, actor=actor)
        end_devices(SignedInDevice.objects.filter(user_id=user.pk).exclude(session_key=session_key))


def _check(user: User, current: str, new: str) -> None:
    try:
        check_own_password(user, current)
    except OwnPasswordError as refused:
        raise PasswordRefused("current", [str(refused)]) from None
    if new == current:
        raise PasswordRefused("new", [_("Kata sandi baru sama dengan yang sekarang. Pilih kata sandi lain.")])
    check_new_password(user, new)


def check_new_password(user: User, new: str) -> None:
    """Hold a password against the rules (`agencies.password_rules`).

    Raises:
        PasswordRefused: with what is wrong with it and how to mend it.
    """
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise PasswordRefused("new", error.messages) from error
