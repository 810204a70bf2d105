"""Who gets an answer at all: people of a region, and programs within the scopes of their token."""

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from agencies.api.authentication import token_of
from agencies.permissions import Actor

if TYPE_CHECKING:
    from agencies.models import ApiScope
    from agencies.views.access import RegionRequest


class IsOfARegion(BasePermission):
    """A signed-in person or a program of a region; an operator sees no region's data."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the request runs in a region's scope."""
        del view
        self.message = _("Masuk dahulu dengan akun daerah Anda, atau kirim token dalam Authorization.")
        return hasattr(request._request, "actor")  # noqa: SLF001 - the request that the middleware knows


class WithinScopes(BasePermission):
    """A token reads and writes what its scopes name; whoever is signed in is bound by the roles alone."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the token has the scope that the view asks of this method."""
        token = token_of(request)
        if token is None or request.method == "OPTIONS" or not hasattr(view, (request.method or "").lower()):
            return True  # what an address serves is no secret, and the view answers 405 to what it does not serve
        scope: ApiScope | None = getattr(view, "read_scope" if request.method in SAFE_METHODS else "write_scope", None)
        if scope is None:
            self.message = _("Alamat ini tidak melayani token untuk metode ini.")
            return False
        self.message = _("Token ini tidak memiliki lingkup %(scope)s. Minta admin daerah menerbitkan token lain.") % {
            "scope": scope.value
        }
        return scope.value in token.scopes


def actor_of_request(request: Request) -> Actor:
    """The actor that the region's middleware put on the request."""
    return cast("RegionRequest", request._request).actor  # noqa: SLF001 - as above
