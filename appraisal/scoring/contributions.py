"""What each part brings to the indicator score and what it could bring: the points that a scorecard shows as bars."""

from decimal import Decimal
from typing import NamedTuple

from appraisal.scoring.card import IndicatorResult
from appraisal.scoring.rounding import HUNDRED, multiply, rounded_ratio, subtract


class Contribution(NamedTuple):
    """Points of a main item, or (``key`` is empty) of all additional items together, which lose nothing."""

    key: str
    earned: Decimal
    full: Decimal

    @property
    def lost(self) -> Decimal:
        """What is missing to the points at 100 percent; below 0 where the target was passed."""
        return subtract(self.full, self.earned)


def contributions(indicators: IndicatorResult) -> tuple[Contribution, ...]:
    """By the largest loss, items of one loss in their order; the earned points sum to the published indicator score."""
    if indicators.mean is None or indicators.score is None:
        return ()
    earned = indicators.points
    found = [
        Contribution(item.key, earned[item.key], rounded_ratio(multiply(HUNDRED, item.weight), indicators.weight))
        for item in indicators.items
        if item.weight is not None and item.attainment is not None
    ]
    added = subtract(indicators.score, indicators.mean)  # less than the additional points where the cap cuts them
    if indicators.additional:
        found.append(Contribution("", added, added))
    return tuple(sorted(found, key=lambda part: -part.lost))
