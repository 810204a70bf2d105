"""What every way of signing a file has in common (domain 5.6).

An adapter is a :class:`Signer`. Today there is one, `local`: PAdES with a PKCS#12 file of the signatory on this server.
BSrE (BSSN) is the next by the same interface. Its client stands inside the government's network:

- ``GET /api/user/status/{nik}`` says whether the signatory has a certificate in force (here: `NoCertificateError`,
  `ExpiredCertificateError`);
- ``POST /api/sign/pdf``, multipart ``file``, ``nik``, ``passphrase``, ``tampilan`` and where it is seen
  (`places.find_place`), with HTTP Basic, answers with the signed file; a wrong passphrase is `WrongPassphraseError`. It
  may take two minutes, so its caller holds no transaction and tells the person to wait;
- the file may be neither encrypted nor carry a broken signature, and it must begin with the bytes that were sent.

It needs the NIK of the signatory, which the product does not hold (it would be encrypted), and the credentials of the
client from the environment. Nothing of it is built here.

A passphrase lives as long as one call. It travels as :class:`Passphrase`, which neither prints nor stores itself.
"""

import datetime
from dataclasses import dataclass
from typing import Protocol, final


@final
class Passphrase:
    """What somebody typed to sign once. Its text comes out through :meth:`reveal` alone: not in a log, a traceback, a
    report of local variables, a task or a copy of the object.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> bytes:
        """The bytes, for the one call that opens a key with them."""
        return self._text.encode()

    def __repr__(self) -> str:
        return "<frasa sandi>"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("A passphrase is neither stored nor sent.")


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What the signature says of itself: the field it stands in, who signed, why and where; and what is seen of it on
    the sheet besides: the signatory's NIP (empty where there is none) and post, and when, with its zone.
    """

    field: str
    name: str
    reason: str
    location: str
    nip: str = ""
    title: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """Whose key it was: the names for people, as the file itself holds them exactly. ``serial`` is hexadecimal."""

    subject: str
    issuer: str
    serial: str
    not_after: datetime.datetime


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """The signed file, which begins with the bytes of the file that was signed, and the certificate."""

    pdf: bytes
    certificate: CertificateFacts


class SigningError(Exception):
    """A file was not signed; the Indonesian text says why and what to do. It never holds what was typed."""


class NoCertificateError(SigningError):
    """There is no certificate for this account."""


class WrongPassphraseError(SigningError):
    """The passphrase does not open the key."""


class ExpiredCertificateError(SigningError):
    """The certificate is not, or no longer, in force."""


class UnusableCertificateError(SigningError):
    """The file of the certificate cannot be read, or may not sign."""


class Signer(Protocol):
    """One way of signing. ``provider`` is the name under which the register keeps it."""

    @property
    def provider(self) -> str:
        """At most twenty letters."""

    def sign(self, pdf: bytes, *, passphrase: Passphrase, facts: SignatureFacts) -> SignedPdf:
        """Add a signature to a file as an incremental update: every byte of it stays where it is.

        Raises:
            SigningError: it was not signed.
        """
