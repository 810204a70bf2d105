"""A sheet with other inputs in the place of its own, to see what would follow from them. Nothing else is touched."""

from decimal import Decimal

from appraisal.scoring.rounding import ZERO, subtract, sum_of
from appraisal.scoring.types import (
    Item,
    MonthEntry,
    Pattern,
    RaterGroup,
    RatingEntry,
    RubricRatings,
    Sheet,
)

IMAGINED = "perkiraan"
"""The rater of a level that nobody gave yet."""


def with_actual(sheet: Sheet, key: str, value: Decimal) -> Sheet:
    """The sheet in which the period's actual of a main item is this value (contract 2.2).

    Of a count the last due month takes the difference and what was not reported counts as 0; of a position or a
    release it is the last due month that has the value.
    """
    items = tuple(_with_total(item, sheet, value) if item.key == key else item for item in sheet.items)
    return sheet.having(items=items)


def _with_total(item: Item, sheet: Sheet, value: Decimal) -> Item:
    due = sorted(entry.month for entry in item.months if _is_due(entry, sheet))
    if not due:
        return item
    last = due[-1]
    if item.pattern is Pattern.COUNT:
        others = [entry.actual or ZERO for entry in item.months if entry.month in due[:-1]]
        value = subtract(value, sum_of(others))
    months = []
    for entry in item.months:
        actual = entry.actual
        if entry.month == last:
            actual = value
        elif entry.month in due and item.pattern is Pattern.COUNT:
            actual = ZERO if actual is None else actual
        months.append(MonthEntry(entry.month, entry.target, actual, entry.not_applicable, entry.verified))
    return Item(item.key, item.kind, item.direction, item.pattern, item.weight, tuple(months))


def _is_due(entry: MonthEntry, sheet: Sheet) -> bool:
    return entry.target is not None and not entry.not_applicable and entry.month in sheet.months


def with_level(sheet: Sheet, rubric: str, dimension: str, level: int) -> Sheet:
    """The sheet in which the supervisor gave this level for the very period; other raters keep theirs."""
    rubrics = tuple(_rated(one, dimension, level) if one.name == rubric else one for one in sheet.rubrics)
    return sheet.having(rubrics=rubrics)


def _rated(ratings: RubricRatings, dimension: str, level: int) -> RubricRatings:
    def is_replaced(entry: RatingEntry) -> bool:
        return entry.group is RaterGroup.SUPERVISOR and entry.dimension == dimension

    rater = next((entry.rater for entry in ratings.own if entry.group is RaterGroup.SUPERVISOR), IMAGINED)
    kept = tuple(entry for entry in ratings.own if not is_replaced(entry))
    given = RatingEntry(rater, RaterGroup.SUPERVISOR, dimension, level)
    return RubricRatings(ratings.name, ratings.dimensions, (*kept, given), ratings.months)
