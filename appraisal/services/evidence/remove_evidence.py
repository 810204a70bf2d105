"""A file goes out of the library of its owner, never out of what it was used for."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.files.refusal import EvidenceRefusedError
from appraisal.models import Evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, actor: Actor) -> None:
    """Take a file out of the library. What is out already stays out.

    Raises:
        EvidenceRefusedError: it is somebody else's.
    """
    held = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    if held.employee_id != actor.employee_id:
        raise EvidenceRefusedError(_("Bukti dukung hanya dapat dikeluarkan oleh pemiliknya."))
    if held.removed_at is not None:
        return
    held.removed_at = timezone.now()
    held.save(update_fields=["removed_at"])
    record_event(
        action=AuditEvent.Action.EVIDENCE_REMOVED, subject=held.name, actor=actor, details={"key": str(held.key)}
    )
