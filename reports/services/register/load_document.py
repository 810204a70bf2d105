"""Everything that the register knows of one document."""

import datetime
from dataclasses import dataclass

from django.utils.text import capfirst

from agencies.dates import moment
from agencies.files.nip import format_nip
from reports.models import Document, DocumentKind
from reports.services.issue.kept_file import kept_size
from reports.services.issue.make_documents import public_address
from reports.services.verify.find_public_document import IN_PARTS, ShownSignature, period_of, shown_signature
from reports.services.verify.standing import Validity, issued_documents, validity_of


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the versions of a subject."""

    id: int
    version: int
    made_at: datetime.datetime
    validity: Validity
    is_this: bool


@dataclass(frozen=True, slots=True)
class RegisteredDocument:
    """A document as its readers see it; ``address`` is where anybody can check it."""

    id: int
    kind: str
    number: str
    version: int
    subject: str
    nip: str
    unit: str
    period: str
    part: int
    paper: str
    pages: int
    size: int
    made_at: str
    file_name: str
    file_hash: str
    fingerprint: str
    address: str
    token: str
    validity: Validity
    revoked_by: str
    revoke_reason: str
    editions: tuple[Edition, ...]
    signatures: tuple[ShownSignature, ...]


def load_document(document: Document) -> RegisteredDocument:
    """The facts of one of the visible documents. At most three queries more."""
    person, unit = document.employee, document.agency
    assert document.made_at is not None  # noqa: S101 - visible_documents selects no other
    return RegisteredDocument(
        id=document.pk,
        kind=capfirst(str(DocumentKind(document.kind).label)),
        number=document.number,
        version=document.version,
        subject=person.name if person else "",
        nip=format_nip(person.nip) if person else "",
        unit=f"{unit.code} {unit.name}" if unit else "",
        period=period_of(document),
        part=document.part if document.kind in IN_PARTS else 1,
        paper=document.get_paper_display(),
        pages=document.pages,
        size=kept_size(document) or document.size,
        made_at=moment(document.made_at),
        file_name=document.file_name,
        file_hash=document.file_hash,
        fingerprint=document.fingerprint,
        address=public_address(document.token),
        token=document.token,
        validity=validity_of(document),
        revoked_by=document.revoked_by_name,
        revoke_reason=document.revoke_reason,
        editions=_editions(document),
        signatures=tuple(map(shown_signature, document.signatures.order_by("number"))),
    )


def _editions(document: Document) -> tuple[Edition, ...]:
    found = issued_documents().filter(subject_key=document.subject_key).order_by("-version")
    return tuple(
        Edition(one.pk, one.version, one.made_at, validity_of(one), one.pk == document.pk)
        for one in found
        if one.made_at is not None
    )
