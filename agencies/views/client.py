"""Who asks, by the connection: the client's address, its browser in two words, the device that it is."""

from __future__ import annotations

import ipaddress
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing

from agencies.services.sign_in.attempts import account_mark

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from agencies.models import User

DEVICE_COOKIE = f"{settings.COOKIE_PREFIX}perangkat"
DEVICE_LASTS = 365 * 24 * 3600
MOST_ACCOUNTS = 20
_SALT = "timbang.device"

#: Looked for in this order: most browsers also name others, whose pages they want to be given.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def client_address(request: HttpRequest) -> str:
    """The client's network address; empty where it is not known.

    ``X-Forwarded-For`` is believed as far as our own proxies wrote it: each adds an entry at the end
    (``TRUSTED_PROXIES`` says how many there are). Anything before may have been written by the client.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return _address(direct)
    entries = request.headers.get("X-Forwarded-For", "").split(",")
    if len(entries) < settings.TRUSTED_PROXIES:
        return _address(direct)
    return _address(entries[-settings.TRUSTED_PROXIES].strip()) or _address(direct)


def short_address(address: str) -> str:
    """The network an address belongs to, enough to recognise it: `10.20.30.x`, `2001:db8:1:x`."""
    if not address:
        return ""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv4Address):
        return f"{address.rpartition('.')[0]}.x"
    network = ipaddress.ip_network((parsed, 48), strict=False).network_address
    return f"{network.compressed.rstrip(':')}:x"


def short_agent(request: HttpRequest) -> str:
    """`Chrome, Android`; what is not recognised is left out."""
    agent = request.headers.get("User-Agent", "")[:500]
    found = [next((name for sign, name in table if sign in agent), "") for table in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found))


def known_device(request: HttpRequest, region_id: int | None, login: str) -> str:
    """The name of this device, if this account signed in on it before; else empty."""
    name, marks = _kept(request)
    return name if account_mark(region_id, login) in marks else ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let the account be known on this device for a year. The last twenty accounts of a shared PC are."""
    name, marks = _kept(request)
    mark = account_mark(user.region_id, user.login)
    marks = [mark, *(one for one in marks if one != mark)][:MOST_ACCOUNTS]
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps([name or secrets.token_urlsafe(12), *marks], salt=_SALT),
        max_age=DEVICE_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _kept(request: HttpRequest) -> tuple[str, list[str]]:
    shown = request.COOKIES.get(DEVICE_COOKIE, "")
    try:
        name, *marks = signing.loads(shown, salt=_SALT, max_age=DEVICE_LASTS)
    except signing.BadSignature:
        return "", []
    return name, marks


def _address(text: str) -> str:
    """An address in its usual form; empty for anything else. An IPv4 address behind ``::ffff:`` is one of IPv4."""
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return ""
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).compressed
