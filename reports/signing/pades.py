"""A PAdES signature through pyHanko, seen on the sheet. Imported at the first signature: most processes never sign."""

import logging
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.views.decorators.debug import sensitive_variables
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reports.signing.appearance import AppearanceStyle, lines_of
from reports.signing.fonts import font_file
from reports.signing.places import Place, find_place
from reports.signing.signer import CertificateFacts, SignatureFacts

logger = logging.getLogger("timbang.reports")


@sensitive_variables()
def signed_pdf(
    pdf: bytes,
    *,
    key: PrivateKeyTypes,
    certificate: x509.Certificate,
    others: list[x509.Certificate],
    told: CertificateFacts,
    facts: SignatureFacts,
) -> bytes:
    """The file with one signature more, as an incremental update (ETSI EN 319 142-1, level B-B).

    Raises:
        PdfError, SigningError: pyHanko's, as they come.
    """
    about = PdfSignatureMetadata(
        field_name=facts.field,
        md_algorithm="sha256",
        name=facts.name,
        reason=facts.reason,
        location=facts.location,
        subfilter=SigSeedSubFilter.PADES,
    )
    style = AppearanceStyle(lines=tuple(lines_of(facts, told)))
    writer, output = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    field = _field(facts, _place(pdf, facts))
    signer = PdfSigner(about, _signer(key, certificate, others), stamp_style=style, new_field_spec=field)
    with ThreadPoolExecutor(1) as thread:  # pyHanko opens an event loop, and this thread may be standing in one
        thread.submit(signer.sign_pdf, writer, output=output).result()
    return output.getvalue()


@sensitive_variables()
def _signer(key: PrivateKeyTypes, certificate: x509.Certificate, others: list[x509.Certificate]) -> SimpleSigner:
    opened = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    chain.register_multiple([asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in others])
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(opened),
        cert_registry=chain,
    )


def _place(pdf: bytes, facts: SignatureFacts) -> Place | None:
    if font_file(bold=False) is None or font_file(bold=True) is None:
        logger.warning("No TrueType font to draw a signature with: %s is not seen on its sheet", facts.reason)
        return None
    return find_place(pdf, facts.nip)


def _field(facts: SignatureFacts, place: Place | None) -> SigFieldSpec:
    """A field that is read aloud by who signed; without a place it is not seen."""
    aloud = f"Tanda tangan elektronik {facts.name}"
    if place is None:
        return SigFieldSpec(facts.field, readable_field_name=aloud)
    return SigFieldSpec(facts.field, on_page=place.page, box=place.box, readable_field_name=aloud)
