"""What two versions of an indicator say differently, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

CONTENT = (
    *("name", "unit", "direction", "pattern", "months", "aspect", "kind"),
    *("definition", "formula", "source", "publisher"),
)
"""What a version says, in the order in which its changes are told."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field of ``CONTENT`` that says something else than before; months are told by their names."""

    field: str
    before: str
    after: str


def changes_between(before: object, after: object) -> tuple[Change, ...]:
    """What differs between two contents or versions, whose attributes are named as in ``CONTENT``."""
    return tuple(_changes(before, after))


def months_in_words(months: list[int]) -> str:
    """The months in which is measured; none means each of the twelve."""
    if not months or len(set(months)) == len(MONTHS):
        return _("setiap bulan")
    return ", ".join(str(MONTHS[month]) for month in sorted(set(months)))


def _changes(before: object, after: object) -> Iterator[Change]:
    for field in CONTENT:
        was, now = _told(field, before), _told(field, after)
        if was != now:
            yield Change(field, was, now)


def _told(field: str, version: object) -> str:
    value = getattr(version, field)
    return months_in_words(value) if field == "months" else str(value or "")
