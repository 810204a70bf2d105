"""A certificate to try signing with. It says in its own name that it proves nothing."""

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.views.decorators.debug import sensitive_variables

from reports.signing.signer import Passphrase

TRIAL = "SERTIFIKAT UJI"
LONGEST_NAME = 64
"""Of a common name (X.520)."""


@sensitive_variables()
def trial_certificate(
    *, name: str, organisation: str, passphrase: Passphrase, now: datetime.datetime, days: int = 365
) -> bytes:
    """A PKCS#12 file with a fresh key (P-256) and a certificate that it signed itself, locked with the passphrase."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:LONGEST_NAME]),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, f"{TRIAL}, tanpa kekuatan hukum"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{TRIAL} {name}"[:LONGEST_NAME]),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=5))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signatures(), critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(passphrase.reveal())
    return pkcs12.serialize_key_and_certificates(TRIAL.encode(), key, certificate, None, locked)


def _for_signatures() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
