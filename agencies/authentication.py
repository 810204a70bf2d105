"""Sign-in: an account is found by region and login."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from agencies.models import User


class RegionBackend(BaseBackend):
    """Checks login and password of an account of one region, or of an operator when no region is given."""

    def authenticate(
        self,
        request: HttpRequest | None,
        region_id: int | None = None,
        login: str | None = None,
        password: str | None = None,
    ) -> User | None:
        """The account, or nothing: for an unknown login as slowly as for a wrong password."""
        del request
        if login is None or password is None:
            return None
        user = User.objects.select_related("region").filter(region_id=region_id, login=login).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.is_active and user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, with its region, while it is active."""
        return User.objects.select_related("region").filter(pk=user_id, is_active=True).first()
