"""The region of a request: its scope, its time zone, its actor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from agencies.models import User
from agencies.permissions import actor_of
from agencies.tenancy.scope import region_scope


class RegionMiddleware:
    """Run the whole request of a signed-in person inside the scope of the account's region.

    Anonymous requests and operators get no scope, so the database refuses them every region-owned row. The scope's
    transaction also covers what the view's own transaction (``ATOMIC_REQUESTS``) does not: middleware and rendering.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or user.region is None:
            return self.get_response(request)
        with region_scope(user.region.pk, actor=str(user.key)), timezone.override(user.region.zone):
            request.actor = actor_of(user)  # type: ignore[attr-defined]
            request.region = user.region  # type: ignore[attr-defined]
            return self.get_response(request)
