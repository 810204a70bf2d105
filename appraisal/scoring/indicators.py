"""Rule 4: the indicator score of a sheet."""

from decimal import Decimal

from appraisal.scoring.card import IndicatorResult
from appraisal.scoring.items import score_additional_item, score_main_item
from appraisal.scoring.rounding import ZERO, add, multiply, published, rounded_ratio
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import ItemKind, Sheet

_MAIN = ItemKind.MAIN


def score_indicators(sheet: Sheet, scheme: Scheme) -> IndicatorResult:
    """The weighted mean of the counted main items plus the additional points, at most the cap.

    Raises:
        ValueError: if two items share a key, or an item breaks an invariant (see ``score_main_item``).
    """
    weight = weighted = ZERO
    additional_items = 0
    results = []
    for item in sheet.items:
        if item.kind is _MAIN:
            result = score_main_item(item, sheet.months, scheme)
            if result.attainment is not None and item.weight is not None:
                weight = add(weight, item.weight)
                weighted = add(weighted, multiply(item.weight, result.attainment))
        else:
            result = score_additional_item(item, sheet.months)
            additional_items += result.counted
        results.append(result)
    if len({item.key for item in sheet.items}) < len(results):
        raise ValueError("two items of a sheet share a key")
    mean = rounded_ratio(weighted, weight) if weight else None
    additional = additional_points(additional_items, scheme)
    score = None if mean is None else indicator_score(mean, additional, scheme)
    return IndicatorResult(tuple(results), weight, mean, additional_items, additional, score)


def additional_points(items: int, scheme: Scheme) -> Decimal:
    """Points of so many additional items with a verified actual, at most the scheme's maximum."""
    if not items:
        return ZERO
    return published(min(multiply(Decimal(items), scheme.additional.points), scheme.additional.maximum))


def indicator_score(mean: Decimal, additional: Decimal, scheme: Scheme) -> Decimal:
    """The published mean plus the additional points, at most the cap.

    Adding after rounding gives what rounding after adding would: the points have no more than 2 decimals.
    """
    score = add(mean, additional)
    return min(score, scheme.cap)
