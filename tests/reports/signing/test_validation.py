"""What a validator that is not ours says of a signed file."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.utils import timezone
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from reports.documents.printing import print_pdf
from reports.signing.local import LocalSigner, certificate_path
from reports.signing.signer import Passphrase, SignatureFacts
from reports.signing.trial_certificate import trial_certificate
from tests.reports.signing.conftest import PASSPHRASE, a_sheet

FACTS = SignatureFacts("TandaTangan1", "Sari Wulandari", "KN-2026-000001 versi 1", "Kota Kupang")
SECOND = SignatureFacts("TandaTangan2", "Ratna Dewi", "KN-2026-000001 versi 1", "Kota Kupang")
ACCOUNT = UUID(int=7)


@pytest.fixture
def signer(tmp_path: Path) -> LocalSigner:
    """With a certificate that is good for a year."""
    certificate_path(tmp_path, ACCOUNT).write_bytes(
        trial_certificate(
            name="Sari Wulandari",
            organisation="Pemerintah Kota Kupang",
            passphrase=Passphrase(PASSPHRASE),
            now=timezone.now(),
        )
    )
    return LocalSigner(tmp_path, ACCOUNT)


def signed(signer: LocalSigner, pdf: bytes, facts: SignatureFacts = FACTS) -> bytes:
    """The file with a signature more."""
    return signer.sign(pdf, passphrase=Passphrase(PASSPHRASE), facts=facts).pdf


def checked(signer: LocalSigner, pdf: bytes, which: int = 0) -> PdfSignatureStatus:
    """What pyHanko's validator says of a signature, trusting the test certificate."""
    _key, certificate, _others = pkcs12.load_key_and_certificates(signer.path.read_bytes(), PASSPHRASE.encode())
    assert certificate is not None
    root = x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    signature = PdfFileReader(BytesIO(pdf)).embedded_signatures[which]
    with ThreadPoolExecutor(1) as thread:  # the validator opens an event loop, and a browser's may be running here
        trusting = ValidationContext(trust_roots=[root])
        status: PdfSignatureStatus = thread.submit(validate_pdf_signature, signature, trusting).result()
    return status


def test_the_signature_is_intact_and_covers_the_whole_file(signer: LocalSigner) -> None:
    status = checked(signer, signed(signer, a_sheet()))
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_a_signature_can_be_made_where_an_event_loop_runs(signer: LocalSigner) -> None:
    async def sign() -> bytes:
        return signed(signer, a_sheet())

    with ThreadPoolExecutor(1) as thread:
        pdf = thread.submit(asyncio.run, sign()).result()
    assert checked(signer, pdf).intact


def test_it_is_pades(signer: LocalSigner) -> None:
    [signature] = PdfFileReader(BytesIO(signed(signer, a_sheet()))).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Reason"] == FACTS.reason


@pytest.mark.parametrize("where", [b"/MediaBox", b"/Reason", b"/Type", b"trailer"])
def test_one_changed_byte_is_detected(signer: LocalSigner, where: bytes) -> None:
    pdf = bytearray(signed(signer, a_sheet()))
    pdf[pdf.index(where) + len(where) + 2] ^= 1
    assert is_detected(signer, bytes(pdf))


def is_detected(signer: LocalSigner, pdf: bytes) -> bool:
    """Whether the validator refuses the file, or cannot even read it."""
    try:
        status = checked(signer, pdf)
    except (PdfError, SignatureValidationError, IndexError):
        return True
    return not (status.intact and status.valid)


def test_what_is_appended_is_not_covered(signer: LocalSigner) -> None:
    status = checked(signer, signed(signer, a_sheet()) + b"\n% a line more\n")
    assert status.coverage != SignatureCoverageLevel.ENTIRE_FILE


def test_a_second_signature_leaves_the_first_intact(signer: LocalSigner) -> None:
    once = signed(signer, a_sheet())
    twice = signed(signer, once, SECOND)
    assert twice.startswith(once)
    first, second = (checked(signer, twice, which) for which in (0, 1))
    assert (first.intact, first.valid, second.intact, second.valid) == (True, True, True, True)
    assert first.modification_level == ModificationLevel.FORM_FILLING


@pytest.mark.document
def test_a_printed_document_can_be_signed(signer: LocalSigner) -> None:
    issued = print_pdf('<html lang="id"><title>Kartu</title><body><h1>Kartu nilai</h1></body></html>').pdf
    pdf = signed(signer, issued)
    assert pdf.startswith(issued)
    assert checked(signer, pdf).bottom_line
