"""Days and times as the reader's language writes them; documents and commands are Indonesian."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def long_date(day: datetime.date) -> str:
    """`21 November 2026`; of a moment the day on which it fell in the region."""
    if isinstance(day, datetime.datetime):
        day = timezone.localdate(day)
    return date_format(day, "j F Y")


def short_date(day: datetime.date) -> str:
    """`21 Nov 2026`, as tables write it; of a moment the day on which it fell in the region."""
    if isinstance(day, datetime.datetime):
        day = timezone.localdate(day)
    return date_format(day, "j M Y")


def date_range(first_day: datetime.date, last_day: datetime.date) -> str:
    """`3 sampai 20 November 2026`; month and year are named once where both ends share them."""
    if first_day == last_day:
        return long_date(last_day)
    short = "j" if (first_day.year, first_day.month) == (last_day.year, last_day.month) else "j F"
    pattern = short if first_day.year == last_day.year else "j F Y"
    values = {"first": date_format(first_day, pattern), "last": long_date(last_day)}
    return _("%(first)s sampai %(last)s") % values


def long_month(year: int, month: int) -> str:
    """`November 2026`."""
    return date_format(datetime.date(year, month, 1), "F Y")


def moment(at: datetime.datetime) -> str:
    """`21 November 2026 pukul 14.32 WITA`, in the time zone that is active: the region's."""
    local = timezone.localtime(at)
    values = {"day": long_date(at), "hour": f"{local:%H}", "minute": f"{local:%M}", "zone": f"{local:%Z}"}
    return _("%(day)s pukul %(hour)s.%(minute)s %(zone)s") % values


def clock(at: datetime.datetime) -> str:
    """`pukul 14.32 WITA`, where the day stands beside it."""
    local = timezone.localtime(at)
    values = {"hour": f"{local:%H}", "minute": f"{local:%M}", "zone": f"{local:%Z}"}
    return _("pukul %(hour)s.%(minute)s %(zone)s") % values


def zone_words(name: str) -> str:
    """`WITA (Asia/Makassar)`: the letters that people use, then the name that computers use."""
    return f"{timezone.localtime(timezone.now(), ZoneInfo(name)):%Z} ({name})"
