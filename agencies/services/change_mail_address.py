"""Where somebody gets the daily digest, and whether."""

from django.utils.translation import gettext as _

from agencies.models import AuditEvent, MailAddress
from agencies.permissions import Actor
from agencies.services.record_event import record_event


class MailAddressRefusedError(ValueError):
    """The account has no address that a digest could go to; the text says so."""


def change_mail_address(*, address: str, wants_digest: bool, actor: Actor) -> None:
    """Keep the actor's mail address; an empty one is forgotten. The audit trail names no address.

    Raises:
        MailAddressRefusedError: a digest is wanted without an address.
    """
    if wants_digest and not address:
        raise MailAddressRefusedError(_("Isi alamat surel, atau matikan ringkasan harian."))
    if address:
        MailAddress.objects.update_or_create(
            user_id=actor.user_id, defaults={"address": address, "wants_digest": wants_digest}
        )
    else:
        MailAddress.objects.filter(user_id=actor.user_id).delete()
    record_event(
        action=AuditEvent.Action.MAIL_ADDRESS_CHANGED,
        subject=actor.name,
        actor=actor,
        details={"has_address": bool(address), "wants_digest": wants_digest},
    )
