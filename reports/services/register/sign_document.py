"""A certified signature on the file of an issued document."""

import datetime
import hashlib
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from agencies.dates import moment
from agencies.files.whole import write_whole
from agencies.models import AuditEvent, Employee, Region
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.tenancy.scope import current_region_id
from reports.models import Document, DocumentSignature
from reports.services.issue.composed import official_language
from reports.services.issue.kept_file import kept_file, signed_file
from reports.services.register.read_file import put_in_place, read_file
from reports.services.register.signatories import title_of
from reports.services.verify.standing import Standing, issued_documents, validity_of
from reports.signing.signer import Passphrase, SignatureFacts, SignedPdf, Signer


class SignatureRefusedError(Exception):
    """The document is not to be signed now; the text says why."""


@sensitive_variables()
def sign_document(*, document: Document, signer: Signer, passphrase: Passphrase, actor: Actor) -> DocumentSignature:
    """Sign the kept file, which is replaced by the signed one: it begins with every byte of what was issued.

    The passphrase goes to the signer and nowhere else. The signed file waits beside the kept one until its signature is
    committed (`put_in_place`): while that can fail, the kept file stays what the register says of it.

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
    facts = _facts(held, number, actor, now)
    signed = signer.sign(pdf, passphrase=passphrase, facts=facts)
    if not signed.pdf.startswith(pdf):
        raise SignatureRefusedError(_("Penyedia tanda tangan mengubah isi berkas, sehingga hasilnya tidak dipakai."))
    signature = _registered(held, number, signed, facts, provider=signer.provider, actor=actor, now=now)
    _sweep(held)
    beside = signed_file(held, signature.file_hash)
    write_whole(beside, signed.pdf)
    transaction.on_commit(partial(put_in_place, beside, kept_file(held)), robust=True)
    return signature


def _sweep(document: Document) -> None:
    """What signatures that were never committed have left. Under the lock of the row, and after its file was read: so
    whatever waits here was not registered.
    """
    for left in kept_file(document).parent.glob(f"{document.token}.*.pdf"):
        left.unlink(missing_ok=True)


def _refuse(document: Document, actor: Actor) -> None:
    validity = validity_of(document)
    standing = validity.standing
    if standing is Standing.REVOKED:
        raise SignatureRefusedError(_("Dokumen ini sudah dibatalkan, sehingga tidak dapat ditandatangani."))
    if standing is Standing.SUPERSEDED:
        raise SignatureRefusedError(_("Dokumen ini sudah digantikan. Tanda tangani versi terbarunya."))
    if validity.is_provisional:
        raise SignatureRefusedError(_("Dokumen ini masih sementara. Buat lagi setelah evaluasinya lengkap."))
    if document.signatures.filter(signed_by_id=actor.user_id).exists():
        raise SignatureRefusedError(_("Anda sudah menandatangani dokumen ini."))


def _facts(document: Document, number: int, actor: Actor, now: datetime.datetime) -> SignatureFacts:
    nips = Employee.objects.filter(pk=actor.employee_id or 0).values_list("nip", flat=True)
    with official_language():
        said = moment(now)
    return SignatureFacts(
        field=f"TandaTangan{number}",
        name=actor.name,
        reason=f"{document.number} versi {document.version}",
        location=Region.objects.get(pk=current_region_id()).name,
        nip=nips.first() or "",
        title=title_of(actor, document, timezone.localdate(now)),
        moment=said,
    )


def _registered(
    document: Document,
    number: int,
    signed: SignedPdf,
    facts: SignatureFacts,
    *,
    provider: str,
    actor: Actor,
    now: datetime.datetime,
) -> DocumentSignature:
    certificate = signed.certificate
    signature = DocumentSignature.objects.create(
        document=document,
        number=number,
        provider=provider,
        signed_by_id=actor.user_id,
        signed_by_name=actor.name,
        signed_by_title=facts.title,
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
