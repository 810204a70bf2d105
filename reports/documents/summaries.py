"""The figures of an agency and of a region as they are printed. Nothing here names a person's rank across agencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from appraisal.scoring.types import Predicate, Rating
from appraisal.scoring.wording import number
from reports.documents.awaited import Awaited


@dataclass(frozen=True, slots=True)
class Means:
    """The means of complete definitive evaluations, each rounded as every published figure is."""

    result: Decimal
    behaviour: Decimal
    final: Decimal


@dataclass(frozen=True, slots=True)
class CompleteRow:
    """A complete evaluation. An acting post has no rank and is left out of means and counts (contract 2.9)."""

    name: str
    nip: str
    position: str
    result: Decimal
    behaviour: Decimal
    final: Decimal
    result_rating: Rating
    behaviour_rating: Rating
    predicate: Predicate
    rank: int | None


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


BELOW_GOOD = (Predicate.BUTUH_PERBAIKAN, Predicate.KURANG, Predicate.SANGAT_KURANG)


@dataclass(frozen=True, slots=True)
class AgencySummary:
    """One agency without its sub-units. A long list comes in several parts; the counts stand in the first."""

    name: str
    code: str
    period_label: str
    is_locked: bool
    counts: Counts
    means: Means | None
    complete: tuple[CompleteRow, ...]
    incomplete: tuple[IncompleteRow, ...]
    unplanned: tuple[Unplanned, ...]
    part: int
    parts: int


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency in the summary of its region."""

    name: str
    counts: Counts
    means: Means | None

    @property
    def concerns(self) -> tuple[str, ...]:
        """What is lacking here, and how many predicates are under Baik: phrases without names."""
        counts = self.counts
        phrases = {
            f"{_count(counts.incomplete)} dari {_count(counts.evaluated)} evaluasi belum lengkap": counts.incomplete,
            f"{_count(counts.unplanned)} pegawai tanpa SKP": counts.unplanned,
            f"{_count(counts.below_good)} predikat di bawah Baik": counts.below_good,
        }
        return tuple(phrase for phrase, amount in phrases.items() if amount)

    @property
    def share_lacking(self) -> Fraction:
        """Which part of those who should be evaluated is not, 0 to 1."""
        lacking = self.counts.incomplete + self.counts.unplanned
        return Fraction(lacking, lacking + self.counts.complete) if lacking else Fraction(0)


@dataclass(frozen=True, slots=True)
class RegionSummary:
    """A region by its agencies, in the order of their codes."""

    period_label: str
    is_locked: bool
    agencies: tuple[AgencyLine, ...]
    counts: Counts
    means: Means | None

    @property
    def attention(self) -> tuple[AgencyLine, ...]:
        """At most ten agencies, those with most lacking first, then those with most predicates under Baik."""
        concerned = [agency for agency in self.agencies if agency.concerns]
        concerned.sort(key=lambda agency: (agency.share_lacking, agency.counts.below_good), reverse=True)
        return tuple(concerned[:SHOWN_CONCERNS])


SHOWN_CONCERNS = 10


def _count(amount: int) -> str:
    return number(Decimal(amount))
