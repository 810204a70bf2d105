"""Who has the credentials. Nobody is signed in by it: a second step may follow (`agencies.views.entering`)."""

from django.contrib.auth import authenticate

from agencies.models import Region, User


class SignInRefused(Exception):  # noqa: N818 - what happened, not a fault of the program
    """Region, login and password do not belong together; which of them is wrong is told to nobody."""


def check_credentials(*, region: Region | None, login: str, password: str) -> User:
    """The account of these credentials. Operators give no region.

    Raises:
        SignInRefused: no active account has them.
    """
    user = authenticate(region_id=region.pk if region else None, login=login, password=password)
    if not isinstance(user, User):
        raise SignInRefused
    return user
