"""What every answer of the product carries, whoever asked for whatever and however it went."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings

ALWAYS = {
    "X-Content-Type-Options": ("nosniff",),
    "Referrer-Policy": ("same-origin", "strict-origin"),
    "X-Frame-Options": ("DENY", "SAMEORIGIN"),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
}
CONTENT_POLICY = ("default-src 'none'", "base-uri 'none'", "frame-ancestors '")
#: What a browser shows by itself; anything else that is no page is handed out as an attachment.
SHOWN = ("text/html", "application/json", "application/problem+json", "application/vnd.oai.openapi", "text/plain")
OUR_OWN = "max-age=60, public"  # what WhiteNoise says of a static file
FILES_SHOWN_INLINE = ("application/pdf", "image/jpeg", "image/png", "image/webp")
SAFE_NAME = re.compile(r"""(attachment|inline)(; filename\*?=("[^"\\/\r\n]+"|utf-8''[\w.%~-]+))?""")


def faults_of(answer: Any, *, is_personal: bool) -> Iterator[str]:
    """One sentence for each header that is missing or wrong."""
    for name, values in ALWAYS.items():
        if answer.get(name) not in values:
            yield f"{name}: {answer.get(name)}"
    yield from _of_the_content_policy(answer)
    if "camera=()" not in answer.get("Permissions-Policy", ""):
        yield "Permissions-Policy"
    if is_personal and answer.status_code == 200 and "no-store" not in answer.get("Cache-Control", ""):
        yield f"Cache-Control: {answer.get('Cache-Control')}"
    is_file = not answer.get("Content-Type", "").startswith(SHOWN) and answer.get("Cache-Control") != OUR_OWN
    if is_file and answer.status_code == 200:
        yield from _of_a_file(answer)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        if name in answer.cookies and answer.cookies[name]["samesite"] != "Lax":
            yield f"cookie {name} is sent along from elsewhere"
    session = answer.cookies.get(settings.SESSION_COOKIE_NAME)
    if session is not None and session.value and not session["httponly"]:
        yield "scripts can read the session"


def _of_the_content_policy(answer: Any) -> Iterator[str]:
    policy = answer.get("Content-Security-Policy", "")
    if "unsafe" in policy or not all(directive in policy for directive in CONTENT_POLICY):
        yield f"Content-Security-Policy: {policy}"


def _of_a_file(answer: Any) -> Iterator[str]:
    kind, disposition = answer.get("Content-Type", ""), answer.get("Content-Disposition", "")
    if not SAFE_NAME.fullmatch(disposition):
        yield f"Content-Disposition: {disposition}"
    if disposition.startswith("inline") and kind not in FILES_SHOWN_INLINE:
        yield f"{kind} is shown inline"
