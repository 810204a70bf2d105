"""The periods in which peers and subordinates can still be asked, and the locks that keep them so while one writes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.dates import long_date
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from appraisal.services.peers.sealed import PeerSeals
from appraisal.services.periods.locked_periods import locked_periods


class PeersClosedError(ValueError):
    """Peers and subordinates cannot be asked, or cannot rate, in a period (any more); the text says why."""


@dataclass(frozen=True, slots=True)
class PeerPeriod:
    """A period as the screens name it; ``closed`` is the sentence why nothing can be sent, empty while it can."""

    period: Period
    label: str
    closed: str


def open_periods(today: datetime.date) -> list[PeerPeriod]:
    """Those of this year and the last that have begun and are not sealed, newest first; a quarter before its months.

    Two queries.
    """
    begun = Period.objects.filter(first_day__gte=datetime.date(today.year - 1, 1, 1), first_day__lte=today)
    return [one for one in describe_periods(list(begun), today) if not one.closed]


def describe_periods(periods: Sequence[Period], today: datetime.date) -> list[PeerPeriod]:
    """Some periods, newest first. One query."""
    seals = PeerSeals.load({one.pk for one in periods}, today)
    ordered = sorted(periods, key=lambda one: (one.last_day, one.last_day - one.first_day), reverse=True)
    return [
        PeerPeriod(one, parse_period_code(one.code).label, _closed(one, today, is_sealed=one.pk not in seals.unsealed))
        for one in ordered
    ]


def refuse_closed(period: Period, today: datetime.date) -> None:
    """Refuse a period in which nobody can be asked or rate; the share lock keeps it as it is until this is stored.

    Raises:
        PeersClosedError: it is sealed, or has not begun.
    """
    locked_periods(period.first_day, period.last_day)
    fresh = Period.objects.get(pk=period.pk)
    [described] = describe_periods([fresh], today)
    if described.closed:
        raise PeersClosedError(described.closed)


def _closed(period: Period, today: datetime.date, *, is_sealed: bool) -> str:
    values = {"period": parse_period_code(period.code).label, "day": long_date(period.first_day)}
    if is_sealed:
        return (
            _(
                "Penilaian rekan dan bawahan untuk %(period)s sudah ditutup dan disegel: tidak ada yang ditambah "
                "atau diubah."
            )
            % values
        )
    return _("%(period)s belum dimulai. Penilaian dibuka %(day)s.") % values if period.first_day > today else ""
