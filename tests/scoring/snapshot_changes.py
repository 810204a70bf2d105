"""A full sheet with its context, and the changes to it that the snapshot table names."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from appraisal.scoring import (
    ENGINE,
    NASIONAL_1,
    AttendanceMonth,
    Axis,
    Direction,
    Item,
    MonthEntry,
    Override,
    Pattern,
    PlacementKind,
    Rating,
    Sheet,
    SnapshotContext,
    Target,
    scheme_fingerprint,
    snapshot_text,
)
from tests.scoring.sheets import additional_item, main_item, rubric, sheet


class Facts(NamedTuple):
    """What a snapshot is made of."""

    sheet: Sheet
    context: SnapshotContext


CONTEXT = SnapshotContext(
    plan="p1",
    employee="o1",
    rater="o2",
    superior="o3",
    position="Analis",
    agency="1.02",
    period="2026-Q1",
    placement_kind=PlacementKind.DEFINITIVE,
    plan_days=90,
    scheme_name="nasional-1",
    scheme_number=1,
    scheme_fingerprint=scheme_fingerprint(NASIONAL_1),
    engine=ENGINE,
)
FACTS = Facts(
    sheet(
        main_item("1: 20/14.5, 2: 20/tb, 3: 10/–", key="a", weight="60"),
        main_item("1: 7..8/7.5", key="b", weight="40", direction=Direction.RANGE),
        additional_item("1: –/1", key="t"),
        plan_months=(1, 2, 3),
        rubrics=[rubric(4)],
        attendance=[AttendanceMonth(1, 1), AttendanceMonth(2, 0, (1, 0, 0, 0))],
        overrides=[Override(Axis.RESULT, Rating.ABOVE, "bukti tambahan")],
    ),
    CONTEXT,
)

Change = Callable[[Facts], Facts]


def text_after(change: Change) -> str:
    """The snapshot of the changed facts."""
    return snapshot_text(*change(FACTS))


def _sheet(**changes: Any) -> Change:
    return lambda facts: facts._replace(sheet=facts.sheet._replace(**changes))


def _context(**changes: Any) -> Change:
    return lambda facts: facts._replace(context=facts.context._replace(**changes))


def _item(place: int, change: Callable[[Item], Item]) -> Change:
    def changed(facts: Facts) -> Facts:
        items = list(facts.sheet.items)
        items[place] = change(items[place])
        return facts._replace(sheet=facts.sheet._replace(items=tuple(items)))

    return changed


def _entry(place: int, entry: int, **changes: Any) -> Change:
    def changed(item: Item) -> Item:
        entries = list(item.months)
        entries[entry] = entries[entry]._replace(**changes)
        return item._replace(months=tuple(entries))

    return _item(place, changed)


def _more(entry: MonthEntry) -> Change:
    return _item(1, lambda item: item._replace(months=(*item.months, entry)))


def _rating(**changes: Any) -> Change:
    given = FACTS.sheet.rubrics[0]
    return _sheet(rubrics=(given._replace(own=(given.own[0]._replace(**changes), *given.own[1:])),))


_OVERRIDE = FACTS.sheet.overrides[0]
_RUBRIC = FACTS.sheet.rubrics[0]

CHANGES: dict[str, Change] = {
    "items in another order": _sheet(items=FACTS.sheet.items[::-1]),
    "ratings in another order": _sheet(rubrics=(_RUBRIC._replace(own=_RUBRIC.own[::-1]),)),
    "months of an item in another order": _item(0, lambda item: item._replace(months=item.months[::-1])),
    "actual 14.50 instead of 14.5": _entry(0, 0, actual=Decimal("14.50")),
    "an actual for a month without target": _more(MonthEntry(2, None, Decimal(9))),
    "an actual for a declared month": _entry(0, 1, actual=Decimal(3)),
    "an entry for a month that is not the plan's": _more(MonthEntry(4, Target(Decimal(7), Decimal(8)), Decimal(9))),
    "a main item's actual is verified": _entry(0, 0, verified=True),
    "an actual": _entry(0, 0, actual=Decimal(15)),
    "a target": _entry(0, 0, target=Target(Decimal(21))),
    "a declaration": _entry(0, 2, not_applicable=True),
    "a weight": _item(0, lambda item: item._replace(weight=Decimal(61))),
    "a direction": _item(0, lambda item: item._replace(direction=Direction.LOWER)),
    "a pattern": _item(0, lambda item: item._replace(pattern=Pattern.POSITION)),
    "an item less": _sheet(items=FACTS.sheet.items[1:]),
    "a level": _rating(level=5),
    "a rater": _rating(rater="o9"),
    "an attendance recap": _sheet(attendance=FACTS.sheet.attendance[:1]),
    "an override": _sheet(overrides=()),
    "the reason of an override": _sheet(overrides=(_OVERRIDE._replace(reason="bukti lain"),)),
    "an additional item's actual is verified": _entry(2, 0, verified=True),
    "the months of the plan": _sheet(months=(1, 2)),
    "the position": _context(position="Kepala Seksi"),
    "the scheme's number": _context(scheme_number=2),
    "the plan's days": _context(plan_days=89),
}
