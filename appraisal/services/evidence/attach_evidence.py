"""What supports an actual: chosen by its owner from the own library."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.files.refusal import EvidenceRefusedError
from appraisal.models import Actual, ActualEvidence, Evidence
from appraisal.period_codes import parse_period_code
from appraisal.services.periods.locked_periods import closing_lock, locked_periods

MOST_FILES = 10
"""Of one actual."""


@transaction.atomic
def attach_evidence(*, actual: Actual, keys: Collection[UUID], actor: Actor) -> None:
    """Make the evidence of an actual exactly these files of the person's library. At most five statements.

    Saying what holds already writes nothing. A file that was taken out of the library may stay where it is used.

    Raises:
        EvidenceRefusedError: the actual is somebody else's, its month is locked, a file is not in the library, or
            there are too many.
    """
    if actor.employee_id != actual.employee_id:
        raise EvidenceRefusedError(_("Bukti dukung hanya dapat dipilih oleh pemilik realisasi."))
    wanted = set(keys)
    if len(wanted) > MOST_FILES:
        raise EvidenceRefusedError(
            _("Satu realisasi memuat paling banyak %(most)s berkas bukti.") % {"most": MOST_FILES}
        )
    links = dict(ActualEvidence.objects.filter(actual=actual).order_by().values_list("evidence__key", "pk"))
    new, gone = wanted - links.keys(), links.keys() - wanted
    if not new and not gone:
        return
    _refuse_locked(actual)
    library = Evidence.objects.filter(employee_id=actual.employee_id, removed_at__isnull=True, key__in=new)
    found = dict(library.values_list("key", "pk"))
    if found.keys() != new:
        raise EvidenceRefusedError(_("Salah satu berkas tidak ada lagi di bukti dukung Anda. Pilih ulang berkasnya."))
    ActualEvidence.objects.filter(pk__in=[links[key] for key in gone]).delete()
    ActualEvidence.objects.bulk_create(
        [ActualEvidence(actual=actual, evidence_id=found[key]) for key in dict.fromkeys(keys) if key in new]
    )


def _refuse_locked(actual: Actual) -> None:
    span = parse_period_code(f"{actual.month:%Y-%m}")
    if closing_lock(locked_periods(*span.days), *span.days):
        raise EvidenceRefusedError(
            _("Periode %(period)s sudah dikunci, sehingga buktinya tidak dapat diubah.") % {"period": span.label}
        )
