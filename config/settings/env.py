"""Typed readers of the environment. A bad value stops the start with a sentence; it is never guessed.

``NAME_FILE`` names a file that holds the value, as container secrets do.
"""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of ``name`` (or the content of the file ``name_FILE``); without default it must be there."""
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    if default is None:
        msg = f"Set {name} (or {name}_FILE) in the environment."
        raise ImproperlyConfigured(msg)
    return default


def flag(name: str, *, default: bool) -> bool:
    """A yes/no value: 1, true, yes, on / 0, false, no, off."""
    value = os.environ.get(name, "").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        msg = f"{name} must be 1 or 0, not {value!r}."
        raise ImproperlyConfigured(msg)
    return default


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        msg = f"{name} must be a whole number, not {value!r}."
        raise ImproperlyConfigured(msg) from error


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = os.environ.get(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else default
