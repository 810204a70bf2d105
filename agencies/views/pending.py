"""Between the right password and the code: a session that signs nobody in, but knows for whom it waits."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from agencies.models import User
from agencies.services.second_factor.find_factor import find_factor, needs_factor
from agencies.services.second_factor.trusted_device import cookie_name, is_trusted
from agencies.services.second_factor.waits_for_factor import FACTOR_FIRST

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from agencies.models import SecondFactor

PENDING = "second-factor-pending"
PENDING_LASTS = 600
"""Seconds from the right password to the right code."""
BY_PASSWORD = "password"  # noqa: S105 - a way in


@dataclass(frozen=True, slots=True)
class Pending:
    """Who has shown the password and still owes a code of ``factor``; how they came and where they wanted to go."""

    user: User
    factor: SecondFactor
    way: str
    wanted: str


def hold_for_code(request: HttpRequest, user: User, *, way: str, wanted: str) -> HttpResponse | None:
    """Lead to the second step if the account asks for one; nothing if whoever it is may come in now.

    A provider answers for the whole sign-in, its second step too. The session is a fresh one and signs nobody in.
    """
    request.session.pop(PENDING, None)  # somebody else may have waited here
    factor = find_factor(user) if way == BY_PASSWORD else None
    if factor is None or is_trusted(user, factor, request.COOKIES.get(cookie_name(user), "")):
        return None
    request.session.flush()
    rotate_token(request)
    request.session[PENDING] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "way": way,
        "wanted": wanted,
        "at": time.time(),
    }
    return redirect("sign-in-code")


def pending_of(request: HttpRequest) -> Pending | None:
    """For whom this session waits: none after ten minutes, or once password, account or factor are others."""
    kept = request.session.get(PENDING)
    if kept is None or not 0 <= time.time() - kept["at"] <= PENDING_LASTS:
        return None
    user = User.objects.select_related("region").filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["password"]):
        return None
    factor = find_factor(user)
    return Pending(user, factor, kept["way"], kept["wanted"]) if factor else None


def ask_for_factor(request: HttpRequest, user: User, *, way: str) -> None:
    """Note in a session that has just begun that its account must set up a factor before anything else."""
    if way == BY_PASSWORD and needs_factor(user):
        request.session[FACTOR_FIRST] = True
