"""A file comes into the library of an employee."""

import uuid
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from appraisal.files.evidence_store import evidence_path, keep_with_transaction
from appraisal.files.kept_file import MOST_BYTES, KeptFile, kept_file, shown_name, too_large
from appraisal.files.refusal import EvidenceRefusedError
from appraisal.models import Evidence

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_OF_A_PERSON = 500 * 1024 * 1024
"""What one library may hold, in bytes."""
LONGEST_NOTE = 200

__all__ = ["EvidenceRefusedError", "store_evidence"]


@transaction.atomic
def store_evidence(*, employee_id: int, upload: "UploadedFile[bytes]", note: str = "", actor: Actor) -> Evidence:
    """Keep a file that an employee brings; what is in the library already comes back as it is there.

    Raises:
        EvidenceRefusedError: the file cannot be taken, the library is full, or it is somebody else's.
    """
    if actor.employee_id != employee_id:
        raise EvidenceRefusedError(_("Bukti dukung hanya dapat ditambahkan oleh pemiliknya."))
    if upload.size is not None and upload.size > MOST_BYTES:
        raise too_large(upload.size)
    kept = kept_file(upload.read(MOST_BYTES + 1))
    employee = Employee.objects.select_for_update(no_key=True).get(pk=employee_id)
    stored = Evidence.objects.filter(employee=employee, sha256=kept.sha256).first()
    if stored is not None:
        return _again(stored)
    _refuse_full(employee_id, kept)
    return _store(employee, kept, upload.name or "", note, actor)


def _again(stored: Evidence) -> Evidence:
    """The entry that holds this content already, back in the library if it was taken out."""
    if stored.removed_at is not None:
        stored.removed_at = None
        stored.save(update_fields=["removed_at"])
    return stored


def _refuse_full(employee_id: int, kept: KeptFile) -> None:
    held = Evidence.objects.filter(employee_id=employee_id).aggregate(bytes=Sum("size"))["bytes"] or 0
    if held + len(kept.content) > MOST_OF_A_PERSON:
        raise EvidenceRefusedError(
            _("Bukti dukung Anda sudah %(most)s MB. Pakai berkas yang sudah ada, atau hubungi admin daerah.")
            % {"most": MOST_OF_A_PERSON // (1024 * 1024)}
        )


def _store(employee: Employee, kept: KeptFile, name: str, note: str, actor: Actor) -> Evidence:
    key = uuid.uuid4()
    keep_with_transaction(evidence_path(current_region_id(), key), kept.content)
    evidence = Evidence.objects.create(
        employee=employee,
        key=key,
        name=shown_name(name),
        media_type=kept.media_type,
        size=len(kept.content),
        sha256=kept.sha256,
        look=kept.look,
        width=kept.width,
        height=kept.height,
        note=" ".join(note.split())[:LONGEST_NOTE],
        uploaded_by_id=actor.user_id,
    )
    record_event(
        action=AuditEvent.Action.EVIDENCE_STORED,
        subject=f"{employee.nip}, {evidence.name}",
        actor=actor,
        details={"key": str(key), "sha256": kept.sha256, "size": evidence.size, "type": kept.media_type},
    )
    return evidence
