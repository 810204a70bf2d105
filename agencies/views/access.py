"""Who gets to a screen at all, and the one way to fetch what it shows."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from agencies.models import User
from agencies.permissions import actor_of
from agencies.tenancy.scope import OPERATORS, region_scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from agencies.models import Region
    from agencies.permissions import Actor

ACCOUNT = "X-Account"
"""By which the outbox says whose form it sends: on a device of two people another one may be signed in by now."""

Row = TypeVar("Row", bound=models.Model)
Arguments = ParamSpec("Arguments")


class AccountRequest(HttpRequest):
    """The request of somebody signed in, for a page of the own account."""

    user: User
    actor: Actor


class RegionRequest(AccountRequest):
    """The request of a signed-in person of a region, as the middleware hands it on."""

    region: Region


def for_people_of_a_region(
    view: Callable[Concatenate[RegionRequest, Arguments], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Anonymous visitors go to the sign-in; operators are refused. The answer is kept by no browser or proxy."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if not hasattr(request, "actor"):
            raise PermissionDenied(_("Halaman ini untuk orang suatu daerah. Akun operator tidak melihat data daerah."))
        if request.headers.get(ACCOUNT, str(request.actor.key)) != str(request.actor.key):
            return HttpResponse(status=401)
        return view(cast("RegionRequest", request), *args, **kwargs)

    return guarded


def for_own_account(
    view: Callable[Concatenate[AccountRequest, Arguments], HttpResponse],
) -> Callable[..., HttpResponse]:
    """For people of a region as above; an operator gets in too, to what belongs to operators' accounts and no more."""
    for_people = for_people_of_a_region(view)

    @wraps(for_people)
    def guarded(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or not user.is_operator:
            return for_people(request, *args, **kwargs)
        with region_scope(OPERATORS, actor=str(user.key)):
            request.actor = actor_of(user)  # type: ignore[attr-defined]
            return for_people(request, *args, **kwargs)

    return guarded


def for_operators(view: Callable[Concatenate[HttpRequest, Arguments], HttpResponse]) -> Callable[..., HttpResponse]:
    """Anonymous visitors go to the sign-in; people of a region are refused. The answer is kept nowhere on its way."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponse:
        if not cast("User", request.user).is_operator:
            raise PermissionDenied(_("Halaman ini untuk operator pemasangan, yang membuat daerah."))
        return view(request, *args, **kwargs)

    return guarded


def fetch_visible(rows: models.QuerySet[Row], visible: models.QuerySet[Row], *, refusal: str) -> Row:
    """The one row that both selections hold.

    Raises:
        PermissionDenied: the region has the row, but it is not visible (403, with the refusal as its sentence).
        Http404: the region has no such row; whether another one has it stays unknown.
    """
    row = visible.first()
    if row is not None:
        return row
    if rows.exists():
        raise PermissionDenied(refusal)
    raise Http404
