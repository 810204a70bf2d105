"""What the overview of a region and of an agency shows: prepared rows around the summaries that are printed too."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from appraisal.scoring.scheme import Scheme
from reports.documents.data_standing import DataStanding, in_brackets
from reports.documents.movement_words import moved_in
from reports.documents.region_parts import DataQuality, Movements, RegionGuideline
from reports.documents.spread import UnitSpread
from reports.documents.summaries import AgencyLine, Counts, IncompleteRow, Means, Share, in_need

FEWEST_FOR_A_CHART = 10
"""A distribution of fewer people is a list of persons in disguise: numbers only (H12)."""

SHOWN_IN_NEED = 5


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The three figures of a period.

    ``mean``: the mean of the final scores of the complete definitive evaluations, rounded once from the exact sum.
    ``complete``: those evaluations, of all definitive ones in force. ``unplanned`` people have none for want of an
    agreed plan, and are counted apart.
    ``delivered``: how many of those complete evaluations were delivered in the revision in force.
    """

    mean: Decimal | None
    complete: Share
    delivered: Share
    unplanned: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of a period beside those of the period before it, of the same length.

    ``before`` is ``None`` where that period was not evaluated here; then nothing is said to have changed. ``caveat`` is
    what has to be known of a change while something is lacking in one of the two.
    """

    now: KeyFigures
    before: KeyFigures | None
    before_label: str
    caveat: str = ""

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
    """The last months up to the end of a period, oldest first, and the units, the largest fall first.

    ``caveat`` is what has to be known while something is lacking in the first or the last of the months.
    """

    months: tuple[str, ...]
    units: tuple[MonthlyMeans, ...]
    caveat: str = ""

    def most_changed(self, most: int) -> "Trend":
        """At most so many of its units, those that changed most whichever way; the largest fall stays first."""
        moved = sorted(self.units, key=lambda unit: -abs(unit.change or Decimal(0)))[:most]
        codes = {unit.code for unit in moved}
        return Trend(self.months, tuple(unit for unit in self.units if unit.code in codes), self.caveat)

    @property
    def title(self) -> str:
        """The message of the months, with the span that it speaks of: in how many of the units something moved."""
        changes = [unit.change for unit in self.units if unit.change is not None]
        if not changes:
            return _("Rata-rata hasil kerja tiap bulan")
        values = {
            "first": self.months[0],
            "last": self.months[-1],
            "moved": moved_in(changes, len(changes), _("unit")),
            "caveat": in_brackets(self.caveat),
        }
        return _("%(first)s sampai %(last)s: hasil kerja %(moved)s%(caveat)s") % values


@dataclass(frozen=True, slots=True)
class RegionOverview:
    """The region at a glance; each unit stands for its sub-units. ``covered`` counts perangkat daerah alone."""

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
    def standing(self) -> DataStanding:
        """Whether evaluations or plans are lacking somewhere, and whether that can still change."""
        return DataStanding.of(self.figures.now.complete, is_locked=self.is_locked, unplanned=self.counts.unplanned)

    @property
    def population(self) -> str:
        """Whose predicates are counted."""
        return _("Evaluasi definitif yang lengkap di seluruh daerah, %(period)s.") % {"period": self.period_label}

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
    """An agency, with its sub-units or alone. ``scheme`` gives the bands behind each mean attainment; ``spread`` is
    there where somebody leads the agency.
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
    def standing(self) -> DataStanding:
        """Whether evaluations or plans are lacking here, and whether that can still change."""
        return DataStanding.of(self.total.line.complete, is_locked=self.is_locked, unplanned=self.counts.unplanned)

    @property
    def population(self) -> str:
        """Whose predicates are counted: of who counts in the unit beside its guideline, else of all people."""
        values = {"unit": self.name, "period": self.period_label}
        if self.shown_spread is None:
            return self.whole_population if self.has_sub_units else self.own_population
        values["head"] = self.shown_spread.head
        if self.has_sub_units:
            return (
                _(
                    "Evaluasi definitif yang lengkap dari pegawai yang dihitung pada %(unit)s, %(period)s: tanpa "
                    "%(head)s, pimpinannya, yang dihitung pada unit di atasnya, dan tanpa pegawai unit di bawahnya."
                )
                % values
            )
        return (
            _(
                "Evaluasi definitif yang lengkap dari pegawai yang dihitung pada %(unit)s, %(period)s: tanpa "
                "%(head)s, pimpinannya, yang dihitung pada unit di atasnya."
            )
            % values
        )

    @property
    def whole_population(self) -> str:
        """All people of the agency and of the units below it."""
        return _("Evaluasi definitif yang lengkap di %(unit)s dengan seluruh unit di bawahnya, %(period)s.") % {
            "unit": self.name,
            "period": self.period_label,
        }

    @property
    def own_population(self) -> str:
        """All people of exactly the agency."""
        values = {"unit": self.name, "period": self.period_label}
        if self.is_alone:
            return _("Evaluasi definitif yang lengkap di %(unit)s, tanpa unit di bawahnya, %(period)s.") % values
        return _("Evaluasi definitif yang lengkap di %(unit)s, %(period)s.") % values

    @property
    def is_alone(self) -> bool:
        """Whether there are units below the agency, of which this says nothing."""
        return self.total.line.is_alone

    @property
    def has_sub_units(self) -> bool:
        """Whether it speaks of more units than the agency itself."""
        return any(unit.line.code != self.code for unit in self.units)

    @property
    def shown_spread(self) -> UnitSpread | None:
        """The spread that is drawn; none, and so that of all people, without a head or with predicates below alone.

        Of an agency alone it is that of its own people: among those who count in it are the heads of the units below.
        """
        if self.spread is None or self.is_alone:
            return None
        return self.spread if self.spread.complete or not self.has_sub_units else None

    @property
    def shows_line(self) -> bool:
        """Whether there are two means to draw a line between."""
        return bool(self.trend.units) and self.trend.units[0].change is not None
