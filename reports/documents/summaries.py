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
    def lacking(self) -> int:
        """How many of those who should be evaluated are not, or not completely."""
        return self.incomplete + self.unplanned

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

WORTH_A_LOOK = Fraction(1, 10)
"""From which part of its people on a unit is named for what is lacking, or for predicates under Baik: one person of
many is no reason to look at a unit.
"""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many: people see both numbers, never the percentage alone."""

    done: int
    total: int

    @property
    def percent(self) -> Decimal | None:
        """Rounded half up to one decimal; ``None`` of nothing."""
        return Decimal((2000 * self.done + self.total) // (2 * self.total)) / 10 if self.total else None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to do."""
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """A unit in the summary of what it belongs to; ``before`` are its means of the period before, where it has any.

    It stands for its sub-units too, unless ``is_alone``. ``caveat`` is what has to be known of a change.
    """

    name: str
    code: str
    counts: Counts
    means: Means | None
    before: Means | None = None
    is_alone: bool = False
    caveat: str = ""

    @property
    def complete(self) -> Share:
        """Complete evaluations of those in force; who has no plan has none, and is counted apart."""
        return Share(self.counts.complete, self.counts.evaluated)

    @property
    def people(self) -> int:
        """Evaluations in force, and who has none for want of a plan."""
        return self.counts.evaluated + self.counts.unplanned

    @property
    def is_complete(self) -> bool:
        """Whether nothing is lacking here."""
        return not self.counts.lacking

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
        """Where hasil kerja stands and how it moved, what is lacking, how many predicates are under Baik: phrases
        without names, each with its figures; of the last two what is worth a look.
        """
        counts = self.counts
        lacks, is_low = self.share_lacking >= WORTH_A_LOOK, self.share_below >= WORTH_A_LOOK
        phrases = {
            self.movement: self.means is not None,
            _("%(some)s dari %(all)s evaluasi belum lengkap")
            % {"some": _count(counts.incomplete), "all": _count(counts.evaluated)}: lacks and counts.incomplete,
            _("%(some)s pegawai tanpa SKP") % {"some": _count(counts.unplanned)}: lacks and counts.unplanned,
            _("%(some)s dari %(all)s predikat di bawah Baik")
            % {"some": _count(counts.below_good), "all": _count(counts.complete)}: is_low,
        }
        return tuple(phrase for phrase, amount in phrases.items() if amount)

    @property
    def movement(self) -> str:
        """`hasil kerja 71,00 turun 8,00 poin`: the mean and its change by what can be noticed; empty without a mean."""
        if self.means is None:
            return ""
        values = {"mean": score_text(self.means.result), "points": "", "caveat": ""}
        if (change := self.result_change) is None:
            return _("hasil kerja %(mean)s, tanpa pembanding") % values
        values |= {
            "points": score_text(published(abs(change))),
            "caveat": f" ({self.caveat})" if self.caveat else "",
        }
        if self.fall:
            return _("hasil kerja %(mean)s turun %(points)s poin%(caveat)s") % values
        if self.has_risen:
            return _("hasil kerja %(mean)s naik %(points)s poin%(caveat)s") % values
        return _("hasil kerja %(mean)s tetap%(caveat)s") % values

    @property
    def share_lacking(self) -> Fraction:
        """Which part of those who should be evaluated is not, 0 to 1."""
        return Fraction(self.counts.lacking, self.people) if self.people else Fraction(0)

    @property
    def share_below(self) -> Fraction:
        """Which part of the complete evaluations has a predicate under Baik, 0 to 1."""
        return Fraction(self.counts.below_good, self.counts.complete) if self.counts.complete else Fraction(0)


def in_need(agencies: Sequence[AgencyLine], most: int) -> tuple[AgencyLine, ...]:
    """At most so many units, in turns: where hasil kerja fell most, where most is lacking, where most predicates are
    under Baik, then the second of each, and so on. A unit without any of the three is never among them, nor one where
    less than a tenth is lacking or under Baik.
    """
    fallen = sorted((one for one in agencies if one.fall), key=lambda one: one.fall, reverse=True)
    lacking = sorted(
        (one for one in agencies if one.share_lacking >= WORTH_A_LOOK),
        key=lambda one: (one.share_lacking, one.counts.below_good),
        reverse=True,
    )
    low = (one for one in agencies if one.share_below >= WORTH_A_LOOK)
    below = sorted(low, key=lambda one: -one.counts.below_good)
    in_turns = chain.from_iterable(zip_longest(fallen, lacking, below))
    found = {one.code: one for one in in_turns if one is not None}
    return tuple(found.values())[:most]


def _count(amount: int) -> str:
    return number(Decimal(amount))
