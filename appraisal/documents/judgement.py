"""A longer period as its rater judges it: the own staff with what is proposed, what was before it, and what waits.

Prepared by `appraisal.services.judgement`; every figure comes from the engine's card of the row.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from appraisal.documents.guideline import FEWEST_DRAWN, Comparison, OrganisationPredicate, compare
from appraisal.documents.rating_sheet import RatingRow, SheetPeriod, UnratedPlace
from appraisal.documents.scorecard import Scorecard
from appraisal.scoring.types import Predicate, Rating


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rater decided of a plan's year. ``fingerprint`` is that of the result which the decision left."""

    note: str
    by: str
    at: datetime.datetime
    fingerprint: str
    edition: int


class JudgementState(StrEnum):
    """Whether somebody judged the year, and whether the result is still the one that was judged."""

    NONE = "none"
    JUDGED = "judged"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """What a month or quarter within the period came to; ``name`` leaves the year out of its ``label``.

    Without ``predicate`` it is incomplete. ``is_known`` is off where there is no evaluation, or none that the reader
    may see.
    """

    code: str
    label: str
    name: str
    final: Decimal | None
    predicate: Predicate | None
    is_known: bool


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One plan of the period: the row of the sheet, what was before it, and how far its judgement is.

    ``waits``: peers or subordinates can still send, and their levels count.
    """

    row: RatingRow
    earlier: tuple[EarlierResult, ...]
    state: JudgementState
    judgement: Judgement | None
    waits: bool = False

    @property
    def predicate(self) -> Predicate | None:
        """The effective one; none while incomplete, or while peers and subordinates can still rate."""
        return None if self.waits else self.row.card.predicate


@dataclass(frozen=True, slots=True)
class UnitPredicate:
    """A unit whose staff are on the page, with its organisation predicate as it is called; empty where none is set."""

    name: str
    predicate: str


@dataclass(frozen=True, slots=True)
class JudgementList:
    """Everybody whom one person rates in a longer period. ``problem`` says why none of them can be shown.

    ``not_yet`` says why no year can be judged at the moment; it is empty for what is no year. ``organisation`` is
    the predicate of the units where they all have the same.
    """

    period: SheetPeriod
    is_year: bool
    rows: tuple[JudgedRow, ...]
    others: tuple[UnratedPlace, ...]
    units: tuple[UnitPredicate, ...]
    organisation: OrganisationPredicate | None
    not_yet: str = ""
    problem: str = ""

    @property
    def judged(self) -> int:
        """How many judgements stand for the result as it is."""
        return sum(one.state is JudgementState.JUDGED for one in self.rows)

    @property
    def waiting_units(self) -> tuple[UnitPredicate, ...]:
        """The units whose predicate is not set."""
        return tuple(unit for unit in self.units if not unit.predicate)

    @property
    def spread(self) -> Mapping[Predicate, int]:
        """How many have each predicate, best first."""
        found = Counter(one.predicate for one in self.rows)
        return {predicate: found[predicate] for predicate in Predicate}

    @property
    def cells(self) -> Mapping[tuple[Rating, Rating], int]:
        """How many stand in each cell of result and behaviour."""
        cards = (one.row.card for one in self.rows if one.predicate)
        pairs = ((card.result.rating, card.behaviour.rating) for card in cards)
        return Counter((result, behaviour) for result, behaviour in pairs if result and behaviour)

    @property
    def comparison(self) -> Comparison | None:
        """The people beside the guideline of their units' predicate; none without one, or for too few."""
        return compare(self.organisation, self.spread) if self.organisation else None

    @property
    def drawn(self) -> bool:
        """Whether there are enough people for a chart."""
        return self.with_predicate >= FEWEST_DRAWN

    @property
    def with_predicate(self) -> int:
        """How many have a predicate."""
        return sum(self.spread.values())

    def next_after(self, plan_id: int) -> JudgedRow | None:
        """The next one without a standing judgement, from a plan on and round; none when all have one."""
        places = [one.row.plan_id for one in self.rows]
        start = places.index(plan_id) + 1 if plan_id in places else 0
        turned = (*self.rows[start:], *self.rows[:start])
        return next((one for one in turned if one.state is not JudgementState.JUDGED), None)


@dataclass(frozen=True, slots=True)
class JudgedPlan:
    """The year of one plan as its rater judges it. ``shown`` is the fingerprint of what is on the page.

    ``closed`` says why it cannot be judged now; ``lacks`` are the gaps that stand in the way.
    """

    period: SheetPeriod
    row: RatingRow
    card: Scorecard
    months: tuple[EarlierResult, ...]
    quarters: tuple[EarlierResult, ...]
    feedback: int
    talks: int
    last_talk: datetime.date | None
    judgement: Judgement | None
    state: JudgementState
    shown: str
    closed: str

    @property
    def edition(self) -> int:
        """Which edition of the judgement the page shows; 0 before the first."""
        return self.judgement.edition if self.judgement else 0

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the year still lacks."""
        return self.card.gaps
