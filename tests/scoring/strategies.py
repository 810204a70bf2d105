"""Hypothesis strategies: sheets and schemes as wild as the product allows them."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from appraisal.scoring import (
    AttendanceMonth,
    Axis,
    Direction,
    Item,
    ItemKind,
    MonthEntry,
    Override,
    Pattern,
    RaterGroup,
    Rating,
    RatingEntry,
    RubricRatings,
    Scheme,
    Sheet,
    Target,
)
from tests.scoring.sheets import DIMENSIONS, scheme

quick = settings(deadline=None)
thorough = settings(deadline=None, max_examples=60)
"""For whole sheets, which take long to draw. No deadline: a busy machine is not a failing test."""

amounts = st.one_of(
    st.integers(-5, 25).map(Decimal),
    st.decimals(-1000, 1000, places=2),
    st.decimals(0, 10**13, places=4),
)
weights = st.decimals("0.01", 100, places=2)
figures = st.integers(0, 12_000).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
distances = st.decimals(0, 1000, places=2)
single_directions = st.sampled_from([Direction.HIGHER, Direction.LOWER])
range_directions = st.sampled_from([Direction.RANGE, Direction.RANGE_HIGHER, Direction.RANGE_LOWER])
single_targets = amounts.map(Target)
range_targets = st.tuples(amounts, amounts).map(lambda bounds: Target(min(bounds), max(bounds)))
directed_targets = st.one_of(st.tuples(single_directions, single_targets), st.tuples(range_directions, range_targets))

_OTHER_RATERS = [
    (f"{group}-{place}", group)
    for group in (RaterGroup.PEER, RaterGroup.SUBORDINATE, RaterGroup.SELF)
    for place in range(1 if group is RaterGroup.SELF else 4)
]
_OFTEN = st.sampled_from([True, True, True, True, False])
_EVENTS = st.sampled_from([(0, 0, 0, 0), (1, 0, 2, 0), (0, 3, 0, 1), (6, 6, 6, 6)])
PERIODS = ((1,), (1, 2, 3), (1, 3), tuple(range(1, 13)))


@st.composite
def entries(draw: st.DrawFn, months: Sequence[int], *, ranged: bool) -> tuple[MonthEntry, ...]:
    """Entries of up to three months, in any order; some without target or actual, declared, or not the plan's."""
    chosen = draw(st.lists(st.sampled_from([*months, 12]), unique=True, min_size=1, max_size=3))
    targets = range_targets if ranged else single_targets
    return tuple(
        MonthEntry(
            month,
            target=draw(targets) if draw(_OFTEN) else None,
            actual=draw(amounts) if draw(_OFTEN) else None,
            not_applicable=not draw(_OFTEN),
            verified=draw(st.booleans()),
        )
        for month in chosen
    )


@st.composite
def items(draw: st.DrawFn, key: str, months: Sequence[int]) -> Item:
    """A main or additional item with this key."""
    direction = draw(st.sampled_from(Direction))
    kind = draw(st.sampled_from([ItemKind.MAIN, ItemKind.MAIN, ItemKind.MAIN, ItemKind.ADDITIONAL]))
    ranged = direction not in (Direction.HIGHER, Direction.LOWER)
    return Item(
        key,
        kind,
        direction,
        draw(st.sampled_from(Pattern)),
        draw(weights) if kind is ItemKind.MAIN else None,
        draw(entries(months, ranged=ranged)),
    )


@st.composite
def rating_sets(draw: st.DrawFn) -> tuple[RatingEntry, ...]:
    """Ratings by up to four peers and subordinates and mostly by the supervisor; some skip a dimension."""
    raters = draw(st.lists(st.sampled_from(_OTHER_RATERS), unique=True, max_size=7))
    if draw(_OFTEN):
        raters.append(("atasan", RaterGroup.SUPERVISOR))
    given: list[RatingEntry] = []
    for rater, group in raters:
        levels = draw(st.integers(0, 5**7 - 1))  # one draw instead of seven: a digit to the base of 5 for each
        skipped = draw(st.sampled_from([*range(7), *[None] * 14]))
        given += [
            RatingEntry(rater, group, dimension, 1 + levels // 5**place % 5)
            for place, dimension in enumerate(DIMENSIONS)
            if place != skipped
        ]
    return tuple(given)


@st.composite
def recaps(draw: st.DrawFn, months: Sequence[int]) -> tuple[AttendanceMonth, ...]:
    """A recap for some of the months."""
    chosen = draw(st.sets(st.sampled_from(list(months)), max_size=3))
    return tuple(AttendanceMonth(month, draw(st.integers(0, 30)), draw(_EVENTS), draw(_EVENTS)) for month in chosen)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A whole sheet, often incomplete."""
    months = draw(st.sampled_from(PERIODS))
    keys = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=4))
    own = draw(st.one_of(st.just(()), rating_sets()))
    monthly = tuple((month, draw(rating_sets())) for month in months[:2])
    overridden = draw(st.sets(st.sampled_from(Axis)))
    return Sheet(
        year=2026,
        months=months,
        single_month=len(months) == 1,
        items=tuple(draw(items(key, months)) for key in keys),
        rubrics=(RubricRatings("berakhlak", DIMENSIONS, own, monthly),),
        attendance=draw(recaps(months)),
        overrides=tuple(Override(axis, draw(st.sampled_from(Rating)), "alasan") for axis in overridden),
    )


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """A valid scheme that may differ from `nasional-1` in any of its settings."""
    above = draw(st.integers(100, 120))
    return scheme(
        cap=str(draw(st.integers(above, 150))),
        missing_policy=draw(st.sampled_from(["incomplete", "zero", "exclude"])),
        zero_target_penalty=str(draw(st.integers(0, 50))),
        bands={"above": str(above), "expected": str(draw(st.integers(60, above - 1)))},
        groups=draw(st.sampled_from(["360", {}, {"atasan": 50, "diri": 50}, {"atasan": 3, "rekan": 1}])),
        min_raters=draw(st.integers(3, 4)),
        behaviour={
            "components": draw(
                st.sampled_from(
                    [
                        [{"source": "rubric:berakhlak", "weight": 100}],
                        [{"source": "rubric:berakhlak", "weight": 66.67}, {"source": "attendance", "weight": 33.33}],
                    ]
                )
            )
        },
    )
