"""A certified signature on the file of an issued document."""

import datetime
import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from agencies.files.whole import write_whole
from agencies.models import AuditEvent, Region
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from reports.models import Document, DocumentSignature
from reports.services.issue.kept_file import kept_file
from reports.services.register.read_file import read_file
from reports.services.register.signatories import title_of
from reports.services.verify.standing import Standing, issued_documents, validity_of
from reports.signing.signer import Passphrase, SignatureFacts, SignedPdf, Signer


class SignatureRefusedError(Exception):
    """The document is not to be signed now; the text says why."""


@sensitive_variables()
def sign_document(*, document: Document, signer: Signer, passphrase: Passphrase, actor: Actor) -> DocumentSignature:
    """Sign the kept file, which is replaced by the signed one: it begins with every byte of what was issued.

    The passphrase goes to the signer and nowhere else. The file is written last, so that what fails before leaves it as
    it was.

    Raises:
        SignatureRefusedError: it holds no longer, or this account has signed it.
        FileRefusedError: there is no file, or it was altered.
        SigningError: the signer refuses (wrong passphrase, no certificate, expired).
    """
    held = Document.objects.select_for_update().get(pk=document.pk)
    _refuse(issued_documents().get(pk=held.pk), actor)
    pdf = read_file(held)
    number = held.signatures.count() + 1
    now = timezone.now()
    signed = signer.sign(pdf, passphrase=passphrase, facts=_facts(held, number, actor))
    if not signed.pdf.startswith(pdf):
        raise SignatureRefusedError(_("Penyedia tanda tangan mengubah isi berkas, sehingga hasilnya tidak dipakai."))
    signature = _registered(held, number, signed, provider=signer.provider, actor=actor, now=now)
    write_whole(kept_file(held), signed.pdf)
    return signature


def _refuse(document: Document, actor: Actor) -> None:
    standing = validity_of(document).standing
    if standing is Standing.REVOKED:
        raise SignatureRefusedError(_("Dokumen ini sudah dibatalkan, sehingga tidak dapat ditandatangani."))
    if standing is Standing.SUPERSEDED:
        raise SignatureRefusedError(_("Dokumen ini sudah digantikan. Tanda tangani versi terbarunya."))
    if document.signatures.filter(signed_by_id=actor.user_id).exists():
        raise SignatureRefusedError(_("Anda sudah menandatangani dokumen ini."))


def _facts(document: Document, number: int, actor: Actor) -> SignatureFacts:
    return SignatureFacts(
        field=f"TandaTangan{number}",
        name=actor.name,
        reason=f"{document.number} versi {document.version}",
        location=Region.objects.get(pk=current_region_id()).name,
    )


def _registered(
    document: Document, number: int, signed: SignedPdf, *, provider: str, actor: Actor, now: datetime.datetime
) -> DocumentSignature:
    certificate = signed.certificate
    signature = DocumentSignature.objects.create(
        document=document,
        number=number,
        provider=provider,
        signed_by_id=actor.user_id,
        signed_by_name=actor.name,
        signed_by_title=title_of(actor, document, timezone.localdate(now)),
        certificate_subject=certificate.subject[:300],
        certificate_issuer=certificate.issuer[:300],
        certificate_serial=certificate.serial[:80],
        signed_at=now,
        file_hash=hashlib.sha256(signed.pdf).hexdigest(),
    )
    record_event(
        action=AuditEvent.Action.DOCUMENT_SIGNED,
        subject=f"{document.number} versi {document.version}, {document.get_kind_display()}",
        actor=actor,
        details={
            "document": document.pk,
            "number": document.number,
            "version": document.version,
            "provider": provider,
            "certificate_serial": signature.certificate_serial,
            "file_hash": signature.file_hash,
        },
    )
    return signature
