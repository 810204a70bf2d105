"""The guideline range (rentang pedoman) of predicates, by the predicate of the organisation: all five curves.

Source: SE MenPANRB 3/2023 on the pattern of distribution, in the form of domain 1.6. It is material for a dialogue and
no quota: nothing here refuses anything. Parts of people are whole persons: a minimum is rounded up, a maximum down.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from appraisal.scoring.language import mark, say
from appraisal.scoring.types import Predicate, Rating
from appraisal.scoring.wording import PREDICATE_NAMES

FEWEST_COMPARED = 5
"""Fewer people are not compared with any range: one person more or less would turn every sentence."""
FEWEST_DRAWN = 10
"""Fewer people are a table: a chart would show single persons."""

NONE, TENTH, SIXTY, MOST, ALL = 0, 10, 60, 70, 100
"""Parts of the people, in percent."""

SB, B, BP, K, SK = Predicate
Counts = Mapping[Predicate, int]
"""How many people have each predicate."""


class OrganisationPredicate(StrEnum):
    """How the organisation itself was rated in the period."""

    EXCELLENT = "istimewa"
    GOOD = "baik"
    FAIR = "cukup"
    POOR = "kurang"
    VERY_POOR = "sangat_kurang"


NAMES: Mapping[OrganisationPredicate, str] = {
    OrganisationPredicate.EXCELLENT: mark("Istimewa"),
    OrganisationPredicate.GOOD: mark("Baik"),
    OrganisationPredicate.FAIR: mark("Butuh Perbaikan"),
    OrganisationPredicate.POOR: mark("Kurang"),
    OrganisationPredicate.VERY_POOR: mark("Sangat Kurang"),
}

HEAD_RATINGS: Mapping[OrganisationPredicate, Rating] = {
    OrganisationPredicate.EXCELLENT: Rating.ABOVE,
    OrganisationPredicate.GOOD: Rating.EXPECTED,
    OrganisationPredicate.FAIR: Rating.BELOW,
    OrganisationPredicate.POOR: Rating.BELOW,
    OrganisationPredicate.VERY_POOR: Rating.BELOW,
}
"""The result rating of the head, which the predicate of the unit becomes (domain 1.5)."""


class Bound(StrEnum):
    """How a rule holds a number of people."""

    LARGEST = "largest"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence of a curve: what it says of the people with one of these predicates, together."""

    predicates: tuple[Predicate, ...]
    bound: Bound
    percent: int = NONE

    def limit(self, total: int) -> int:
        """The bound in persons out of so many: a minimum is rounded up, a maximum down."""
        if self.bound is Bound.SOMEBODY:
            return 1
        if self.bound is Bound.AT_MOST:
            return total * self.percent // ALL
        return -(-total * self.percent // ALL)

    def counted(self, counts: Counts) -> int:
        """How many people it is about."""
        return sum(counts.get(predicate, 0) for predicate in self.predicates)

    def holds(self, counts: Counts) -> bool:
        """Whether these people fit. Of two groups of the same size either is a largest one."""
        counted, limit = self.counted(counts), self.limit(total_of(counts))
        if self.bound is Bound.LARGEST:
            return counted == max(counts.get(predicate, 0) for predicate in Predicate)
        return counted <= limit if self.bound is Bound.AT_MOST else counted >= limit

    @property
    def names(self) -> str:
        """Its predicates, as people name them."""
        names = [PREDICATE_NAMES[predicate] for predicate in self.predicates]
        return names[0] if len(names) == 1 else say("{one} dan/atau {other}", one=names[0], other=names[1])

    def sentence(self, total: int) -> str:
        """The rule in words, with the number of persons that its part comes to."""
        source = {
            Bound.LARGEST: mark("{names} menjadi kelompok terbesar."),
            Bound.AT_LEAST: mark("{names} paling sedikit {percent}%: {limit} dari {total} orang."),
            Bound.AT_MOST: mark("{names} paling banyak {percent}%: {limit} dari {total} orang."),
            Bound.SOMEBODY: mark("Ada {names}, paling sedikit 1 orang."),
        }[self.bound]
        if self.bound is Bound.AT_MOST and not self.percent:
            source = mark("Tidak ada {names}.")
        return say(source, names=self.names, percent=self.percent, limit=self.limit(total), total=total)


CURVES: Mapping[OrganisationPredicate, tuple[Rule, ...]] = {
    OrganisationPredicate.EXCELLENT: (Rule((SB,), Bound.LARGEST), Rule((SB,), Bound.AT_MOST, MOST)),
    OrganisationPredicate.GOOD: (
        Rule((B,), Bound.LARGEST),
        Rule((B,), Bound.AT_MOST, MOST),
        Rule((BP, K), Bound.SOMEBODY),
    ),
    OrganisationPredicate.FAIR: (Rule((BP,), Bound.AT_LEAST, SIXTY), Rule((SB,), Bound.AT_MOST, TENTH)),
    OrganisationPredicate.POOR: (
        Rule((K,), Bound.AT_LEAST, SIXTY),
        Rule((BP,), Bound.AT_LEAST, TENTH),
        Rule((SB,), Bound.AT_MOST, TENTH),
    ),
    OrganisationPredicate.VERY_POOR: (
        Rule((SK,), Bound.AT_LEAST, SIXTY),
        Rule((BP, K), Bound.AT_LEAST, TENTH),
        Rule((SB,), Bound.AT_MOST, NONE),
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule beside the people of a unit."""

    sentence: str
    counted: int
    is_met: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The people of a unit beside the curve of one predicate of the organisation."""

    predicate: OrganisationPredicate
    outcomes: tuple[Outcome, ...]

    @property
    def name(self) -> str:
        """The predicate of the organisation, in the reader's language."""
        return say(NAMES[self.predicate])

    @property
    def deviates(self) -> bool:
        """Whether at least one rule is not met: a reason is written then, and nothing is refused."""
        return not all(outcome.is_met for outcome in self.outcomes)


def total_of(counts: Counts) -> int:
    """How many people there are."""
    return sum(counts.values())


def is_compared(counts: Counts) -> bool:
    """Whether there are enough people to say anything."""
    return total_of(counts) >= FEWEST_COMPARED


def compare(predicate: OrganisationPredicate, counts: Counts) -> Comparison | None:
    """Each rule of a curve with whether it is met; nothing for too few people."""
    if not is_compared(counts):
        return None
    total = total_of(counts)
    rules = CURVES[predicate]
    outcomes = (Outcome(rule.sentence(total), rule.counted(counts), rule.holds(counts)) for rule in rules)
    return Comparison(predicate, tuple(outcomes))


def compare_all(counts: Counts) -> tuple[Comparison, ...]:
    """All five curves side by side, to look at while the predicate of the organisation is not set."""
    found = (compare(predicate, counts) for predicate in OrganisationPredicate)
    return tuple(one for one in found if one is not None)


def spans(predicate: OrganisationPredicate, total: int) -> Mapping[Predicate, tuple[int, int]]:
    """At least and at most so many persons of each single predicate that a curve bounds, for drawing."""
    found: dict[Predicate, tuple[int, int]] = {}
    for bounded, rule in _single(predicate):
        least, most = found.get(bounded, (0, total))
        limit = rule.limit(total)
        found[bounded] = (least, min(most, limit)) if rule.bound is Bound.AT_MOST else (max(least, limit), most)
    return found


def _single(predicate: OrganisationPredicate) -> Iterator[tuple[Predicate, Rule]]:
    """The rules about one predicate alone that hold its number; the largest group is no number."""
    for rule in CURVES[predicate]:
        if len(rule.predicates) == 1 and rule.bound is not Bound.LARGEST:
            yield rule.predicates[0], rule


def organisation_reason(*, agency: str, predicate: OrganisationPredicate, source: str, reason: str) -> str:
    """The words behind a head's result rating, the same for ever: their digest is what an evaluation proves.

    The unit stands there by its code, which a new name does not change.
    """
    name = NAMES[predicate]
    return f"Predikat organisasi {agency}: {name}. Sumber: {source.strip()}. Alasan: {reason.strip()}"
