"""The figures of an agency and of a region as they are printed. Nothing here names a person's rank across agencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain, zip_longest

from django.utils.translation import gettext as _

from appraisal.scoring.rounding import published
from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import number, score_text
from reports.documents.awaited import Awaited


@dataclass(frozen=True, slots=True)
class Means:
    """The means of complete definitive evaluations, each rounded as every published figure is."""

    result: Decimal
    behaviour: Decimal
    final: Decimal


@dataclass(frozen=True, slots=True)
class IncompleteRow:
    """An incomplete evaluation: no figure of it is printed (contract 2.1)."""

    name: str
    nip: str
    position: str
    awaited: tuple[Awaited, ...]


@dataclass(frozen=True, slots=True)
class Unplanned:
    """Somebody with a definitive place in the period and no evaluation of it."""

    name: str
    nip: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Definitive evaluations of a unit. ``predicates`` holds each of the five, also where there is none."""

    complete: int
    incomplete: int
    unplanned: int
    predicates: Mapping[Predicate, int]

    @property
    def evaluated(self) -> int:
        """Evaluations in force, complete or not."""
        return self.complete + self.incomplete

    @property
    def below_good(self) -> int:
        """How many have a predicate under Baik."""
        return sum(self.predicates[predicate] for predicate in BELOW_GOOD)

    @property
    def good(self) -> int:
        """How many have Baik or Sangat Baik."""
        return self.complete - self.below_good


BELOW_GOOD = (Predicate.BUTUH_PERBAIKAN, Predicate.KURANG, Predicate.SANGAT_KURANG)


NOTICEABLE = Decimal("0.50")
"""A mean that moved by less than half a point stands still: that much follows from one person among many."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: people see both numbers, never the percentage alone."""

    done: int
    total: int

    @property
    def percent(self) -> Decimal | None:
        """Rounded half up to one decimal; ``None`` of nothing."""
        return Decimal((2000 * self.done + self.total) // (2 * self.total)) / 10 if self.total else None


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """A unit in the summary of what it belongs to; ``before`` are its means of the period before, where it has any.

    It stands for its sub-units too, unless ``is_alone``.
    """

    name: str
    code: str
    counts: Counts
    means: Means | None
    before: Means | None = None
    is_alone: bool = False

    @property
    def complete(self) -> Share:
        """Complete evaluations of all that there should be: those in force, and one for each person without a plan."""
        return Share(self.counts.complete, self.counts.evaluated + self.counts.unplanned)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is lacking here."""
        return self.complete.done == self.complete.total

    @property
    def result_change(self) -> Decimal | None:
        """By how many points the mean of hasil kerja differs from the period before; ``None`` without both."""
        return self.means.result - self.before.result if self.means and self.before else None

    @property
    def fall(self) -> Decimal:
        """By how many points hasil kerja fell, if that can be noticed; else 0."""
        change = self.result_change
        return -change if change is not None and -change >= NOTICEABLE else Decimal(0)

    @property
    def has_risen(self) -> bool:
        """Whether hasil kerja rose by what can be noticed."""
        return self.result_change is not None and self.result_change >= NOTICEABLE

    @property
    def concerns(self) -> tuple[str, ...]:
        """What fell, what is lacking, and how many predicates are under Baik: phrases without names."""
        counts = self.counts
        phrases = {
            _("hasil kerja turun %(points)s poin") % {"points": score_text(published(self.fall))}: self.fall,
            _("%(some)s dari %(all)s evaluasi belum lengkap")
            % {"some": _count(counts.incomplete), "all": _count(counts.evaluated)}: counts.incomplete,
            _("%(some)s pegawai tanpa SKP") % {"some": _count(counts.unplanned)}: counts.unplanned,
            _("%(some)s predikat di bawah Baik") % {"some": _count(counts.below_good)}: counts.below_good,
        }
        return tuple(phrase for phrase, amount in phrases.items() if amount)

    @property
    def share_lacking(self) -> Fraction:
        """Which part of those who should be evaluated is not, 0 to 1."""
        lacking = self.counts.incomplete + self.counts.unplanned
        return Fraction(lacking, lacking + self.counts.complete) if lacking else Fraction(0)


def in_need(agencies: Sequence[AgencyLine], most: int) -> tuple[AgencyLine, ...]:
    """At most so many units, in turns: where hasil kerja fell most, where most is lacking, where most predicates are
    under Baik, then the second of each, and so on. A unit without any of the three is never among them.
    """
    fallen = sorted((one for one in agencies if one.fall), key=lambda one: one.fall, reverse=True)
    lacking = sorted(
        (one for one in agencies if one.share_lacking),
        key=lambda one: (one.share_lacking, one.counts.below_good),
        reverse=True,
    )
    below = sorted((one for one in agencies if one.counts.below_good), key=lambda one: -one.counts.below_good)
    in_turns = chain.from_iterable(zip_longest(fallen, lacking, below))
    found = {one.code: one for one in in_turns if one is not None}
    return tuple(found.values())[:most]


def _count(amount: int) -> str:
    return number(Decimal(amount))
