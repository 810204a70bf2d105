"""How often may be guessed (docs/adr/0017): by account and device, so that nobody can keep its owner outside.

A device on which an account signed in before has a lane of its own for that account; all other devices share one. Who
guesses from elsewhere closes the shared lane and never the owner's. A lane is named by what was typed, so that a login
that does not exist is answered as one that does.
"""

import datetime
import ipaddress
import logging
from dataclasses import dataclass

from django.utils import timezone
from django.utils.crypto import salted_hmac

from agencies.services.sign_in.counters import count, forget, put_once, read, take_back

logger = logging.getLogger("timbang.sign_in")

MOST = 10
WINDOW = 15 * 60
FIRST_CLOSING = 15 * 60
LONGEST_CLOSING = 60 * 60
A_DAY = 24 * 3600

MOST_OF_AN_ADDRESS = 300
PACE = 3
"""Seconds between two guesses of an address that has had its 300: slower than any list of logins, open to an office."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Where the guesses for an account from a device are counted. ``is_known``: the account signed in there before."""

    key: str
    is_known: bool


class LaneClosedError(Exception):
    """No guess of this lane is looked at before ``until``; on a known device only this device waits."""

    def __init__(self, until: datetime.datetime, *, is_known: bool) -> None:
        super().__init__(f"closed until {until.isoformat()}")
        self.until = until
        self.is_known = is_known


class TooFastError(Exception):
    """Too many wrong guesses came from this network address; the next is looked at in ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"one guess in {seconds} seconds")
        self.seconds = seconds


def account_mark(region_id: int | None, login: str) -> str:
    """An account as counters and cookies name it: by what is typed, readable by this installation alone."""
    return salted_hmac("timbang.account", f"{region_id or 0}:{login}", algorithm="sha256").hexdigest()[:32]


def lane_of(region_id: int | None, login: str, device: str) -> Lane:
    """The lane of an account on a device. ``device``: its own name where the account is known there, else empty."""
    key = f"sign-in:{region_id or 0}:{account_mark(region_id, login)}:{device or 'unknown'}"
    return Lane(key, is_known=bool(device))


def begin_attempt(lane: Lane) -> None:
    """Count a guess before it is looked at, so that of many at the same moment no more than ten are.

    Raises:
        LaneClosedError: the ten are used up.
    """
    until = read(f"{lane.key}:closed")
    if until is not None:
        raise LaneClosedError(until, is_known=lane.is_known)
    if count(f"{lane.key}:tries", seconds=WINDOW) > MOST:
        raise _close(lane)


def end_failed(lane: Lane) -> None:
    """The guess was wrong.

    Raises:
        LaneClosedError: it was the tenth.
    """
    if (read(f"{lane.key}:tries") or 0) >= MOST:
        raise _close(lane)


def end_right(lane: Lane) -> None:
    """It was right. A known device begins anew; on the shared lane only this guess is taken back."""
    if lane.is_known:
        forget(f"{lane.key}:tries", f"{lane.key}:closings")
    else:
        take_back(f"{lane.key}:tries")


def _close(lane: Lane) -> LaneClosedError:
    """For a quarter of an hour, then half an hour, then an hour each time, counted over a day."""
    closings = read(f"{lane.key}:closings") or 0
    seconds = min(FIRST_CLOSING * 2**closings, LONGEST_CLOSING)
    until = timezone.now() + datetime.timedelta(seconds=seconds)
    if put_once(f"{lane.key}:closed", until, seconds=seconds):
        count(f"{lane.key}:closings", seconds=A_DAY)
        forget(f"{lane.key}:tries")
        logger.warning("a lane of sign-in is closed for %s seconds, known device: %s", seconds, lane.is_known)
    else:
        until = read(f"{lane.key}:closed") or until
    return LaneClosedError(until, is_known=lane.is_known)


def keep_pace(address: str) -> None:
    """Let a guess of a device that is not known through, at the pace of its network address. Never a lock.

    Raises:
        TooFastError: the address had its wrong guesses, and another one this moment.
    """
    network = _network_of(address)
    if not network or (read(f"sign-in-address:{network}:failures") or 0) < MOST_OF_AN_ADDRESS:
        return
    if not put_once(f"sign-in-address:{network}:slot", 1, seconds=PACE):
        raise TooFastError(PACE)


def count_failure_of(address: str) -> None:
    """A guess from this address was wrong."""
    network = _network_of(address)
    if network:
        count(f"sign-in-address:{network}:failures", seconds=WINDOW)


def _network_of(address: str) -> str:
    """The address; of IPv6 the /64 that one subscriber has. Nothing where it is unknown: nobody shares that."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        return (
            parsed.ipv4_mapped.compressed
            if parsed.ipv4_mapped
            else str(ipaddress.ip_network((parsed, 64), strict=False))
        )
    return parsed.compressed
