"""An account is signed out everywhere at once."""

from django.utils.translation import gettext as _

from agencies.models import AuditEvent, SignedInDevice, User
from agencies.permissions import Actor
from agencies.services.accounts.refused import AccountRefusedError
from agencies.services.accounts.subjects import subject_of
from agencies.services.record_event import record_event
from agencies.services.sign_in.devices import end_devices


def end_sessions(*, user: User) -> int:
    """End every session of an account in the region in scope, and say how many there were."""
    return end_devices(SignedInDevice.objects.filter(user_id=user.pk))


def sign_out_everywhere(*, user: User, actor: Actor) -> int:
    """End every session of somebody else, recorded; a lost telephone opens nothing any more.

    Raises:
        AccountRefusedError: it is the own account, whose devices are listed elsewhere.
    """
    if user.pk == actor.user_id:
        raise AccountRefusedError(_("Perangkat Anda sendiri diatur di Akun saya."))
    ended = end_sessions(user=user)
    if ended:
        record_event(
            action=AuditEvent.Action.SIGNED_OUT_ELSEWHERE,
            subject=subject_of(user),
            actor=actor,
            details={"count": ended},
        )
    return ended
