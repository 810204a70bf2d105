"""What the overview of a region and of an agency shows: prepared rows around the summaries that are printed too."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from appraisal.scoring.scheme import Scheme
from appraisal.scoring.wording import number
from reports.documents.region_parts import DataQuality, Movements, RegionGuideline
from reports.documents.spread import UnitSpread
from reports.documents.summaries import NOTICEABLE, AgencyLine, Counts, IncompleteRow, Means, Share, in_need

FEWEST_FOR_A_CHART = 10
"""A distribution of fewer people is a list of persons in disguise: numbers only (H12)."""

SHOWN_IN_NEED = 5


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The three figures of a period.

    ``mean``: the mean of the final scores of the complete definitive evaluations, rounded once from the exact sum.
    ``complete``: those evaluations, of all in force plus one for each person without an agreed plan.
    ``delivered``: how many of those complete evaluations were delivered in the revision in force.
    """

    mean: Decimal | None
    complete: Share
    delivered: Share


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of a period beside those of the period before it, of the same length.

    ``before`` is ``None`` where that period was not evaluated here; then nothing is said to have changed.
    """

    now: KeyFigures
    before: KeyFigures | None
    before_label: str

    @property
    def mean_change(self) -> Decimal | None:
        """In points."""
        if self.before is None or self.now.mean is None or self.before.mean is None:
            return None
        return self.now.mean - self.before.mean

    @property
    def complete_change(self) -> Decimal | None:
        """In percentage points."""
        return _difference(self.now.complete, self.before.complete if self.before else None)

    @property
    def delivered_change(self) -> Decimal | None:
        """In percentage points."""
        return _difference(self.now.delivered, self.before.delivered if self.before else None)


def _difference(now: Share, before: Share | None) -> Decimal | None:
    if before is None or now.percent is None or before.percent is None:
        return None
    return now.percent - before.percent


@dataclass(frozen=True, slots=True)
class MonthlyMeans:
    """A unit's mean of hasil kerja in each month of a span; ``None`` where nothing is complete.

    ``change`` is from the first of these months with a mean to the last, in points.
    """

    name: str
    code: str
    values: tuple[Decimal | None, ...]

    @property
    def change(self) -> Decimal | None:
        """``None`` with fewer than two means."""
        known = [value for value in self.values if value is not None]
        return known[-1] - known[0] if len(known) > 1 else None


@dataclass(frozen=True, slots=True)
class Trend:
    """The last months up to the end of a period, oldest first, and the units, the largest fall first."""

    months: tuple[str, ...]
    units: tuple[MonthlyMeans, ...]

    def most_changed(self, most: int) -> "Trend":
        """At most so many of its units, those that changed most whichever way; the largest fall stays first."""
        moved = sorted(self.units, key=lambda unit: -abs(unit.change or Decimal(0)))[:most]
        codes = {unit.code for unit in moved}
        return Trend(self.months, tuple(unit for unit in self.units if unit.code in codes))

    @property
    def title(self) -> str:
        """The message of the months: how many of the units fell and rose by what can be noticed."""
        changes = [unit.change for unit in self.units if unit.change is not None]
        if not changes:
            return _("Rata-rata hasil kerja tiap bulan")
        fallen, risen = sum(one <= -NOTICEABLE for one in changes), sum(one >= NOTICEABLE for one in changes)
        values = {
            "fallen": number(Decimal(fallen)),
            "risen": number(Decimal(risen)),
            "all": number(Decimal(len(changes))),
            "first": self.months[0],
        }
        if not fallen and not risen:
            return _("Sejak %(first)s hasil kerja di semua unit tetap, atau berubah kurang dari 0,50 poin") % values
        return _("Sejak %(first)s hasil kerja turun di %(fallen)s dan naik di %(risen)s dari %(all)s unit") % values


@dataclass(frozen=True, slots=True)
class RegionOverview:
    """The region at a glance; each unit stands for its sub-units."""

    period_code: str
    period_label: str
    is_locked: bool
    headline: str
    figures: Compared
    counts: Counts
    means: Means | None
    units: tuple[AgencyLine, ...]
    covered: Share
    trend: Trend
    guideline: RegionGuideline
    quality: DataQuality
    movements: Movements
    objections: str

    @property
    def is_provisional(self) -> bool:
        """Whether evaluations or plans are still lacking somewhere."""
        return self.covered.done < self.covered.total

    @property
    def shows_chart(self) -> bool:
        """Whether there are enough complete evaluations for a distribution."""
        return self.counts.complete >= FEWEST_FOR_A_CHART

    @property
    def attention(self) -> tuple[AgencyLine, ...]:
        """At most five units."""
        return in_need(self.units, SHOWN_IN_NEED)


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """How far a unit is: of the evaluations in force, those with every due actual reported, and those rated."""

    line: AgencyLine
    reported: Share
    rated: Share


@dataclass(frozen=True, slots=True)
class AwaitedRater:
    """A supervisor whose ratings are lacking, and for how many people; the regional head where a head has none."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What incomplete evaluations wait for. One can wait for several.

    ``reports`` are the first of the ``reports_total`` people with a due month unreported; ``recaps`` counts those who
    wait for an attendance recap, ``others`` those who wait for something else.
    """

    ratings_total: int
    raters: tuple[AwaitedRater, ...]
    reports_total: int
    reports: tuple[IncompleteRow, ...]
    recaps: int
    others: int


@dataclass(frozen=True, slots=True)
class IndicatorMean:
    """An indicator over the evaluations of some units: ``measured`` items in the mean, ``missing`` unreported ones.

    ``mean`` is the mean of the published attainments, each person alike; ``None`` while nothing is measured.
    """

    indicator_id: int
    code: str
    name: str
    measured: int
    missing: int
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class AgencyOverview:
    """An agency with its sub-units. ``scheme`` gives the bands behind each mean attainment; ``spread`` is there where
    somebody leads the agency.
    """

    name: str
    code: str
    period_code: str
    period_label: str
    is_locked: bool
    headline: str
    figures: Compared
    counts: Counts
    means: Means | None
    units: tuple[UnitProgress, ...]
    total: UnitProgress
    waiting: Waiting
    unplanned: Sequence[tuple[str, str]]
    indicators: tuple[IndicatorMean, ...]
    indicators_total: int
    scheme: Scheme | None
    trend: Trend
    spread: UnitSpread | None

    @property
    def shows_chart(self) -> bool:
        """Whether there are enough complete evaluations for a distribution."""
        return self.counts.complete >= FEWEST_FOR_A_CHART

    @property
    def has_sub_units(self) -> bool:
        """Whether it speaks of more units than the agency itself."""
        return any(unit.line.code != self.code for unit in self.units)

    @property
    def shown_spread(self) -> UnitSpread | None:
        """The spread that is drawn; none, and so that of all people, without a head or with predicates below alone."""
        return self.spread if self.spread and (self.spread.complete or not self.has_sub_units) else None

    @property
    def shows_line(self) -> bool:
        """Whether there are two means to draw a line between."""
        return bool(self.trend.units) and self.trend.units[0].change is not None
