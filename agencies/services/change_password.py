"""A person changes the own password."""

from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, InstallationEvent, User
from agencies.permissions import Actor
from agencies.services.record_event import record_event


class PasswordRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """The password stays as it is. ``field`` is ``current`` or ``new``; the sentences say how to mend it."""

    def __init__(self, field: str, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.field = field
        self.sentences = sentences


def change_password(*, user: User, actor: Actor | None, current: str, new: str) -> None:
    """Replace the password of an account by its owner. All its sessions end; the caller keeps its own.

    Operators have no actor: they belong to no region, so their act is recorded for the installation.

    Raises:
        PasswordRefused: ``current`` is not the password in force, or ``new`` is the same or too easy to guess.
    """
    _check(user, current, new)
    with transaction.atomic():
        user.set_password(new)
        user.save(update_fields=["password"])
        if actor is None:
            InstallationEvent.objects.create(action=AuditEvent.Action.PASSWORD_CHANGED, reason=f"operator {user.login}")
        else:
            record_event(action=AuditEvent.Action.PASSWORD_CHANGED, subject=user.login, actor=actor)


def _check(user: User, current: str, new: str) -> None:
    if not user.check_password(current):
        raise PasswordRefused("current", [_("Kata sandi sekarang tidak cocok. Periksa lalu coba lagi.")])
    if new == current:
        raise PasswordRefused("new", [_("Kata sandi baru sama dengan yang sekarang. Pilih kata sandi lain.")])
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise PasswordRefused("new", error.messages) from error
