"""How the product looks on a device: kept in cookies, so that it also holds before anybody has signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

THEME_COOKIE = f"{settings.COOKIE_PREFIX}tema"
SHORTCUTS_COOKIE = f"{settings.COOKIE_PREFIX}pintasan"
THEMES = frozenset({"light", "dark"})
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Display:
    """``theme`` is light, dark, or empty to follow the system; ``shortcuts`` is off or empty (WCAG 2.1.4)."""

    theme: str = ""
    shortcuts: str = ""


def display_of(request: HttpRequest) -> Display:
    """The choice of a device; whatever else stands in its cookies counts as none."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return Display(
        theme=theme if theme in THEMES else "",
        shortcuts="off" if request.COOKIES.get(SHORTCUTS_COOKIE) == "off" else "",
    )


def remember(response: HttpResponse, cookie: str, value: str) -> None:
    """Keep a choice on the device for a year; an empty one is forgotten."""
    if not value:
        response.delete_cookie(cookie, samesite="Lax")
        return
    response.set_cookie(
        cookie, value, max_age=A_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
