"""Sign-in: an account is found by region and login."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from agencies.models import User


class RegionBackend(BaseBackend):
    """Checks login and password of an account of one region, or of an operator when no region is given."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """The account of ``region_id`` (none: an operator), ``login`` and ``password``, or nothing.

        An unknown login, and an account that is switched off, take as long as a wrong password.
        """
        del request
        login, password = credentials.get("login"), credentials.get("password")
        if login is None or password is None:
            return None
        accounts = User.objects.select_related("region").filter(login=login)
        user = accounts.filter(region=credentials.get("region_id")).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, with its region, while it is active."""
        return User.objects.select_related("region").filter(pk=user_id, is_active=True).first()
