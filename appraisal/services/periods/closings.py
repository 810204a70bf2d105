"""Reporting and rating close before a period is locked; a unit with an extension has more time (contract 2.11).

What is closed is what employees report and raters rate. Files of admins, decisions on what was reported, delivering and
taking note stay possible until the lock.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Agency
from agencies.services.find_region_admins import find_region_admins
from appraisal.models import Period, PeriodExtension
from appraisal.period_codes import parse_period_code


class Part(StrEnum):
    """What closes, as addresses and forms name it."""

    ENTRY = "pelaporan"
    SCORING = "penilaian"

    @property
    def label(self) -> str:
        """As people say it."""
        return _("Pelaporan") if self is Part.ENTRY else _("Penilaian")

    @property
    def column(self) -> str:
        """The column of `Period` that says since when."""
        return "entry_closed_at" if self is Part.ENTRY else "scoring_closed_at"

    @property
    def deadline(self) -> str:
        """The column of `PeriodExtension` (and of `Period`) that says until when."""
        return "report_until" if self is Part.ENTRY else "rate_until"


@dataclass(frozen=True, slots=True)
class ClosedPart:
    """Since when a period, or a longer one around it, takes no reports or no ratings."""

    period_id: int
    code: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Closings:
    """What is closed of a period, and for which units not yet. Answers without a query.

    ``extended`` holds, by number of a period and of a unit, until when the unit has time.
    """

    part: Part
    code: str = ""
    own_id: int = 0
    closed: tuple[ClosedPart, ...] = ()
    extended: Mapping[int, Mapping[int, datetime.date]] = field(default_factory=dict)

    @classmethod
    def load(cls, *, part: Part, code: str, around: Collection[Period], today: datetime.date) -> Self:
        """Of the periods that :func:`periods_around` a span found. No query, two where a unit has an extension."""
        span = parse_period_code(code)
        stamped = ((one, getattr(one, part.column)) for one in around)
        closed = [ClosedPart(one.pk, one.code, at) for one, at in stamped if at is not None]
        own = next((one.pk for one in around if one.code == span.code), 0)
        extended_ids = [one.pk for one in around if getattr(one, "is_extended", False)]
        extended = _extended(part, extended_ids, today) if extended_ids else {}
        closed.sort(key=lambda one: one.period_id != own)
        return cls(part, span.code, own, tuple(closed), extended)

    def of(self, agency_ids: Iterable[int]) -> ClosedPart | None:
        """What closes the period for people of some units; None while they have time.

        An extension of the period itself is meant as it says, also where a longer period around it is closed.
        """
        units = list(agency_ids)
        if self.until(units) is not None:
            return None
        return next((one for one in self.closed if not self._has_time(one.period_id, units)), None)

    def until(self, agency_ids: Iterable[int]) -> datetime.date | None:
        """Until when the extension of the period itself gives one of these units time."""
        given = self.extended.get(self.own_id, {})
        return max((given[one] for one in agency_ids if one in given), default=None)

    def _has_time(self, period_id: int, units: Collection[int]) -> bool:
        given = self.extended.get(period_id, {})
        return any(one in given for one in units)

    def sentence(self, closed: ClosedPart) -> str:
        """When it was closed, and whom to ask. Two queries."""
        values = {
            "period": parse_period_code(self.code).label,
            "around": parse_period_code(closed.code).label,
            "day": long_date(closed.at),
            "admins": ", ".join(find_region_admins()).removesuffix(".") or _("admin daerah"),
        }
        return _SENTENCES[self.part, closed.code == self.code]() % values


_SENTENCES = {
    (Part.ENTRY, True): lambda: _(
        "Pelaporan %(period)s ditutup pada %(day)s. Bila masih ada yang perlu dilaporkan, minta perpanjangan kepada "
        "%(admins)s."
    ),
    (Part.ENTRY, False): lambda: _(
        "Pelaporan %(around)s, yang memuat %(period)s, ditutup pada %(day)s. Bila masih ada yang perlu dilaporkan, "
        "minta perpanjangan kepada %(admins)s."
    ),
    (Part.SCORING, True): lambda: _(
        "Penilaian %(period)s ditutup pada %(day)s. Bila masih ada yang perlu dinilai, minta perpanjangan kepada "
        "%(admins)s."
    ),
    (Part.SCORING, False): lambda: _(
        "Penilaian %(around)s, yang memuat %(period)s, ditutup pada %(day)s. Bila masih ada yang perlu dinilai, minta "
        "perpanjangan kepada %(admins)s."
    ),
}


def periods_around(first_day: datetime.date, last_day: datetime.date) -> list[Period]:
    """The period of a span and the longer ones around it, each with ``is_extended``. One query."""
    running = PeriodExtension.objects.filter(period_id=OuterRef("pk"), ended_at__isnull=True)
    found = Period.objects.filter(first_day__lte=first_day, last_day__gte=last_day)
    return list(found.annotate(is_extended=Exists(running)))


def find_closing(*, part: Part, code: str, agency_ids: Collection[int], today: datetime.date) -> str:
    """The sentence that says why people of some units report or rate no more in a period; empty while they may."""
    span = parse_period_code(code)
    closings = Closings.load(part=part, code=code, around=periods_around(*span.days), today=today)
    closed = closings.of(agency_ids)
    return "" if closed is None else closings.sentence(closed)


def _extended(part: Part, period_ids: Collection[int], today: datetime.date) -> dict[int, dict[int, datetime.date]]:
    """Two queries: the extensions that still run, and the tree of units."""
    rows = PeriodExtension.objects.filter(
        period_id__in=list(period_ids), ended_at__isnull=True, **{f"{part.deadline}__gte": today}
    ).values_list("period_id", "agency_id", part.deadline)
    found: dict[int, dict[int, datetime.date]] = defaultdict(dict)
    for period_id, agency_id, until in rows:
        for unit in Agency.objects.all().with_sub_units([agency_id]):
            found[period_id][unit] = max(until, found[period_id].get(unit, until))
    return found
