"""The pocket calculator: each figure of a card again, from nothing but the published figures before it.

Every function takes published figures only, works with exact fractions and rounds half up by its own rule, so that a
card which passes can be recomputed by whoever holds it.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from appraisal.scoring import (
    AttendanceResult,
    Branch,
    Direction,
    IndicatorResult,
    ItemResult,
    Rating,
    RubricBasis,
    RubricResult,
    RubricScore,
    Scheme,
    ScoreCard,
    Source,
)

Step = tuple[str, Decimal | None, Decimal | None]


def half_up(value: Fraction) -> Decimal:
    """Two decimals, ties away from zero, for a value of at least 0."""
    return Decimal(int(value * 100 + Fraction(1, 2))).scaleb(-2)


def clamped(value: Fraction, scheme: Scheme) -> Decimal:
    """Between 0 and the cap."""
    return half_up(min(max(value, Fraction(0)), Fraction(scheme.cap)))


def steps(card: ScoreCard, scheme: Scheme) -> Iterator[Step]:
    """Each step of a card: its name, the published figure and the recomputed one."""
    for item in card.indicators.items:
        if item.attainment is not None:
            yield f"item {item.key}", item.attainment, attainment(item, scheme)
    yield from indicator_steps(card.indicators, scheme)
    for rubric in card.rubrics:
        yield from rubric_steps(rubric)
    if card.attendance:
        yield from attendance_steps(card.attendance, scheme)
    yield from axis_steps(card)
    if card.final is not None:
        pairs = [(axis.weight, axis.score) for axis in (card.result, card.behaviour) if axis.score is not None]
        yield "final", card.final, weighted(pairs)


def weighted(pairs: list[tuple[Decimal, Decimal]]) -> Decimal:
    """The weighted mean."""
    total = sum(Fraction(weight) for weight, _ in pairs)
    return half_up(sum((Fraction(weight) * Fraction(value) for weight, value in pairs), Fraction(0)) / total)


def attainment(item: ItemResult, scheme: Scheme) -> Decimal:
    """An item's attainment from its actual, its target and the branch that the card names."""
    if item.branch is Branch.MISSING_AS_ZERO:
        return half_up(Fraction(0))
    assert item.actual is not None
    assert item.target is not None
    actual, low = Fraction(item.actual), Fraction(item.target.low)
    if item.branch is Branch.INSIDE:
        return clamped(Fraction(100), scheme)
    if item.branch is Branch.ZERO_TARGET:
        return clamped(100 - max(actual, Fraction(0)) * Fraction(scheme.zero_target_penalty), scheme)
    bound = Fraction(item.target.high or 0) if item.branch is Branch.ABOVE else low
    loses = {Direction.LOWER, Direction.RANGE_LOWER} | ({Direction.RANGE} if item.branch is Branch.ABOVE else set())
    gain = bound - actual if item.direction in loses else actual - bound
    return clamped(100 * (1 + gain / abs(bound)), scheme)


def indicator_steps(indicators: IndicatorResult, scheme: Scheme) -> Iterator[Step]:
    """Mean, points and score."""
    if indicators.mean is None:
        return
    pairs = [(item.weight, item.attainment) for item in indicators.items if item.weight and item.attainment is not None]
    yield "mean", indicators.mean, weighted(pairs)
    yield "points", indicators.mean, sum(indicators.points.values(), Decimal(0))
    extra = min(indicators.additional_items * Fraction(scheme.additional.points), Fraction(scheme.additional.maximum))
    yield "additional", indicators.additional, half_up(extra)
    yield "indicators", indicators.score, clamped(Fraction(indicators.mean) + Fraction(indicators.additional), scheme)


def rubric_steps(rubric: RubricResult) -> Iterator[Step]:
    """Dimensions, the rubric of each month, and the rubric of the period."""
    for place, part in enumerate((rubric.own, *(monthly for _, monthly in rubric.months))):
        for dimension in part.dimensions:
            if dimension.score is not None:
                means = [(mean.weight, mean.mean) for mean in dimension.groups]
                yield f"{rubric.name} {place} {dimension.dimension}", dimension.score, weighted(means)
        yield f"{rubric.name} {place}", part.score, mean_of_dimensions(part)
    if rubric.basis is RubricBasis.MONTHS:
        scores = [(Decimal(1), monthly.score) for _, monthly in rubric.months if monthly.score is not None]
        yield rubric.name, rubric.score, weighted(scores) if scores else None
    else:
        yield rubric.name, rubric.score, rubric.own.score


def mean_of_dimensions(part: RubricScore) -> Decimal | None:
    """The plain mean, once every dimension has a score."""
    scores = [dimension.score for dimension in part.dimensions if dimension.score is not None]
    return weighted([(Decimal(1), value) for value in scores]) if len(scores) == len(part.dimensions) else None


def attendance_steps(attendance: AttendanceResult, scheme: Scheme) -> Iterator[Step]:
    """Each month from its counts, and the period from its months."""
    cuts = scheme.attendance
    for month in attendance.months:
        counts, prices = (month.tk, *month.tl, *month.psw), (cuts.tk, *cuts.tl, *cuts.psw)
        cut = sum((count * Fraction(price) for count, price in zip(counts, prices, strict=True)), Fraction(0))
        yield f"cut {month.month}", month.cut, half_up(cut)
        yield f"attendance {month.month}", month.score, half_up(max(100 - Fraction(month.cut), Fraction(0)))
    if attendance.months:
        yield "attendance", attendance.score, weighted([(Decimal(1), month.score) for month in attendance.months])


def axis_steps(card: ScoreCard) -> Iterator[Step]:
    """Each component from where it comes, and each axis from its components."""
    for axis in (card.result, card.behaviour):
        for component, figure in axis.components:
            if component.source is Source.INDICATORS:
                yield "component", figure, card.indicators.score
            elif component.source is Source.RUBRIC:
                yield "component", figure, next(one.score for one in card.rubrics if one.name == component.rubric)
            else:
                yield "component", figure, card.attendance.score if card.attendance else None
        if axis.score is not None:
            pairs = [(component.weight, figure) for component, figure in axis.components if figure is not None]
            yield str(axis.axis), axis.score, weighted(pairs)


def rating(figure: Decimal, scheme: Scheme) -> Rating:
    """The band of a published axis score."""
    if figure >= scheme.bands.above:
        return Rating.ABOVE
    return Rating.EXPECTED if figure >= scheme.bands.expected else Rating.BELOW
