"""Which request or task a line of the log belongs to."""

import re
import uuid
from contextvars import ContextVar

#: The id of the request under way; empty outside one. A task carries the id of the request that asked for it.
request_id: ContextVar[str] = ContextVar("request_id", default="")

#: Name and id of the task under way.
task_under_way: ContextVar[tuple[str, str] | None] = ContextVar("task_under_way", default=None)

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_LONG_NUMBER = re.compile(r"\d{12}")


def request_id_from(given: str | None) -> str:
    """``given`` where it is well-formed, else a new one. One with a long number is not taken: it may be a NIP."""
    if given and _WELL_FORMED.fullmatch(given) and not _LONG_NUMBER.search(given):
        return given
    return uuid.uuid4().hex
