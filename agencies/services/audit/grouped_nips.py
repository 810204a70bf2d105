"""The NIPs of the trail as people read them. What is stored, searched and taken as a file has their bare digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agencies.files.nip import format_nip

if TYPE_CHECKING:
    from collections.abc import Mapping

NIP_ALONE = re.compile(r"(?<![\w.-])[0-9]{18}(?![\w-]|\.\w)")
"""A NIP that stands by itself, as events name people; one within the name of a file is part of that name."""
OF_NIPS = frozenset({"nip", "delegate"})
"""Keys of details whose values are NIPs."""


def with_grouped_nips(text: str) -> str:
    """A subject or a person, as an event names them."""
    return NIP_ALONE.sub(lambda found: format_nip(found[0]), text)


def details_with_grouped_nips(details: Mapping[str, object]) -> dict[str, object]:
    """The details of an event, however deep a NIP stands in them."""
    return {key: _grouped(value, key) for key, value in details.items()}


def _grouped(value: object, key: str) -> object:
    if isinstance(value, dict):
        return details_with_grouped_nips(value)
    if isinstance(value, list):
        return [_grouped(one, key) for one in value]
    return with_grouped_nips(value) if key in OF_NIPS and isinstance(value, str) else value
