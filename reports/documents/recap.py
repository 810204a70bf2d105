"""The recap of an agency as it is printed: a row a plan, and what stands around the rows (domain 5.5)."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from appraisal.scoring.types import Predicate, Rating
from reports.documents.awaited import Awaited
from reports.documents.imprint import Signatory
from reports.documents.overviews import AgencyOverview
from reports.documents.summaries import Counts, Means

PREDICATE_MARKS: Mapping[Predicate, str] = {
    Predicate.SANGAT_BAIK: "SB",
    Predicate.BAIK: "B",
    Predicate.BUTUH_PERBAIKAN: "BP",
    Predicate.KURANG: "K",
    Predicate.SANGAT_KURANG: "SK",
}
"""A predicate in a column of a month; the sheet explains them."""
INCOMPLETE_MARK = "BL"
"""Evaluated, and something is lacking (belum lengkap)."""
ABSENT_MARK = "-"
"""No evaluation of that month."""


LISTED_GAPS = 3
"""So many things that an evaluation lacks stand in its row; the scorecard names all."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of a complete evaluation. An acting post has no rank (contract 2.9)."""

    result: Decimal
    behaviour: Decimal
    final: Decimal
    result_rating: Rating
    behaviour_rating: Rating
    predicate: Predicate
    rank: int | None


@dataclass(frozen=True, slots=True)
class RecapRow:
    """An evaluation in force. Without ``outcome`` it is incomplete and says what is lacking (contract 2.1).

    ``plan_from`` to ``plan_until`` are the days of the plan within its year; ``marks`` stand under the columns of the
    recap. ``rated_at`` is when the rater last gave a level within the period. ``number`` counts through all parts.
    """

    number: int
    name: str
    nip: str
    grade: str
    position: str
    position_kind: str
    plan_state: str
    plan_from: datetime.date | None
    plan_until: datetime.date | None
    marks: tuple[str, ...]
    rater: str
    rater_position: str
    rated_at: datetime.datetime | None
    outcome: Outcome | None
    awaited: tuple[Awaited, ...] = ()
    is_excluded: bool = False

    @property
    def plan_days(self) -> str:
        """`1 Jan s.d. 31 Des 2026`; a plan without a place in its year has none."""
        return short_span(self.plan_from, self.plan_until) if self.plan_from else "-"

    @property
    def lacking(self) -> Mapping[str, Sequence[str]]:
        """Of an incomplete evaluation what a row has room for, by who can bring it."""
        found: dict[str, list[str]] = {}
        for gap in self.awaited[:LISTED_GAPS]:
            found.setdefault(gap.who, []).append(gap.text)
        return found

    @property
    def further_gaps(self) -> int:
        """How many more there are."""
        return max(0, len(self.awaited) - LISTED_GAPS)

    @property
    def rated_on(self) -> str:
        """`31 Jan 2026 14.32`, in the time of the region; empty while nobody gave a level."""
        return date_format(timezone.localtime(self.rated_at), "j M Y H.i") if self.rated_at else ""


@dataclass(frozen=True, slots=True)
class UnplannedRow:
    """Somebody with a definitive place in the period and no evaluation of it, for want of an agreed plan."""

    number: int
    name: str
    nip: str
    grade: str
    position: str
    plan_state: str


@dataclass(frozen=True, slots=True)
class ExcludedRow:
    """Somebody whom the period does not wait for, and why (pengecualian)."""

    name: str
    nip: str
    kind: str
    first_day: datetime.date
    last_day: datetime.date | None

    @property
    def days(self) -> str:
        """`1 Nov 2026 s.d. 31 Jan 2027`, or `sejak 1 Nov 2026` while it goes on."""
        return short_span(self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class AgencyRecap:
    """One agency without its sub-units, row by row, and at its head the figures of the same people.

    A long list comes in several parts. The overview stands in the first; exclusions and signature stand in the last.
    """

    name: str
    code: str
    parent: str
    period_code: str
    period_label: str
    is_locked: bool
    overview: AgencyOverview
    counts: Counts
    means: Means | None
    columns: tuple[str, ...]
    complete: tuple[RecapRow, ...]
    incomplete: tuple[RecapRow, ...]
    unplanned: tuple[UnplannedRow, ...]
    exclusions: tuple[ExcludedRow, ...]
    signatory: Signatory
    part: int
    parts: int

    @property
    def is_first(self) -> bool:
        """Whether figures and charts stand in this part."""
        return self.part == 1

    @property
    def is_last(self) -> bool:
        """Whether this part is signed."""
        return self.part == self.parts


def short_span(first_day: datetime.date, last_day: datetime.date | None) -> str:
    """Two days as tables write them; the year stands once where both share it."""
    if last_day is None:
        return f"sejak {date_format(first_day, 'j M Y')}"
    begin = date_format(first_day, "j M" if first_day.year == last_day.year else "j M Y")
    return f"{begin} s.d. {date_format(last_day, 'j M Y')}"
