"""Who asks: a program with a token, or the browser of somebody who is signed in."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from agencies.models import ApiToken, User


def token_of(request: Request | HttpRequest) -> ApiToken | None:
    """The token that the region's middleware has let in, if it was one."""
    asked: Any = getattr(request, "_request", request)
    token: ApiToken | None = getattr(asked, "api_token", None)
    return token


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer tmb_…``. The middleware has found the token: the scope of its region comes first."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The account and its token, or nothing."""
        token = token_of(request)
        return None if token is None else (token.user, token)

    def authenticate_header(self, request: Request) -> str:
        """What a 401 asks for."""
        del request
        return 'Bearer realm="timbang"'


class BrowserAuthentication(SessionAuthentication):
    """The session of a browser; what it writes needs the CSRF token like any form."""

    def enforce_csrf(self, request: Request) -> None:
        """As everywhere, said so that the reader can mend it."""
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            message = _("Peramban yang masuk perlu mengirim X-CSRFToken dengan nilai cookie csrftoken.")
            raise PermissionDenied(message) from error
