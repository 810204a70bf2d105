"""Builds small sheets and schemes for the scoring tests, in the notation of ``docs/scoring.md``."""

import re
from collections.abc import Sequence
from decimal import Decimal

from appraisal.scoring import (
    AttendanceMonth,
    Direction,
    Item,
    ItemKind,
    MonthEntry,
    Override,
    Pattern,
    RaterGroup,
    RatingEntry,
    RubricRatings,
    Scheme,
    Sheet,
    Target,
    parse_scheme,
)

DIMENSIONS = ("BP", "AK", "KO", "HA", "LO", "AD", "KL")
NOTHING = "–"
_ENTRY = re.compile(r"(?P<month>\d+): (?P<target>[^/]+)/(?P<actual>\S+)(?P<verified> v)?")


def scheme(**changes: object) -> Scheme:
    """`nasional-1` with some keys changed."""
    return parse_scheme({"name": "uji", "valid_from": "2026-01-01", **changes})


def target(text: str) -> Target | None:
    """``20``, ``7..8`` or nothing."""
    if text == NOTHING:
        return None
    low, _, high = text.partition("..")
    return Target(Decimal(low), Decimal(high) if high else None)


def months(text: str) -> tuple[MonthEntry, ...]:
    """``1: 20/14, 2: 20/–, 3: 20/tb``; a trailing `` v`` marks a verified actual."""
    if text == NOTHING:
        return ()
    return tuple(_month(part) for part in text.split(", "))


def _month(text: str) -> MonthEntry:
    found = _ENTRY.fullmatch(text)
    assert found, text
    actual = found["actual"]
    return MonthEntry(
        month=int(found["month"]),
        target=target(found["target"]),
        actual=None if actual in (NOTHING, "tb") else Decimal(actual),
        not_applicable=actual == "tb",
        verified=bool(found["verified"]),
    )


def main_item(
    entries: str = "1: 20/14",
    *,
    key: str = "a",
    weight: str = "100",
    direction: Direction = Direction.HIGHER,
    pattern: Pattern = Pattern.COUNT,
) -> Item:
    """A main item; higher is better and months add up unless said otherwise."""
    return Item(key, ItemKind.MAIN, direction, pattern, Decimal(weight), months(entries))


def additional_item(entries: str = "1: –/1 v", *, key: str = "t") -> Item:
    """An additional item, by default with a verified actual in January."""
    return Item(key, ItemKind.ADDITIONAL, Direction.HIGHER, Pattern.COUNT, None, months(entries))


def weighted_items(text: str) -> tuple[Item, ...]:
    """``40×95.5, 60×80``: main items of these weights with exactly these attainments."""
    if text == NOTHING:
        return ()
    pairs = [part.split("×") for part in text.split(", ")]
    return tuple(
        main_item(f"1: 100/{attainment}", key=f"i{place}", weight=weight)
        for place, (weight, attainment) in enumerate(pairs)
    )


def ratings(
    levels: Sequence[int | None], *, group: RaterGroup = RaterGroup.SUPERVISOR, rater: str = "r"
) -> tuple[RatingEntry, ...]:
    """One rater's levels for the seven dimensions; ``None`` leaves a dimension out."""
    return tuple(
        RatingEntry(rater, group, dimension, level)
        for dimension, level in zip(DIMENSIONS, levels, strict=True)
        if level is not None
    )


def rubric(level: int = 3) -> RubricRatings:
    """The BerAKHLAK rubric, each dimension rated with one level by the supervisor."""
    return RubricRatings("berakhlak", DIMENSIONS, ratings([level] * 7))


def sheet(
    *items: Item,
    plan_months: Sequence[int] = (1,),
    rubrics: Sequence[RubricRatings] | None = None,
    attendance: Sequence[AttendanceMonth] = (),
    overrides: Sequence[Override] = (),
) -> Sheet:
    """A month's sheet (or a longer period's), rated as expected in every dimension unless said otherwise."""
    single_month = len(plan_months) == 1
    if rubrics is None:
        rubrics = [rubric()]
    return Sheet(
        year=2026,
        months=tuple(plan_months),
        single_month=single_month,
        items=items,
        rubrics=tuple(rubrics),
        attendance=tuple(attendance),
        overrides=tuple(overrides),
    )
