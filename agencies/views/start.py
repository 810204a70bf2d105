"""The start page: it leads everybody to where their role begins."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.capacities import SESSION_KEY, current_capacity
from agencies.models import User
from agencies.places import landing_of

if TYPE_CHECKING:
    from agencies.permissions import Actor


@never_cache
@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """To the landing page of the current role, an operator to the regions; who has no role learns whom to ask."""
    actor: Actor | None = getattr(request, "actor", None)
    capacity = current_capacity(actor, request.session.get(SESSION_KEY, "")) if actor else None
    if capacity is not None:
        return redirect(landing_of(capacity))
    if isinstance(request.user, User) and request.user.is_operator:
        return redirect("regions")
    return render(request, "agencies/start_without_role.html")
