"""The scoring sheet of a rater: one row a plan, with what is asked, what is given, and what follows from it.

Prepared by `appraisal.services.rating.load_rating_sheet`; every figure comes from the engine's card of the row.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from agencies.name_order import sort_key
from appraisal.scoring.card import Gap, ScoreCard
from appraisal.scoring.language import say
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import Axis, Predicate, Rating


@dataclass(frozen=True, slots=True)
class AskedDimension:
    """A dimension that the rater rates in this row, with its written anchors and the level given so far."""

    id: int
    code: str
    name: str
    rubric: str
    rubric_title: str
    anchors: Sequence[str]
    level: int | None

    @property
    def field(self) -> str:
        """How the form names it."""
        return f"tingkat_{self.id}"


@dataclass(frozen=True, slots=True)
class SetRating:
    """Another rating than the computed one, with the reason written for it (contract 2.8)."""

    rating: Rating
    reason: str


@dataclass(frozen=True, slots=True)
class FollowedPredicate:
    """The predicate of the unit that a person leads, which is that person's result rating (SE MenPANRB 3/2023)."""

    unit: str
    agency_code: str
    predicate: str
    rating: Rating
    decided_by: str

    @property
    def sentence(self) -> str:
        """Why nobody chooses another rating here, and where it was set."""
        return say(
            "Rating hasil kerja mengikuti predikat organisasi {unit}: {predicate}, ditetapkan oleh {name}. "
            "Ubah predikat organisasinya bila perlu.",
            unit=self.unit,
            predicate=self.predicate,
            name=self.decided_by,
        )


@dataclass(frozen=True, slots=True)
class AxisChoice:
    """An axis of a row: its score, what the system proposes from it, and what the rater set instead.

    ``followed`` goes before both: who leads a unit has its predicate as result rating.
    """

    axis: Axis
    score: Decimal | None
    proposal: Rating | None
    chosen: SetRating | None
    followed: FollowedPredicate | None = None

    @property
    def effective(self) -> Rating | None:
        """The rating that counts: a proposal counts without confirmation."""
        if self.proposal is None:
            return None
        if self.followed:
            return self.followed.rating
        return self.chosen.rating if self.chosen else self.proposal

    @property
    def reason(self) -> str:
        """The written reason, empty where there is none."""
        return self.chosen.reason if self.chosen else ""

    def value_of(self, rating: str) -> str:
        """What a form sends for a rating: nothing for the proposal, unless it was set with a reason as well."""
        is_set = self.chosen is not None and self.chosen.rating == rating
        return "" if rating == self.proposal and not is_set else rating

    @property
    def value(self) -> str:
        """What a form sends for the state as it is."""
        return str(self.chosen.rating) if self.chosen else ""


class Handover(StrEnum):
    """How far the result of a row has come: its evaluation is stored, delivered, acknowledged."""

    NOT_EVALUATED = "not_evaluated"
    EVALUATED = "evaluated"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True)
class SentRow:
    """When a row was sent and by whom: it stands until it is opened again with a reason."""

    at: datetime.datetime
    by: str


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One plan of one person in a period, as its rater rates it.

    ``rater_id`` is empty where the regional head's account rates; ``rated_elsewhere`` names the row in which the same
    rater gives the levels that hold for this row too. ``on_behalf`` says in whose name somebody stands in here;
    ``excluded`` why the period does not wait for this person. ``version`` is a digest of all that is stored of the row.
    ``is_held_back``: its figures come without peers and subordinates, who can still rate (docs/adr/0008). ``closed``
    says why rating is over for the unit, where it is not for the whole sheet.
    """

    plan_id: int
    employee_id: int
    name: str
    nip: str
    position: str
    agency: str
    is_definitive: bool
    rater_id: int | None
    superior_id: int | None
    on_behalf: str
    excluded: str
    sent: SentRow | None
    dimensions: tuple[AskedDimension, ...]
    rated_elsewhere: str
    result: AxisChoice
    behaviour: AxisChoice
    parts: tuple[tuple[str, Decimal | None], ...]
    card: ScoreCard
    scheme: Scheme
    handover: Handover
    version: str
    is_held_back: bool = False
    agency_id: int = 0
    closed: str = ""

    @property
    def is_rated(self) -> bool:
        """Whether every rubric of the scheme has a score, so that nothing is left to rate."""
        return all(rubric.score is not None for rubric in self.card.rubrics)

    @property
    def is_ready(self) -> bool:
        """Whether it can be sent: rated, not sent yet, and in time."""
        return self.is_rated and self.sent is None and not self.closed

    @property
    def missing_items(self) -> int:
        """How many indicators still lack a report."""
        return sum(reason.gap is Gap.ITEM_MISSING for reason in self.card.reasons)

    @property
    def lacks_attendance(self) -> bool:
        """Whether the attendance recap is not there yet."""
        return any(reason.gap is Gap.ATTENDANCE_ABSENT for reason in self.card.reasons)

    @property
    def given(self) -> int:
        """How many of the asked levels are there."""
        return sum(dimension.level is not None for dimension in self.dimensions)

    @property
    def levels(self) -> Mapping[int, int]:
        """The levels given, by dimension."""
        return {part.id: part.level for part in self.dimensions if part.level is not None}

    def axis(self, axis: Axis) -> AxisChoice:
        """One of the two axes."""
        return self.result if axis is Axis.RESULT else self.behaviour

    def as_typed(self, levels: Mapping[int, int], choices: Mapping[Axis, SetRating | None]) -> "RatingRow":
        """The row with what was typed in the place of what is stored, for a form that was refused."""
        dimensions = tuple(replace(part, level=levels.get(part.id)) for part in self.dimensions)
        axes = {axis: replace(self.axis(axis), chosen=chosen) for axis, chosen in choices.items()}
        return replace(
            self,
            dimensions=dimensions,
            result=axes.get(Axis.RESULT, self.result),
            behaviour=axes.get(Axis.BEHAVIOUR, self.behaviour),
        )


@dataclass(frozen=True, slots=True)
class UnratedPlace:
    """Somebody under the rater who is not rated here, and why."""

    name: str
    position: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetPeriod:
    """The period of a sheet. ``closed`` is the sentence that says why nothing can be changed; empty while it can."""

    code: str
    label: str
    deadline: datetime.date | None
    closed: str


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """All whom one person rates in a period, by name. ``problem`` says why none of them can be rated at all."""

    period: SheetPeriod
    rows: tuple[RatingRow, ...]
    others: tuple[UnratedPlace, ...]
    problem: str = ""

    @property
    def rated(self) -> int:
        """How many rows need nothing more."""
        return sum(row.is_rated for row in self.rows)

    @property
    def sent(self) -> int:
        """How many rows were sent and stand."""
        return sum(row.sent is not None for row in self.rows)

    @property
    def lines(self) -> tuple[RatingRow | UnratedPlace, ...]:
        """Everybody in one order, who is not rated here as well."""
        return tuple(sorted((*self.rows, *self.others), key=lambda line: sort_key(line.name)))

    @property
    def spread(self) -> Mapping[Predicate, int]:
        """How many rated rows come to each predicate, best first."""
        found = Counter(row.card.predicate for row in self.rows if row.is_rated)
        return {predicate: found[predicate] for predicate in Predicate}

    @property
    def is_held_back(self) -> bool:
        """Whether figures of the sheet come without peers and subordinates, who can still rate."""
        return any(row.is_held_back for row in self.rows)

    @property
    def undelivered(self) -> int:
        """How many complete results wait to be delivered."""
        return sum(
            row.card.complete and row.handover in {Handover.NOT_EVALUATED, Handover.EVALUATED} for row in self.rows
        )

    @property
    def shows_agency(self) -> bool:
        """Whether the people stand in more than one agency."""
        return len({row.agency for row in self.rows}) > 1

    @property
    def guides(self) -> tuple[AskedDimension, ...]:
        """Every dimension that a row asks, once: whose anchors are shown beside the sheet."""
        found = {part.id: part for row in self.rows for part in row.dimensions}
        return tuple(found.values())

    def next_after(self, plan_id: int) -> RatingRow | None:
        """The next row that is not rated, from a row on and round; none when all are."""
        places = [row.plan_id for row in self.rows]
        start = places.index(plan_id) + 1 if plan_id in places else 0
        return next((row for row in (*self.rows[start:], *self.rows[:start]) if not row.is_rated), None)
