"""Documents as they stand in the register, without a printer: a row, and a small file with its hash."""

import datetime
import hashlib

from django.utils import timezone

from agencies.files.whole import write_whole
from agencies.models import Agency, Employee, User
from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation
from reports.documents.imprint import document_number
from reports.files import kept_document
from reports.models import Document, DocumentKind, DocumentSignature
from reports.services.issue.reserve_documents import new_token
from tests.appraisal.factories import a_period

A_FILE = b"%PDF-1.7 as it was issued"
ISSUED_AT = datetime.datetime(2026, 2, 3, 1, 5, tzinfo=datetime.UTC)


def a_document(
    kind: DocumentKind = DocumentKind.SCORECARD,
    *,
    employee: Employee | None = None,
    agency: Agency | None = None,
    plan_id: int | None = None,
    revision: int | None = None,
    part: int = 1,
    former: Document | None = None,
    pdf: bytes = A_FILE,
    made_at: datetime.datetime | None = ISSUED_AT,
    fingerprint: str = "",
    is_provisional: bool = False,
) -> Document:
    """An issued document of January with its file; ``former`` is the version whose place it takes."""
    count = Document.objects.count() + 1
    document = Document.objects.create(
        kind=kind,
        period=a_period(),
        employee=employee,
        agency=agency,
        plan_id=plan_id,
        revision=revision,
        part=part,
        subject_key=former.subject_key if former else f"{kind}:{count}",
        content_key=hashlib.sha256(f"isi {count}".encode()).hexdigest(),
        fingerprint=fingerprint or hashlib.sha256(f"sidik {count}".encode()).hexdigest(),
        is_provisional=is_provisional,
        number=former.number if former else document_number(kind, 2026, count),
        version=former.version + 1 if former else 1,
        token=new_token(),
        reserved_at=ISSUED_AT,
        file_name=f"dokumen-{count}.pdf",
        made_at=made_at,
        file_hash=hashlib.sha256(pdf).hexdigest() if made_at else "",
        size=len(pdf),
        pages=1,
    )
    if made_at:
        write_whole(kept_document(current_region_id(), kind, document.token), pdf)
    if former:
        Document.objects.filter(pk=former.pk).update(superseded_at=timezone.now())
    return document


def a_scorecard(evaluation: Evaluation, former: Document | None = None, pdf: bytes = A_FILE) -> Document:
    """The card of an evaluation."""
    return a_document(
        DocumentKind.SCORECARD,
        employee=evaluation.employee,
        agency=evaluation.agency,
        plan_id=evaluation.plan_id,
        revision=evaluation.revision,
        former=former,
        pdf=pdf,
        fingerprint=evaluation.fingerprint,
    )


def revoked(document: Document, reason: str = "Data keluarga Budi keliru.") -> Document:
    """Taken back, with a reason that is nobody else's business."""
    Document.objects.filter(pk=document.pk).update(
        revoked_at=datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC), revoked_by_name="Admin", revoke_reason=reason
    )
    return document


def a_signature(document: Document) -> DocumentSignature:
    """That Sari signed it, without a key: the row alone."""
    return DocumentSignature.objects.create(
        document=document,
        number=1,
        provider="local",
        signed_by=User.objects.filter(is_active=True, region=current_region_id()).order_by("pk")[0],
        signed_by_name="Sari Wulandari",
        certificate_subject="Sari Wulandari",
        certificate_issuer="Penyelenggara",
        certificate_serial="1f",
        signed_at=ISSUED_AT,
        file_hash="e" * 64,
    )
