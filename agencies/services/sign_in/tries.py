"""How often somebody may err: five times, then a while later five times more.

Counted by account and only for who has given the right password or is signed in, so that nobody else can keep its owner
waiting. Each further round within a day waits twice as long as the one before, up to four hours.
With the cache away nothing is counted (`services/sign_in/counters.py`).
"""

import datetime
import math
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import ngettext

from agencies.models import User
from agencies.services.sign_in.counters import count, forget, put_once, read

MOST = 5
FIRST_ROUND = datetime.timedelta(minutes=15)
MOST_DOUBLINGS = 4
A_DAY = 24 * 3600


class Tried(StrEnum):
    """What was typed; each is counted by itself, so that a right password takes no wrong codes back."""

    CODE = "code"
    PASSWORD = "password"  # noqa: S105 - what is counted


class TooManyTriesError(Exception):
    """All tries of this round are used up; the text says how long to wait."""

    def __init__(self, until: datetime.datetime) -> None:
        minutes = max(1, math.ceil((until - timezone.now()).total_seconds() / 60))
        said = ngettext(
            "Sudah %(most)s kali tidak cocok. Coba lagi dalam %(minutes)s menit.",
            "Sudah %(most)s kali tidak cocok. Coba lagi dalam %(minutes)s menit.",
            minutes,
        )
        super().__init__(said % {"most": MOST, "minutes": minutes})
        self.until = until


def count_try(user: User, what: Tried) -> None:
    """Count a try before it is looked at: of many at the same moment no more than five are.

    Raises:
        TooManyTriesError: this one is not looked at.
    """
    key = _key(user, what)
    lasts = FIRST_ROUND * 2 ** min(read(f"{key}:rounds") or 0, MOST_DOUBLINGS)
    seconds = int(lasts.total_seconds())
    put_once(f"{key}:until", timezone.now() + lasts, seconds=seconds)
    number = count(f"{key}:tries", seconds=seconds)
    if number == MOST:
        count(f"{key}:rounds", seconds=A_DAY)
    if number > MOST:
        raise TooManyTriesError(read(f"{key}:until") or timezone.now())


def forget_tries(user: User, what: Tried) -> None:
    """It was right."""
    key = _key(user, what)
    forget(f"{key}:tries", f"{key}:until", f"{key}:rounds")


def _key(user: User, what: Tried) -> str:
    return f"tries:{what}:{user.key}"
