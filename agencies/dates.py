"""Days and times as Indonesia writes them, whatever language the browser asks for: the pages are Indonesian too."""

import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format


def long_date(day: datetime.date) -> str:
    """`21 November 2026`."""
    return _written(day, "j F Y")


def moment(at: datetime.datetime) -> str:
    """`21 November 2026 pukul 14.32 WITA`, in the time zone that is active: the region's."""
    local = timezone.localtime(at)
    return f"{long_date(local)} pukul {local:%H.%M} {local:%Z}"


def _written(day: datetime.date, pattern: str) -> str:
    with translation.override("id"):
        return date_format(day, pattern)
