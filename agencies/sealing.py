"""Small secrets that must be read again (a second factor's, a provider's), encrypted where they are kept.

The key is drawn from the installation's ``SECRET_KEY`` (HKDF, RFC 5869), so that a copy of the database alone opens
nothing. ``SECRET_KEY_FALLBACKS`` still open what was sealed before the key was changed.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

_PURPOSE = b"timbang sealed secrets 1"


class SealBrokenError(ValueError):
    """Sealed under a key that this installation has not, or changed since."""


def seal(secret: str) -> str:
    """A secret as it may be kept."""
    return _seals().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed.

    Raises:
        SealBrokenError: no key of this installation opens it.
    """
    try:
        return _seals().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise SealBrokenError from None


def _seals() -> MultiFernet:
    """The key in force first: it seals; the former ones only open."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(force_bytes(secret))
    return base64.urlsafe_b64encode(derived)
