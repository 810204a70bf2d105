"""Rules 9 and 10: the figure of an employee with several definitive evaluations, and ranks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from appraisal.scoring.axes import final_score, predicate_of, rating_of
from appraisal.scoring.card import ScoreCard
from appraisal.scoring.rounding import weighted_mean
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import Axis, Predicate, Rating


class PlanPart(NamedTuple):
    """One definitive evaluation and how many calendar days of the period its plan has (at least 1).

    The ratings are the effective ones.
    """

    days: int
    complete: bool
    result: Decimal | None
    behaviour: Decimal | None
    result_rating: Rating | None
    behaviour_rating: Rating | None

    @classmethod
    def of(cls, card: ScoreCard, days: int) -> "PlanPart":
        """The part that a score card is of the employee's figure."""
        result, behaviour = card.result, card.behaviour
        return cls(days, card.complete, result.score, behaviour.score, result.rating, behaviour.rating)


class CombinedAxis(NamedTuple):
    """An axis over all parts. ``computed`` follows from the score; ``rating`` is the one that takes effect."""

    axis: Axis
    weight: Decimal
    parts: tuple[tuple[int, Decimal | None], ...]
    score: Decimal | None
    computed: Rating | None
    rating: Rating | None


class EmployeeFigure(NamedTuple):
    """What an employee has for a period, from all definitive evaluations together. Provisional while incomplete."""

    result: CombinedAxis
    behaviour: CombinedAxis
    final: Decimal | None
    predicate: Predicate | None
    complete: bool


def combine(parts: Sequence[PlanPart], scheme: Scheme) -> EmployeeFigure:
    """Weigh the axis scores by calendar days; final score, ratings and predicate follow by rules 7 and 8.

    Raises:
        ValueError: without any part, or for a part without days.
    """
    if not parts or any(part.days < 1 for part in parts):
        raise ValueError(f"an employee's figure needs parts of at least one day each, not {parts}")
    complete = all(part.complete for part in parts)
    result = _combine_axis(
        Axis.RESULT, [(part.days, part.result, part.result_rating) for part in parts], scheme, complete=complete
    )
    behaviour = _combine_axis(
        Axis.BEHAVIOUR,
        [(part.days, part.behaviour, part.behaviour_rating) for part in parts],
        scheme,
        complete=complete,
    )
    return EmployeeFigure(
        result=result,
        behaviour=behaviour,
        final=final_score(result.score, behaviour.score, scheme),
        predicate=predicate_of(result.rating, behaviour.rating) if result.rating and behaviour.rating else None,
        complete=complete,
    )


def _combine_axis(
    axis: Axis, parts: Sequence[tuple[int, Decimal | None, Rating | None]], scheme: Scheme, *, complete: bool
) -> CombinedAxis:
    scored = [(Decimal(days), score) for days, score, _ in parts if score is not None]
    score = weighted_mean(scored) if len(scored) == len(parts) else None
    computed = rating_of(score, scheme.bands) if complete and score is not None else None
    agreed = {rating for _, _, rating in parts}
    # One rating in all parts is the rating of the whole: only a rater's own rating can differ from the band here,
    # and with a single evaluation the employee's figure is that evaluation.
    rating = agreed.pop() if computed and len(agreed) == 1 else computed
    published_parts = tuple((days, part_score) for days, part_score, _ in parts)
    return CombinedAxis(axis, scheme.axis(axis).weight, published_parts, score, computed, rating)


def ranks(final_scores: Sequence[Decimal]) -> tuple[int, ...]:
    """The rank of each final score in the given order; the best is 1 and ties share (1, 1, 3)."""
    first_places: dict[Decimal, int] = {}
    for place, score in enumerate(sorted(final_scores, reverse=True), start=1):
        first_places.setdefault(score, place)
    return tuple(first_places[score] for score in final_scores)
