"""Month by month what an item was measured by in a longer period: which months went in, and why others did not."""

from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from appraisal.scoring.card import ItemResult
from appraisal.scoring.explain_longer import explain_untargeted, month_note
from appraisal.scoring.types import ItemKind, Sheet, Target
from appraisal.scoring.wording import month_name


@dataclass(frozen=True, slots=True)
class ItemMonth:
    """A month with a target. ``actual`` is in the indicator's unit; ``note`` says what became of it."""

    name: str
    target: Target
    actual: Decimal | None
    note: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class ItemMonths:
    """All months of an item that have a target, in order; ``untargeted`` names the plan's others."""

    months: tuple[ItemMonth, ...] = ()
    untargeted: str = ""


NO_MONTHS = ItemMonths()
_by_month = attrgetter("month")


def item_months(result: ItemResult, sheet: Sheet) -> ItemMonths:
    """Of a main item in a period longer than a month; nothing else has more than one month to tell of."""
    if sheet.single_month or result.kind is not ItemKind.MAIN:
        return NO_MONTHS
    item = next(one for one in sheet.items if one.key == result.key)
    plan = sheet.months
    measured = sorted((one for one in item.months if one.target is not None and one.month in plan), key=_by_month)
    months = tuple(
        ItemMonth(
            name=month_name(entry.month),
            target=entry.target,
            actual=None if entry.not_applicable else entry.actual,
            note=month_note(result, entry.month),
            is_used=entry.month in result.used,
        )
        for entry in measured
        if entry.target is not None
    )
    with_target = {entry.month for entry in measured}
    return ItemMonths(months, explain_untargeted([month for month in sorted(plan) if month not in with_target]))
