"""How an indicator's attainment follows from actual and target, with numbers: the engine computes its own examples."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from appraisal.scoring.attainment import attain
from appraisal.scoring.card import ItemResult
from appraisal.scoring.explain import explain_item
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.types import Direction, ItemKind, ItemState, Pattern, Target

_SINGLE, _RANGE = Target(Decimal(100)), Target(Decimal(80), Decimal(100))
_CASES: dict[Direction, tuple[tuple[Target, str], ...]] = {
    Direction.HIGHER: ((_SINGLE, "90"), (_SINGLE, "105")),
    Direction.LOWER: ((_SINGLE, "110"), (_SINGLE, "90")),
    Direction.RANGE: ((_RANGE, "90"), (_RANGE, "76"), (_RANGE, "105")),
    Direction.RANGE_HIGHER: ((_RANGE, "90"), (_RANGE, "76"), (_RANGE, "105")),
    Direction.RANGE_LOWER: ((_RANGE, "90"), (_RANGE, "76"), (_RANGE, "105")),
}
"""None of them reaches a scheme's cap or penalty, so they hold in every scheme."""


@dataclass(frozen=True, slots=True)
class Example:
    """An actual against a target, the formula with both filled in, and the attainment in percent."""

    target: Target
    actual: Decimal
    formula: str
    attainment: Decimal


def attainment_examples(direction: str) -> tuple[Example, ...]:
    """Worked examples of a direction, as the indicator's page shows them."""
    way = Direction(direction)
    return tuple(_example(way, target, Decimal(actual)) for target, actual in _CASES[way])


def _example(direction: Direction, target: Target, actual: Decimal) -> Example:
    attainment, branch = attain(direction, actual, target, _default_scheme())
    if attainment is None:
        raise ValueError(f"an example must be evaluable: {direction}, {actual} of {target}")
    item = ItemResult(
        key="",
        kind=ItemKind.MAIN,
        direction=direction,
        pattern=Pattern.POSITION,
        state=ItemState.MEASURED,
        counted=True,
        weight=None,
        actual=actual,
        target=target,
        attainment=attainment,
        branch=branch,
        due=(),
        used=(),
        unreported=(),
        declared=(),
    )
    return Example(target, actual, explain_item(item, _default_scheme()), attainment)


@cache
def _default_scheme() -> Scheme:
    return parse_scheme({"name": "nasional-1", "valid_from": date(2026, 1, 1)})
