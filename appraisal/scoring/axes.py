"""Rules 7 and 8: axes, final score, ratings and predicate."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from appraisal.scoring.card import AxisResult, ComponentResult
from appraisal.scoring.rounding import weighted_mean
from appraisal.scoring.scheme import Bands, Scheme
from appraisal.scoring.types import Axis, Override, Predicate, Rating

PREDICATES: Mapping[tuple[Rating, Rating], Predicate] = {
    (Rating.ABOVE, Rating.BELOW): Predicate.KURANG,
    (Rating.ABOVE, Rating.EXPECTED): Predicate.BAIK,
    (Rating.ABOVE, Rating.ABOVE): Predicate.SANGAT_BAIK,
    (Rating.EXPECTED, Rating.BELOW): Predicate.KURANG,
    (Rating.EXPECTED, Rating.EXPECTED): Predicate.BAIK,
    (Rating.EXPECTED, Rating.ABOVE): Predicate.BAIK,
    (Rating.BELOW, Rating.BELOW): Predicate.SANGAT_KURANG,
    (Rating.BELOW, Rating.EXPECTED): Predicate.BUTUH_PERBAIKAN,
    (Rating.BELOW, Rating.ABOVE): Predicate.BUTUH_PERBAIKAN,
}
"""The nine cells: (result, behaviour) to predicate."""


def axis_score(components: Sequence[ComponentResult]) -> Decimal | None:
    """The weighted mean of the components; ``None`` as long as one has no data."""
    parts = [(part.component.weight, part.score) for part in components if part.score is not None]
    return weighted_mean(parts) if len(parts) == len(components) else None


def final_score(result: Decimal | None, behaviour: Decimal | None, scheme: Scheme) -> Decimal | None:
    """The weighted mean of the two axis scores: a helper figure, which no predicate comes from."""
    if result is None or behaviour is None:
        return None
    return weighted_mean([(scheme.result.weight, result), (scheme.behaviour.weight, behaviour)])


def rating_of(score: Decimal, bands: Bands) -> Rating:
    """The rating of a published axis score. A band's bound belongs to the band above it."""
    if score >= bands.above:
        return Rating.ABOVE
    return Rating.EXPECTED if score >= bands.expected else Rating.BELOW


def predicate_of(result: Rating, behaviour: Rating) -> Predicate:
    """The cell of the 3 x 3 table; never typed, never from the final score."""
    return PREDICATES[result, behaviour]


def override_of(axis: Axis, overrides: Sequence[Override]) -> Override | None:
    """The rater's own rating of an axis.

    Raises:
        ValueError: if there are two, or one has no reason.
    """
    found = [override for override in overrides if override.axis is axis]
    if len(found) > 1 or not all(override.reason.strip() for override in found):
        raise ValueError(f"an axis has at most one override, with a reason: {found}")
    return found[0] if found else None


def rate_axis(
    axis: Axis,
    components: tuple[ComponentResult, ...],
    overrides: Sequence[Override],
    scheme: Scheme,
    *,
    complete: bool,
) -> AxisResult:
    """An axis with its score, and with its ratings once the whole evaluation is complete."""
    score = axis_score(components)
    override = override_of(axis, overrides) if overrides else None
    computed = rating_of(score, scheme.bands) if complete and score is not None else None
    rating = override.rating if override and computed else computed
    return AxisResult(axis, scheme.axis(axis).weight, components, score, computed, override, rating)
