"""A scorecard: an evaluation with every figure, its formula and its words. Page, PDF and API show just this.

Figures come from the stored row, steps and sentences from the card recomputed out of the row's own snapshot
(`appraisal.scoring`). Nothing here computes a figure.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import itemgetter

from appraisal.documents.contributions import ScorecardParts
from appraisal.documents.delivery import Delivered, Trail
from appraisal.documents.item_months import NO_MONTHS, ItemMonths
from appraisal.scoring.advice import Advice, Names
from appraisal.scoring.axes import PREDICATES
from appraisal.scoring.card import AxisResult, GroupMean, ItemResult, ScoreCard
from appraisal.scoring.explain_longer import month_spans
from appraisal.scoring.language import mark
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import Axis, ItemKind, ItemState, PlacementKind, Predicate, Rating, Sheet
from appraisal.scoring.wording import axis_name

STATE_NAMES: Mapping[ItemState, str] = {
    ItemState.NOT_MEASURED: mark("tidak diukur"),
    ItemState.NOT_APPLICABLE: mark("tidak berlaku"),
    ItemState.WAITING_RELEASE: mark("menunggu rilis"),
    ItemState.MISSING: mark("belum dilaporkan"),
    ItemState.NOT_EVALUABLE: mark("tidak dapat dihitung"),
    ItemState.MEASURED: mark("diukur"),
}
_KIND_WORDS: Mapping[PlacementKind, str] = {PlacementKind.PLT: "Plt. ", PlacementKind.PLH: "Plh. "}


def position_with_kind(position: str, kind: PlacementKind) -> str:
    """A position as people name it: an acting one with its Plt. or Plh. before it."""
    return f"{_KIND_WORDS.get(kind, '')}{position}"


class Status(StrEnum):
    """Final is a complete evaluation of a locked period; an incomplete one stays incomplete (contract 2.11).

    Provisional is what was computed just now and is stored nowhere.
    """

    COMPLETE = "lengkap"
    INCOMPLETE = "belum_lengkap"
    FINAL = "final"
    PROVISIONAL = "sementara"

    @classmethod
    def of(cls, *, complete: bool, locked: bool) -> "Status":
        """The status of an evaluation in its period."""
        if not complete:
            return cls.INCOMPLETE
        return cls.FINAL if locked else cls.COMPLETE


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody an evaluation names."""

    name: str
    nip: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose evaluation it is, of when and by whom, as the evaluation's own columns say.

    ``position`` carries Plt. or Plh. before it where the post is an acting one; ``months`` and ``plan_days`` are the
    plan's months and calendar days within the period; ``is_latest`` is off for a revision that another one replaced.
    What is computed live has the status ``sementara``, revision 0, no fingerprint and no ``agency_code``. An evaluation
    whose figures wait for peers and subordinates has no fingerprint either: their levels could be guessed until it
    comes out (docs/adr/0008), and with ``waits_for_peers`` it is complete but for that.
    """

    plan_id: int
    period_code: str
    period_label: str
    revision: int
    is_latest: bool
    status: Status
    employee: Person
    position: str
    agency: str
    is_definitive: bool
    months: tuple[int, ...]
    plan_days: int
    rater: Person | None
    superior: Person | None
    scheme_name: str
    scheme_number: int
    fingerprint: str
    evaluated_at: datetime.datetime
    agency_code: str = ""
    waits_for_peers: bool = False

    @property
    def named_months(self) -> str:
        """The plan's months within a period longer than a month, by name; empty for a month."""
        return "" if self.period_code[5:6].isdecimal() else month_spans(self.months)

    @property
    def is_live(self) -> bool:
        """Whether it was computed from the inputs as they are now, and is stored nowhere."""
        return self.status is Status.PROVISIONAL


@dataclass(frozen=True, slots=True)
class Figures:
    """The published figures and effective ratings of the stored row; provisional and unrated while incomplete."""

    indicators: Decimal | None
    result: Decimal | None
    behaviour: Decimal | None
    final: Decimal | None
    result_rating: Rating | None
    behaviour_rating: Rating | None
    predicate: Predicate | None


@dataclass(frozen=True, slots=True)
class ScorecardItem:
    """A plan item: the engine's result and what people call it.

    ``months`` says from which months actual and target come, ``formula`` how the attainment follows, ``points`` what
    the item brings to the mean; each is empty where there is none. ``by_month`` is there in a longer period.
    """

    result: ItemResult
    name: str
    unit: str
    state: str
    months: str
    formula: str
    points: str
    by_month: ItemMonths = NO_MONTHS

    @property
    def is_additional(self) -> bool:
        """Whether it earns points instead of carrying weight."""
        return self.result.kind is ItemKind.ADDITIONAL


@dataclass(frozen=True, slots=True)
class ScorecardComponent:
    """A component of an axis with its score."""

    name: str
    weight: Decimal
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class ScorecardAxis:
    """An axis. ``override_reason`` is the rater's written reason for another rating than the computed one.

    Of who leads a unit it is the predicate of the unit, which the result rating follows.
    """

    result: AxisResult
    name: str
    components: tuple[ScorecardComponent, ...]
    formula: str
    rating_reason: str
    override_reason: str

    @property
    def follows_organisation(self) -> bool:
        """Whether the rating is that of the unit which the person leads, and nobody's choice for this person."""
        return self.result.override is not None and self.result.override.is_of_organisation

    @property
    def axis(self) -> Axis:
        """Hasil kerja or perilaku kerja."""
        return self.result.axis


@dataclass(frozen=True, slots=True)
class ScorecardDimension:
    """A dimension of a rubric: the supervisor's level with its written anchor, and the means that may be shown."""

    name: str
    level: int | None
    anchor: str
    means: tuple[GroupMean, ...]
    score: Decimal | None
    formula: str


@dataclass(frozen=True, slots=True)
class ScorecardRubric:
    """A rubric. In a longer period that follows from its months, ``months`` holds them and ``dimensions`` is empty.

    ``note`` says from which ratings a longer period's score comes. ``axis`` is the one that the scheme counts it in: a
    region may let a rubric speak of results.
    ``hides_groups``: means of peers and subordinates are held back (contract 2.5), and with them the scores of
    dimensions from which they would follow by subtraction.
    """

    name: str
    axis: Axis
    score: Decimal | None
    formula: str
    dimensions: tuple[ScorecardDimension, ...]
    months: tuple[tuple[str, Decimal | None], ...]
    hides_groups: bool
    note: str = ""


QUADRANT: tuple[tuple[Rating, tuple[tuple[Rating, Predicate], ...]], ...] = tuple(
    (result, tuple((behaviour, PREDICATES[result, behaviour]) for behaviour in reversed(Rating))) for result in Rating
)
"""The 3 x 3 table of the predicate (contract 2.8): rows of result, best first; columns of behaviour, best last."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything that is shown of an evaluation.

    ``sheet`` is what its card was computed from, ``names`` what the engine's sentences call the keys in it.
    ``held_back`` says why its figures come without peers and subordinates (docs/adr/0008); it is the last of ``gaps``.
    """

    identity: Identity
    figures: Figures
    card: ScoreCard
    scheme: Scheme
    sheet: Sheet
    names: Names
    items: tuple[ScorecardItem, ...]
    parts: ScorecardParts
    indicator_formulas: tuple[str, ...]
    rubrics: tuple[ScorecardRubric, ...]
    attendance: tuple[str, ...]
    axes: tuple[ScorecardAxis, ScorecardAxis]
    final_formula: str
    predicate_reason: str
    advice: Advice
    gaps: tuple[str, ...]
    trail: Trail
    held_back: str = ""

    @property
    def known_axis(self) -> tuple[str, Decimal] | None:
        """The first axis that can be computed already, by name, for where the final score cannot."""
        scored = ((axis_name(one.axis), one.score) for one in (self.card.result, self.card.behaviour))
        return next(((name, score) for name, score in scored if score is not None), None)

    @property
    def delivered(self) -> Delivered | None:
        """How this very revision was delivered, if it was."""
        return self.trail.delivered_of(self.identity.revision)

    @property
    def formerly_delivered(self) -> Delivered | None:
        """What the employee was told last before this revision, if anything."""
        return self.trail.delivered_before(self.identity.revision)

    @property
    def largest_losses(self) -> tuple[ScorecardItem, ...]:
        """The items that keep most points back, the largest first, three at most."""
        losses = [(self.card.indicators.lost_by(item.result), item) for item in self.items]
        below = [(lost, item) for lost, item in losses if lost > 0]
        return tuple(item for _lost, item in sorted(below, key=itemgetter(0), reverse=True)[:3])

    @property
    def result_rubrics(self) -> tuple[ScorecardRubric, ...]:
        """The rubrics that are part of hasil kerja."""
        return tuple(rubric for rubric in self.rubrics if rubric.axis is Axis.RESULT)

    @property
    def behaviour_rubrics(self) -> tuple[ScorecardRubric, ...]:
        """The rubrics that are part of perilaku kerja."""
        return tuple(rubric for rubric in self.rubrics if rubric.axis is Axis.BEHAVIOUR)

    @property
    def main_items(self) -> tuple[ScorecardItem, ...]:
        """The items that carry weight."""
        return tuple(item for item in self.items if not item.is_additional)

    @property
    def additional_items(self) -> tuple[ScorecardItem, ...]:
        """The items that earn points."""
        return tuple(item for item in self.items if item.is_additional)
