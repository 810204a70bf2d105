"""Signing on this server: PAdES B-B with a PKCS#12 file of the signatory, through pyHanko.

For trials and for offices with certificates of their own. pyHanko is imported at the first signature: most processes of
the product never sign.
"""

import datetime
import logging
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import pkcs12
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from reports.signing.signer import (
    CertificateFacts,
    ExpiredCertificateError,
    NoCertificateError,
    Passphrase,
    SignatureFacts,
    SignedPdf,
    UnusableCertificateError,
    WrongPassphraseError,
)

logger = logging.getLogger("timbang.reports")


@dataclass(frozen=True, slots=True)
class LocalSigner:
    """Signs with the certificate of one account; the file is named by the account's key."""

    folder: Path
    account: UUID
    provider: str = "local"

    @property
    def path(self) -> Path:
        """Where the certificate of the account lies."""
        return certificate_path(self.folder, self.account)

    @sensitive_variables()
    def sign(self, pdf: bytes, *, passphrase: Passphrase, facts: SignatureFacts) -> SignedPdf:
        """See :class:`reports.signing.signer.Signer`."""
        key, certificate, others = self._opened(passphrase)
        _refuse_out_of_force(certificate, timezone.now())
        return _signed(pdf, key, certificate, others, facts)

    @sensitive_variables()
    def _opened(self, passphrase: Passphrase) -> tuple[PrivateKeyTypes, x509.Certificate, list[x509.Certificate]]:
        try:
            packed = self.path.read_bytes()
        except FileNotFoundError:
            raise NoCertificateError(
                _("Belum ada sertifikat tanda tangan untuk akun Anda di server ini. Hubungi admin daerah.")
            ) from None
        except OSError:
            raise UnusableCertificateError(
                _("Berkas sertifikat Anda tidak dapat dibaca di server ini. Hubungi pengelola sistem.")
            ) from None
        try:
            key, certificate, others = pkcs12.load_key_and_certificates(packed, passphrase.reveal())
        except ValueError:
            raise WrongPassphraseError(
                _("Frasa sandi tidak cocok dengan sertifikat Anda. Ketik sekali lagi; huruf besar dan kecil dibedakan.")
            ) from None
        if key is None or certificate is None:
            raise UnusableCertificateError(_("Berkas sertifikat Anda tidak memuat kunci. Hubungi pengelola sistem."))
        return key, certificate, others


def certificate_path(folder: Path, account: UUID) -> Path:
    """Where the certificate of an account is looked for."""
    return folder / f"{account}.p12"


def certificate_facts(certificate: x509.Certificate) -> CertificateFacts:
    """What the register keeps of a certificate."""
    return CertificateFacts(
        subject=_named(certificate.subject),
        issuer=_named(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        not_after=certificate.not_valid_after_utc,
    )


def _named(name: x509.Name) -> str:
    """`Sari Wulandari; Dinas Kesehatan; ID`: a name for people, the nearest first."""
    return "; ".join(str(attribute.value) for attribute in reversed(list(name)))


def _refuse_out_of_force(certificate: x509.Certificate, now: datetime.datetime) -> None:
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise ExpiredCertificateError(
            _(
                "Sertifikat Anda tidak berlaku lagi, atau belum berlaku. Mintalah sertifikat baru, "
                "lalu tanda tangani lagi."
            )
        )


@sensitive_variables()
def _signed(
    pdf: bytes,
    key: PrivateKeyTypes,
    certificate: x509.Certificate,
    others: list[x509.Certificate],
    facts: SignatureFacts,
) -> SignedPdf:
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - see the module's text
    from pyhanko.sign.general import SigningError as NotSignedError  # noqa: PLC0415

    from reports.signing.pades import signed_pdf  # noqa: PLC0415

    told = certificate_facts(certificate)
    try:
        signed = signed_pdf(pdf, key=key, certificate=certificate, others=others, told=told, facts=facts)
    except (PdfError, NotSignedError) as error:
        logger.warning("pyHanko refused to sign: %s", type(error).__name__)
        raise UnusableCertificateError(
            _("Berkas ini tidak dapat ditandatangani dengan sertifikat Anda. Hubungi pengelola sistem.")
        ) from None
    return SignedPdf(signed, told)
