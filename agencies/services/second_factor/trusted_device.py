"""A browser whose owner wants to be asked for no code for thirty days."""

import datetime
import hashlib

from django.core import signing
from django.utils.crypto import salted_hmac

from agencies.models import SecondFactor, User

TRUST_LASTS = datetime.timedelta(days=30)
_SALT = "agencies.trusted-device"


def cookie_name(user: User) -> str:
    """One cookie an account: on a shared PC one person's trust does not end another's. Says nothing of the account."""
    return f"perangkat-{hashlib.sha256(user.key.bytes).hexdigest()[:12]}"


def trust(user: User, factor: SecondFactor) -> str:
    """The signed content of the cookie. It ends with the factor and with the password that it was given for."""
    return signing.dumps(_bound_to(user, factor), salt=_SALT)


def is_trusted(user: User, factor: SecondFactor, shown: str) -> bool:
    """Whether a cookie was given for this account, this factor and the password in force, within thirty days."""
    try:
        return bool(signing.loads(shown, salt=_SALT, max_age=TRUST_LASTS) == _bound_to(user, factor))
    except signing.BadSignature:
        return False


def _bound_to(user: User, factor: SecondFactor) -> list[str]:
    confirmed = factor.confirmed_at.isoformat() if factor.confirmed_at else ""
    password = salted_hmac(_SALT, user.password, algorithm="sha256").hexdigest()
    return [str(user.key), str(factor.pk), confirmed, password]
