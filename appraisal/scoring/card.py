"""What comes out of the engine: a score card with every step, from which screen, PDF, API and verifier read.

A published figure is a Decimal with exactly 2 decimals; ``None`` where the data do not allow it. Whatever is published
is enough to recompute the next figure (contract 2). ``NamedTuple`` for the reason given in ``types``.
"""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from appraisal.scoring.rounding import multiply, reconciled_parts
from appraisal.scoring.scheme import Component
from appraisal.scoring.types import (
    Axis,
    Direction,
    ItemKind,
    ItemState,
    Override,
    Pattern,
    Predicate,
    RaterGroup,
    Rating,
    Target,
)


class Branch(StrEnum):
    """Which line of contract 2.3 (or of a missing policy) gave an attainment."""

    SINGLE_TARGET = "single_target"
    ZERO_TARGET = "zero_target"
    INSIDE = "inside"
    BELOW = "below"
    ABOVE = "above"
    MISSING_AS_ZERO = "missing_as_zero"
    NOT_EVALUABLE = "not_evaluable"
    NONE = "none"


class Gap(StrEnum):
    """Why an evaluation is incomplete."""

    ITEM_MISSING = "item_missing"
    NOTHING_SCORED = "nothing_scored"
    RUBRIC_NOT_RATED = "rubric_not_rated"
    ATTENDANCE_ABSENT = "attendance_absent"


class Reason(NamedTuple):
    """One reason of incompleteness.

    ``subject`` is the item's key or the rubric's name (empty where there is none), ``months`` those for which a report
    or a rating is needed, ``dimensions`` those that the supervisor has not rated.
    """

    gap: Gap
    subject: str = ""
    months: tuple[int, ...] = ()
    dimensions: tuple[str, ...] = ()


class ItemResult(NamedTuple):
    """What became of one plan item.

    ``counted`` says whether the item takes part in the indicator score (main) or earns points (additional). ``actual``
    and ``target`` are those of the ``used`` months; without a used month ``target`` is that of the due months.
    ``unreported`` are due months without an actual, ``declared`` months with a target that were declared not
    applicable. For an additional item ``due`` are the months with an actual and ``used`` those where it is verified.
    """

    key: str
    kind: ItemKind
    direction: Direction
    pattern: Pattern
    state: ItemState
    counted: bool
    weight: Decimal | None
    actual: Decimal | None
    target: Target | None
    attainment: Decimal | None
    branch: Branch
    due: tuple[int, ...]
    used: tuple[int, ...]
    unreported: tuple[int, ...]
    declared: tuple[int, ...]


class IndicatorResult(NamedTuple):
    """The indicator score: the weighted ``mean`` of the counted main items, plus ``additional``, at most the cap.

    ``weight`` is the sum of the weights that counted, ``additional_items`` how many additional items earned points.
    """

    items: tuple[ItemResult, ...]
    weight: Decimal
    mean: Decimal | None
    additional_items: int
    additional: Decimal
    score: Decimal | None

    @property
    def points(self) -> dict[str, Decimal]:
        """What each counted main item brings to ``mean``, by key; the points sum to it exactly."""
        if self.mean is None:
            return {}
        weighted = {
            item.key: multiply(item.weight, item.attainment)
            for item in self.items
            if item.weight is not None and item.attainment is not None
        }
        return reconciled_parts(self.mean, weighted, self.weight)

    def lost_by(self, item: ItemResult) -> Fraction:
        """By how many points an item keeps ``mean`` from 100, exactly; negative above its target, 0 if not counted."""
        if item.weight is None or item.attainment is None:
            return Fraction(0)
        return Fraction(item.weight) / Fraction(self.weight) * (100 - Fraction(item.attainment))


class GroupUse(StrEnum):
    """Whether a rater group counts in a rubric, and if not, why."""

    COUNTED = "counted"
    NO_WEIGHT = "no_weight"
    TOO_FEW_RATERS = "too_few_raters"
    NO_RATING = "no_rating"


class GroupResult(NamedTuple):
    """A rater group in one rubric: its weight, its number of distinct raters and its use.

    Of a peer or subordinate group that is not counted, neither number nor ratings may be published (contract 2.5).
    """

    group: RaterGroup
    weight: Decimal
    raters: int
    use: GroupUse


class GroupMean(NamedTuple):
    """The mean of a counted group in one dimension, and from how many ratings."""

    group: RaterGroup
    weight: Decimal
    ratings: int
    mean: Decimal


class DimensionResult(NamedTuple):
    """A dimension: the means of the counted groups, and the score; ``None`` until the supervisor has rated it."""

    dimension: str
    groups: tuple[GroupMean, ...]
    score: Decimal | None


class RubricScore(NamedTuple):
    """A rubric from one set of ratings. ``score`` is ``None`` until the supervisor has rated every dimension."""

    groups: tuple[GroupResult, ...]
    dimensions: tuple[DimensionResult, ...]
    score: Decimal | None


class RubricBasis(StrEnum):
    """Whether a rubric's score comes from ratings for this very period or from the mean of its months."""

    OWN = "own"
    MONTHS = "months"


class RubricResult(NamedTuple):
    """A rubric in the period. ``months`` are the rubric scores of the months (longer periods only)."""

    name: str
    basis: RubricBasis
    own: RubricScore
    months: tuple[tuple[int, RubricScore], ...]
    score: Decimal | None


class AttendanceMonthResult(NamedTuple):
    """A month's recap, what was cut and what is left of 100."""

    month: int
    tk: int
    tl: tuple[int, int, int, int]
    psw: tuple[int, int, int, int]
    cut: Decimal
    score: Decimal


class AttendanceResult(NamedTuple):
    """The mean of the months that have a recap; ``None`` without any."""

    months: tuple[AttendanceMonthResult, ...]
    score: Decimal | None


class ComponentResult(NamedTuple):
    """A component of the scheme with its score in this evaluation."""

    component: Component
    score: Decimal | None


class AxisResult(NamedTuple):
    """An axis: its score, the rating computed from it, the rater's own if set, and the one that takes effect.

    Both ratings are ``None`` while the evaluation is incomplete.
    """

    axis: Axis
    weight: Decimal
    components: tuple[ComponentResult, ...]
    score: Decimal | None
    computed: Rating | None
    override: Override | None
    rating: Rating | None


class ScoreCard(NamedTuple):
    """The result of one plan in one period. Figures of an incomplete card are provisional; its predicate is ``None``.

    ``rubrics`` are those of the scheme, in its order; ``attendance`` is ``None`` when the scheme does not use it.
    """

    indicators: IndicatorResult
    rubrics: tuple[RubricResult, ...]
    attendance: AttendanceResult | None
    result: AxisResult
    behaviour: AxisResult
    final: Decimal | None
    predicate: Predicate | None
    complete: bool
    reasons: tuple[Reason, ...]
