"""Two periods of the same length side by side: what moved, in figures, units and predicates. Nobody is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from appraisal.scoring.wording import score_text
from reports.documents.data_standing import in_brackets
from reports.documents.movement_words import moved_in
from reports.documents.overviews import FEWEST_FOR_A_CHART, Compared
from reports.documents.summaries import Counts, Means, Share


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two periods. ``counts`` and ``means`` are those of all units together."""

    code: str
    label: str
    is_locked: bool
    counts: Counts
    means: Means | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A published mean in both periods; ``None`` where nothing is complete."""

    before: Decimal | None
    now: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """In points, as the two published figures differ; ``None`` without both."""
        return None if self.before is None or self.now is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """A unit in both periods. It stands for its sub-units too, unless ``is_alone``."""

    name: str
    code: str
    is_alone: bool
    has_sub_units: bool
    before: Means | None
    now: Means | None
    complete_before: Share
    complete_now: Share

    @property
    def result(self) -> Moved:
        """Hasil kerja."""
        return Moved(self.before.result if self.before else None, self.now.result if self.now else None)

    @property
    def behaviour(self) -> Moved:
        """Perilaku kerja."""
        return Moved(self.before.behaviour if self.before else None, self.now.behaviour if self.now else None)

    @property
    def final(self) -> Moved:
        """Nilai akhir."""
        return Moved(self.before.final if self.before else None, self.now.final if self.now else None)


@dataclass(frozen=True, slots=True)
class Movements:
    """How the predicates of the same people moved: those with one complete definitive evaluation in both periods.

    ``others`` have such an evaluation in one of them only, or several in one.
    """

    rose: int
    stayed: int
    fell: int
    others: int

    @property
    def people(self) -> int:
        """Who could be compared."""
        return self.rose + self.stayed + self.fell

    @property
    def is_shown(self) -> bool:
        """Of fewer people even counts tell who moved."""
        return self.people >= FEWEST_FOR_A_CHART


@dataclass(frozen=True, slots=True)
class Comparison:
    """A region, or a unit with its sub-units (``unit_code``), in two periods; ``units`` the largest fall first."""

    unit_name: str
    unit_code: str
    before: Side
    now: Side
    figures: Compared
    units: tuple[ComparedUnit, ...]
    movements: Movements

    @property
    def headline(self) -> str:
        """What moved, in one sentence by rule."""
        return _headline(self)

    @property
    def shows_chart(self) -> bool:
        """Whether both periods have enough people for a distribution."""
        return min(self.before.counts.complete, self.now.counts.complete) >= FEWEST_FOR_A_CHART

    @property
    def both(self) -> tuple[ComparedUnit, ...]:
        """The units whose hasil kerja is known in both periods."""
        return tuple(unit for unit in self.units if unit.result.change is not None)


def by_fall(units: Sequence[ComparedUnit]) -> tuple[ComparedUnit, ...]:
    """The largest fall of hasil kerja first, units that cannot be compared last."""
    changes = {unit.code: unit.result.change for unit in units}
    return tuple(sorted(units, key=lambda unit: (changes[unit.code] is None, changes[unit.code] or 0, unit.code)))


def _headline(comparison: Comparison) -> str:
    """`Rata-rata nilai akhir naik 4,20 poin; hasil kerja naik di 9 dan turun di 3 dari 32 unit.`"""
    change = comparison.figures.mean_change
    if change is None:
        lacking = comparison.before if comparison.before.means is None else comparison.now
        return _("Belum dapat dibandingkan: %(period)s belum punya evaluasi yang lengkap.") % {"period": lacking.label}
    values = {
        "points": score_text(abs(change)),
        "period": comparison.before.label,
        "units": _units(comparison),
        "caveat": in_brackets(comparison.figures.caveat),
    }
    if change > 0:
        return _("Rata-rata nilai akhir naik %(points)s poin dari %(period)s%(units)s%(caveat)s.") % values
    if change < 0:
        return _("Rata-rata nilai akhir turun %(points)s poin dari %(period)s%(units)s%(caveat)s.") % values
    return _("Rata-rata nilai akhir sama dengan %(period)s%(units)s%(caveat)s.") % values


def _units(comparison: Comparison) -> str:
    changes = [unit.result.change or Decimal(0) for unit in comparison.both]
    if len(changes) < 2:
        return ""
    return _("; hasil kerja %(moved)s") % {"moved": moved_in(changes, len(changes), _("unit"))}
