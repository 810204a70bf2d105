"""The start page: it leads everybody to their own."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import User

if TYPE_CHECKING:
    from agencies.permissions import Actor


@never_cache
@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Admins, head and auditor go to the evaluations, employees to their own; the rest learn what is missing."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor and actor.roles:
        return redirect("evaluations")
    if actor and actor.employee_id:
        return redirect("my-performance")
    is_operator = isinstance(request.user, User) and request.user.is_operator
    return render(request, "agencies/start_operator.html" if is_operator else "agencies/start_without_role.html")
