"""The codes themselves: of an authenticator app by RFC 6238, and those that open an account without it."""

import datetime
import hashlib
import secrets

import pyotp

from agencies.models import User

DIGITS = 6
STEP = 30
"""Seconds that a code holds (RFC 6238, section 4.1)."""
DRIFT = 1
"""How many steps a telephone's clock may be off, either way (RFC 6238, section 5.2 recommends one)."""

RECOVERY_CODES = 10
_GROUPS, _GROUP = 3, 4
RECOVERY_LENGTH = _GROUPS * _GROUP
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Thirty-two that nobody mistakes for another (after Crockford): five bits a letter, sixty a code."""
_LOOK_ALIKE = str.maketrans("oil", "011")


def new_secret() -> str:
    """A secret of 160 bits (RFC 4226, section 4), in base32."""
    return pyotp.random_base32(32)


def in_groups(text: str) -> str:
    """Four by four, as people type it."""
    return " ".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def plain(typed: str) -> str:
    """What was typed without spaces and strokes, in small letters."""
    return "".join(letter for letter in typed.lower() if letter.isascii() and letter.isalnum())


def step_of(at: datetime.datetime) -> int:
    """The number of the thirty seconds that a moment lies in, since 1970."""
    return int(at.timestamp()) // STEP


def code_of(secret: str, step: int) -> str:
    """The code that an app shows in a step."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP).generate_otp(step)


def matching_step(secret: str, typed: str, at: datetime.datetime) -> int | None:
    """The step whose code was typed, the present one or its neighbours; none if it is no code of these."""
    now = step_of(at)
    matching = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if secrets.compare_digest(code_of(secret, step), typed):
            matching = step
    return matching


def app_address(secret: str, login: str, issuer: str) -> str:
    """What the picture says to an authenticator app (`otpauth://`)."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP).provisioning_uri(name=login, issuer_name=issuer)


def new_recovery_codes() -> list[str]:
    """Ten codes such as `k7fm-2x9d-w4qh`."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _letter in range(_GROUP)) for _group in range(_GROUPS))
        for _code in range(RECOVERY_CODES)
    ]


def recovery_digest(user: User, typed: str) -> str:
    """SHA-256 of a recovery code together with its account's key, so that no two accounts' are tried at once."""
    return hashlib.sha256(f"{user.key}:{plain(typed).translate(_LOOK_ALIKE)}".encode()).hexdigest()
