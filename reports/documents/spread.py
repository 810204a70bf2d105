"""The predicates of a unit's people beside the guideline of its own predicate: prepared once, for paper and screen."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from appraisal.documents.guideline import FEWEST_DRAWN, Outcome
from appraisal.scoring.types import Predicate, Rating


@dataclass(frozen=True, slots=True)
class WrittenReason:
    """Why the spread lies outside the guideline; ``has_changed``: the people are spread otherwise since."""

    text: str
    author: str
    written_at: datetime.datetime
    has_changed: bool


@dataclass(frozen=True, slots=True)
class UnitSpread:
    """The people who count in a unit, without its head, who counts in the unit above (domain 1.6).

    ``head_title`` is the post from which the head leads it. ``predicate`` is that of the unit and empty while it is not
    set; ``setter`` is who sets it. ``spans`` are the ranges of single predicates in people, ``outcomes`` the sentences
    of the curve; both are empty where nothing is compared.
    """

    head_id: int
    head: str
    head_title: str
    setter: str
    predicate: str
    source: str
    counts: Mapping[Predicate, int]
    cells: Mapping[tuple[Rating, Rating], int]
    complete: int
    total: int
    spans: Mapping[Predicate, tuple[int, int]]
    outcomes: tuple[Outcome, ...]
    reason: WrittenReason | None

    @property
    def is_drawn(self) -> bool:
        """Whether there are enough people for a chart."""
        return self.complete >= FEWEST_DRAWN

    @property
    def deviates(self) -> bool:
        """Whether a rule is not met: a reason is written then."""
        return not all(outcome.is_met for outcome in self.outcomes)

    @property
    def good(self) -> int:
        """How many have Baik or Sangat Baik."""
        return self.counts[Predicate.SANGAT_BAIK] + self.counts[Predicate.BAIK]
