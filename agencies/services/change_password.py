"""A person changes the own password."""

from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, InstallationEvent, SignedInDevice, User
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.services.second_factor.tries import TooManyTriesError, Tried, count_try, forget_tries
from agencies.services.sign_in.devices import end_devices


class PasswordRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """The password stays as it is. ``field`` is ``current`` or ``new``; the sentences say how to mend it."""

    def __init__(self, field: str, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.field = field
        self.sentences = sentences


def change_password(*, user: User, actor: Actor | None, current: str, new: str, session_key: str) -> None:
    """Replace the password of an account by its owner. All its sessions but ``session_key`` end; the caller keeps that.

    Operators have no actor: they belong to no region, so their act is recorded for the installation.

    Raises:
        PasswordRefused: ``current`` is not the password in force, or was wrong too often; or ``new`` is the same or too
            easy to guess.
    """
    _check(user, current, new)
    with transaction.atomic():
        user.set_password(new)
        user.save(update_fields=["password"])
        if actor is None:
            InstallationEvent.objects.create(action=AuditEvent.Action.PASSWORD_CHANGED, reason=f"operator {user.login}")
        else:
            record_event(action=AuditEvent.Action.PASSWORD_CHANGED, subject=user.login, actor=actor)
            end_devices(SignedInDevice.objects.filter(user_id=user.pk).exclude(session_key=session_key))


def _check(user: User, current: str, new: str) -> None:
    # Whoever finds a session open must not guess on and so get the account for good.
    try:
        count_try(user, Tried.PASSWORD)
    except TooManyTriesError as waits:
        raise PasswordRefused("current", [str(waits)]) from None
    if not user.check_password(current):
        raise PasswordRefused("current", [_("Kata sandi sekarang tidak cocok. Periksa lalu coba lagi.")])
    forget_tries(user, Tried.PASSWORD)
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
