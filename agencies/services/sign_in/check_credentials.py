"""Who has the credentials. Nobody is signed in by it: a second step may follow (`agencies.views.entering`)."""

from django.contrib.auth import authenticate

from agencies.models import Region, User
from agencies.services.sign_in.attempts import (
    begin_attempt,
    count_failure_of,
    end_failed,
    end_right,
    keep_pace,
    lane_of,
)


class SignInRefused(Exception):  # noqa: N818 - what happened, not a fault of the program
    """Region, login and password do not belong together; which of them is wrong is told to nobody."""


def check_credentials(*, region: Region | None, login: str, password: str, device: str = "", address: str = "") -> User:
    """The account of these credentials. Operators give no region.

    ``device``: the name of the device, where this account signed in on it before; ``address``: the client's.

    Raises:
        SignInRefused: no active account has them.
        LaneClosedError: it was guessed too often; the password is not looked at, or was the last that is.
        TooFastError: the address guessed too often and must go slowly; the password is not looked at.
    """
    region_id = region.pk if region else None
    lane = lane_of(region_id, login, device)
    if not lane.is_known:
        keep_pace(address)
    begin_attempt(lane)
    user = authenticate(region_id=region_id, login=login, password=password)
    if isinstance(user, User):
        end_right(lane)
        return user
    if not lane.is_known:
        count_failure_of(address)
    end_failed(lane)
    raise SignInRefused
