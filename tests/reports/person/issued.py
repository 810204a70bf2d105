"""Issued documents of a person for tests, without a printer: the row, and a file in its place."""

from django.utils import timezone

from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation
from reports.documents.imprint import document_number
from reports.files import kept_document
from reports.models import Document, DocumentKind
from reports.services.compose.evaluations import FOR_THE_PEOPLE
from reports.services.compose.scorecards import evaluation_subject
from reports.services.issue.reserve_documents import new_token


def an_issued_document(
    evaluation: Evaluation, kind: DocumentKind, *, version: int = 1, former: bool = False
) -> Document:
    """One version of a document of an evaluation; a ``former`` one was superseded, and its file is gone."""
    subject = evaluation_subject(kind, evaluation, "a4", is_latest=True)
    now = timezone.now()
    document = Document.objects.create(
        kind=kind,
        period_id=subject.period_id,
        agency_id=subject.agency_id,
        employee_id=subject.employee_id,
        plan_id=subject.plan_id,
        revision=subject.revision,
        part=FOR_THE_PEOPLE if kind == DocumentKind.EVALUATION_FORM else 1,
        subject_key=subject.key,
        content_key=f"{version:060x}{kind[:4]}",
        fingerprint="0" * 64,
        number=document_number(kind, 2026, 123),
        version=version,
        token=new_token(),
        reserved_at=now,
        made_at=now,
        file_name="berkas.pdf",
        file_hash="f" * 64,
        size=35_600,
        pages=2,
        superseded_at=now if former else None,
    )
    if not former:
        path = kept_document(current_region_id(), kind, document.token)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-".ljust(document.size))
    return document


def some_documents(evaluation: Evaluation) -> None:
    """A scorecard that replaced another one, and a document; the form is still to be made."""
    an_issued_document(evaluation, DocumentKind.SCORECARD, former=True)
    an_issued_document(evaluation, DocumentKind.SCORECARD, version=2)
    an_issued_document(evaluation, DocumentKind.EVALUATION_DOCUMENT)
