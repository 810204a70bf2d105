"""The period that a rater opens, and whether it can still be rated."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Role
from agencies.permissions import Actor
from appraisal.documents.rating_sheet import SheetPeriod
from appraisal.models import Period
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.services.periods.closings import Closings, Part, periods_around
from appraisal.services.periods.locked_periods import LockedPeriod

UNNAMED = 0
"""The id of a month that nobody has named yet: no row has it, and the first rating makes the period."""

NOTHING_CLOSED = Closings(Part.SCORING)


@dataclass(frozen=True, slots=True)
class RatedPeriod:
    """A period of a sheet, and the lock that closes it: its own, or that of a longer period around it.

    ``closings`` say for which units rating is closed before the lock.
    """

    period: Period
    locked: Period | None
    closings: Closings = NOTHING_CLOSED

    def closed(self, today: datetime.date, agency_ids: Collection[int] = ()) -> str:
        """The sentence that says why nothing can be changed for people of some units; empty while something can.

        Two queries where rating is closed.
        """
        if self.locked is not None:
            return locked_sentence(self.period.code, self.locked)
        if scoring := self.closings.of(agency_ids):
            return self.closings.sentence(scoring)
        if self.period.first_day > today:
            label = parse_period_code(self.period.code).label
            day = long_date(self.period.first_day)
            return _("%(period)s belum dimulai. Penilaian dibuka %(day)s.") % {"period": label, "day": day}
        return ""

    def scoring_closed(self, agency_id: int) -> str:
        """Why people of one unit are not rated any more, in words that need no query; empty while they are."""
        scoring = self.closings.of([agency_id])
        return _("Penilaian ditutup pada %(day)s.") % {"day": long_date(scoring.at)} if scoring else ""

    def described(self, today: datetime.date, agency_ids: Collection[int] = ()) -> SheetPeriod:
        """As screens speak of it to whoever rates people of some units."""
        label = parse_period_code(self.period.code).label
        until = self.closings.until(agency_ids) or self.period.rate_until
        return SheetPeriod(self.period.code, label, until, self.closed(today, agency_ids))


def locked_sentence(code: str, locked: Period | LockedPeriod) -> str:
    """When a period was locked, and whom to ask; names the longer one where that is what is locked."""
    label = parse_period_code(code).label
    around = parse_period_code(locked.code).label
    values = {"period": label, "around": around, "day": long_date(locked.locked_at) if locked.locked_at else ""}
    if locked.code == code:
        return (
            _("Periode %(period)s dikunci pada %(day)s. Minta pembukaan kepada admin daerah, dengan alasan.") % values
        )
    return (
        _(
            "%(around)s, yang memuat %(period)s, dikunci pada %(day)s. Minta pembukaan kepada admin daerah, "
            "dengan alasan."
        )
        % values
    )


def may_rate(actor: Actor) -> bool:
    """Whether somebody can have a sheet at all: who has or had staff, and the regional head (contract 2.8)."""
    return actor.has_staff or Role.REGIONAL_HEAD in actor.roles


def find_rated_period(*, code: str, actor: Actor, today: datetime.date) -> RatedPeriod | None:
    """The period that a code names, for a sheet; nothing where the region has none. One query, and two more where a
    unit has an extension.

    A month of this year or the last that has begun is there for raters also before anybody has named it.
    """
    span = parse_period_code(code)
    around = periods_around(*span.days)
    period = next((one for one in around if one.code == span.code), None)
    if period is None:
        if not (may_rate(actor) and _is_offered(span, today)):
            return None
        period = Period(id=UNNAMED, code=span.code, kind=span.kind, first_day=span.first_day, last_day=span.last_day)
    locked = period if period.is_locked else next((one for one in around if one.is_locked), None)
    closings = Closings.load(part=Part.SCORING, code=span.code, around=around, today=today)
    return RatedPeriod(period, locked, closings)


def _is_offered(span: PeriodSpan, today: datetime.date) -> bool:
    return span.kind == "month" and today.year - 1 <= span.year and span.first_day <= today
