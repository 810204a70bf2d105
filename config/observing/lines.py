"""One JSON object a line, with what is needed to follow a request or a task and without personal data.

Three things keep people out of the log. A line has named fields only: whatever else a library hangs on a record stays
out. Lines about requests and tasks are written as their template, since what fills it quotes addresses and values. An
exception says its kind and its place; its message only where that cannot quote a row.
"""

import datetime
import logging
import re
import traceback
from collections.abc import Mapping
from typing import Any

import redis
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from pythonjsonlogger.json import JsonFormatter

from agencies.tenancy.scope import current_scope
from config.observing.context import request_id, task_under_way

#: Facts that our own lines add (``extra``).
FACTS = ("region", "account", "method", "route", "status", "ms", "task", "task_id", "state", "region_id", "job_request")

#: Loggers, with all below them, whose arguments are addresses, values of forms or results of tasks.
OF_REQUESTS_AND_TASKS = (
    "celery.app.trace",
    "celery.redirected",
    "celery.worker.request",
    "celery.worker.strategy",
    "django.request",
    "django.security",
    "django.server",
    "django.template",
    "fontTools",
    "pyhanko",
    "weasyprint",
)

#: Exceptions that speak of machines and settings; the message of any other may quote a row.
OF_MACHINES = (OperationalError, InterfaceError, redis.RedisError, OSError, ImproperlyConfigured)

_SECRETS = (
    (re.compile(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)"), "[nip]"),
    (re.compile(r"(?i)\b(bearer)\s+\S+"), r"\1 [token]"),
    (re.compile(r"/sandi/\d+/[^\s/?\"']+"), "/[tautan]"),
    (re.compile(r"(?i)\b(password|sandi|secret|token|sessionid|csrftoken)(\W{1,4})\S+"), r"\1\2[rahasia]"),
    (re.compile(r"/v/[^\s/?\"']+"), "/v/[token]"),
    (re.compile(r"://[^\s/@]+@"), "://[rahasia]@"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[surel]"),
)


class JsonLines(JsonFormatter):
    """Records as lines."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        """Exactly the named fields; those without a value are left out."""
        del message_dict
        scope, task = current_scope.get(), task_under_way.get()
        log_data.update(
            time=datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            level=record.levelname,
            logger=record.name,
            message=without_secrets(_message(record)),
            request_id=request_id.get(),
            region_id=scope.region_id if scope else None,
            task=task and task[0],
            task_id=task and task[1],
        )
        log_data.update({name: getattr(record, name) for name in FACTS if hasattr(record, name)})
        if record.exc_info and record.exc_info[1]:
            log_data["exception"] = _exception(record.exc_info[1])
        for name in [name for name, value in log_data.items() if value is None or value == ""]:
            del log_data[name]

    def format(self, record: logging.LogRecord) -> str:
        """The line. The exception is a field of it, so nothing else of the record is written out."""
        log_data: dict[str, Any] = {}
        self.add_fields(log_data, record, {})
        return self.serialize_log_record(log_data)


def without_secrets(text: str) -> str:
    """The text without what looks like a NIP, a token, a password or a mail address: the last line of defence."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def _message(record: logging.LogRecord) -> str:
    template = str(record.msg)
    if _is_of_requests_and_tasks(record):
        # Without arguments the text is filled in already, and what it quotes cannot be told from what it says.
        return template.splitlines()[0] if record.args and template else "(tidak dicatat)"
    if not record.args:
        return said_of(record.msg) if isinstance(record.msg, BaseException) else template
    arguments = record.args
    safe: Any
    if isinstance(arguments, Mapping):
        safe = {name: _argument(value) for name, value in arguments.items()}
    else:
        safe = tuple(_argument(value) for value in arguments)
    try:
        return str(template % safe)
    except (TypeError, ValueError, KeyError):
        return template


def _is_of_requests_and_tasks(record: logging.LogRecord) -> bool:
    if record.name == "gunicorn.error":
        return bool(record.exc_info)
    return any(record.name == name or record.name.startswith(f"{name}.") for name in OF_REQUESTS_AND_TASKS)


def _argument(value: object) -> object:
    return said_of(value) if isinstance(value, BaseException) else value


def said_of(error: BaseException) -> str:
    """The kind of an exception, with its message where that speaks of machines."""
    kind = type(error).__name__
    return f"{kind}: {str(error).splitlines()[0]}" if isinstance(error, OF_MACHINES) and str(error) else kind


def _exception(error: BaseException) -> dict[str, Any]:
    """Kind, causes and place: files, lines and functions, never the values in them."""
    causes: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(causes) < 5:
        causes.append(without_secrets(said_of(cause)))
        cause = cause.__cause__ or cause.__context__
    frames = traceback.extract_tb(error.__traceback__)
    place = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    said = {"kind": without_secrets(said_of(error)), "causes": causes, "place": place}
    return {name: value for name, value in said.items() if value}
