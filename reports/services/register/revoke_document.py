"""Take an issued document back: it stays in the register and says so wherever it is checked."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from reports.models import Document


class RevocationRefusedError(Exception):
    """It cannot be taken back; the text says why."""


def revoke_document(*, document: Document, reason: str, actor: Actor) -> Document:
    """Take one version back, for a reason that stays inside the region. Its file is kept and handed out no more.

    Raises:
        RevocationRefusedError: it was taken back before, or never issued.
    """
    held = Document.objects.select_for_update().get(pk=document.pk)
    if held.revoked_at is not None:
        raise RevocationRefusedError(
            _("Dokumen ini sudah dibatalkan oleh %(name)s.") % {"name": held.revoked_by_name.removesuffix(".")}
        )
    if held.made_at is None:
        raise RevocationRefusedError(_("Dokumen ini belum terbit, sehingga tidak ada yang perlu dibatalkan."))
    held.revoked_at = timezone.now()
    held.revoked_by_id = actor.user_id
    held.revoked_by_name = actor.name
    held.revoke_reason = reason
    held.save(update_fields=["revoked_at", "revoked_by", "revoked_by_name", "revoke_reason"])
    record_event(
        action=AuditEvent.Action.DOCUMENT_REVOKED,
        subject=f"{held.number} versi {held.version}, {held.get_kind_display()}",
        actor=actor,
        details={"document": held.pk, "number": held.number, "version": held.version, "kind": held.kind},
        reason=reason,
    )
    return held
