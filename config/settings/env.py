"""Typed readers of the environment. A bad value stops the start with a sentence; it is never guessed.

``NAME_FILE`` names a file that holds the value, as container secrets do.
"""

import ipaddress
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def text(name: str, default: str | None = None) -> str:
    """The value of ``name`` (or the content of the file ``name_FILE``); without default it must be there."""
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return _content_of(name, Path(path))
    if default is None:
        msg = f"{name} belum diisi: isi {name} atau {name}_FILE di lingkungan proses ini."
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
        msg = f"{name} harus 1 atau 0, bukan {value!r}."
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
        msg = f"{name} harus bilangan bulat, bukan {value!r}."
        raise ImproperlyConfigured(msg) from error


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = os.environ.get(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else default


def networks(name: str) -> list[Network]:
    """A comma-separated list of networks, such as ``10.0.0.0/8``; none by default."""
    try:
        return [ipaddress.ip_network(word) for word in words(name, [])]
    except ValueError as error:
        msg = f"{name} harus daftar jaringan seperti 10.0.0.0/8, dipisah koma: {error}."
        raise ImproperlyConfigured(msg) from error


def _content_of(name: str, path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{name}_FILE menunjuk {path}, yang tidak dapat dibaca. Periksa berkas dan hak bacanya."
        raise ImproperlyConfigured(msg) from error
    if not value:
        msg = f"{name}_FILE menunjuk {path}, yang kosong. Isi berkas itu dengan nilainya."
        raise ImproperlyConfigured(msg)
    return value
