"""The pages of register, verification and signing, each in its states, for proofs that walk over all screens."""

from dataclasses import dataclass

from agencies.models import Employee, User
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation
from reports.models import Document, DocumentKind, DocumentSignature
from tests.cast import Cast
from tests.reports.verify.issued import ISSUED_AT, a_document, a_scorecard, revoked

Page = tuple[Employee | User | None, str]


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued in a region whose January is evaluated."""

    card: Document
    former: Document
    recap: Document
    gone: Document


def some_documents(cast: Cast) -> Issued:
    """Budi's card in two versions, the newer one signed; the recap of the dinas; a revoked summary of the region."""
    january = Evaluation.objects.latest().get(employee=cast.budi, period__code="2026-01")
    former = a_scorecard(january)
    card = a_scorecard(january, former)
    a_signature(card, cast.sari)
    recap = a_document(DocumentKind.AGENCY_SUMMARY, agency=cast.dinas)
    gone = revoked(a_document(DocumentKind.REGION_SUMMARY))
    return Issued(card, former, recap, gone)


def a_signature(document: Document, signatory: Employee) -> DocumentSignature:
    """As the local adapter leaves it in the register."""
    name = f"SERTIFIKAT UJI {signatory.name}; SERTIFIKAT UJI, tanpa kekuatan hukum; Pemerintah Kota Kupang; ID"
    return DocumentSignature.objects.create(
        document=document,
        number=1,
        provider="local",
        signed_by=signatory.user,
        signed_by_name=signatory.name,
        signed_by_title="Kepala Puskesmas",
        certificate_subject=name,
        certificate_issuer=name,
        certificate_serial="4f1c0a",
        signed_at=ISSUED_AT,
        file_hash=document.file_hash,
    )


def document_pages(cast: Cast) -> dict[str, Page]:
    """Each with who looks at it; the region in scope is that of the cast, or none."""
    with region_scope(cast.region.pk):
        issued = some_documents(cast)
    admin = cast.region_admin
    return {
        "register": (admin, "/dokumen/"),
        "register, nothing found": (admin, "/dokumen/?nomor=KN-1999-000001"),
        "register, refused": (admin, "/dokumen/?jenis=x"),
        "register, forbidden": (cast.citra, "/dokumen/"),
        "document": (cast.budi, f"/dokumen/{issued.card.pk}/"),
        "document, superseded": (cast.agency_admin, f"/dokumen/{issued.former.pk}/"),
        "document, revoked": (admin, f"/dokumen/{issued.gone.pk}/"),
        "revoke a document": (admin, f"/dokumen/{issued.recap.pk}/batalkan/"),
        "sign a document": (cast.ratna, f"/dokumen/{issued.recap.pk}/tanda-tangan/"),
        "verification": (None, "/v/"),
        "verification, refused": (None, "/v/?dokumen=KN-2026-000001"),
        "verified, in force": (None, f"/v/{issued.card.token}/"),
        "verified, superseded": (None, f"/v/{issued.former.token}/"),
        "verified, revoked": (None, f"/v/{issued.gone.token}/"),
        "verified, not found": (None, "/v/tidak-ada/"),
    }
