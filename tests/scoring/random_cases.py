"""Random sheets and schemes for the second opinion: a seed gives the same case for ever.

They are made to hit what is hard: figures that fall on half a cent or a hair beside it, targets and bounds of zero and
below, huge and tiny amounts, months that are declared, unreported, without target or of another plan, ratings that are
almost complete.
"""

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import (
    OVERALL_DIMENSION,
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
    Sheet,
    Target,
)
from tests.scoring.random_schemes import random_scheme

PERIODS = ((1, 0.3), (3, 0.4), (6, 0.2), (12, 0.1))
DIRECTIONS = tuple(Direction)
RANGES = (Direction.RANGE, Direction.RANGE_HIGHER, Direction.RANGE_LOWER)
PATTERNS = tuple(Pattern)
BERAKHLAK = ("BP", "AK", "KO", "HA", "LO", "AD", "KL")
SCALES = (
    *((1, 20, 0), (1, 400, 0), (7, 7, 0), (0, 1, 0), (0, 0, 0), (-50, 50, 0)),
    *((1, 99999, 2), (-9999, 9999, 2), (1, 9, 6), (10**14, 10**15, 2), (10**27, 10**30, 6)),
)
NOTHING = Decimal(0)


class Case(NamedTuple):
    """A sheet, a scheme and the document that it was parsed from."""

    seed: int
    sheet: Sheet
    document: dict[str, Any]
    scheme: Scheme


def random_case(seed: int) -> Case:
    """The case of a seed."""
    rng = Random(seed)
    document, scheme = random_scheme(rng)
    return Case(seed, random_sheet(rng, scheme), document, scheme)


def random_sheet(rng: Random, scheme: Scheme) -> Sheet:
    """A plan in a month, quarter, semester or year, of which it may own only some months."""
    length = rng.choices([length for length, _ in PERIODS], [chance for _, chance in PERIODS])[0]
    first = 1 + length * rng.randrange(12 // length)
    months = tuple(range(first, first + length))
    if length > 1 and rng.random() < 0.2:
        months = tuple(sorted(rng.sample(months, rng.randint(1, length - 1))))
    near = sorted({*months, *rng.sample(range(1, 13), rng.choice((0, 0, 2)))})
    names = {part.rubric for part in scheme.components if part.rubric} | ({"lain"} if rng.random() < 0.1 else set())
    return Sheet(
        year=2026,
        months=months,
        single_month=length == 1,
        items=random_items(rng, near, scheme),
        rubrics=tuple(
            random_rubric(rng, name, near, single_month=length == 1, scheme=scheme)
            for name in sorted(names)
            if rng.random() < 0.97
        ),
        attendance=random_recaps(rng, near),
        overrides=tuple(
            Override(axis, rng.choice(tuple(Rating)), "alasan tertulis") for axis in Axis if rng.random() < 0.15
        ),
    )


# --- Items --------------------------------------------------------------------------------------------------------


def random_items(rng: Random, months: Sequence[int], scheme: Scheme) -> tuple[Item, ...]:
    """Main items whose weights mostly sum to 100, and additional ones; more gaps where a policy scores them."""
    count = rng.choice((1, 2, 2, 3, 3, 4, 6))
    more = rng.choice((0, 0, 0, 1, 2, 7))
    forgiving = scheme.missing_policy != "incomplete"
    health = rng.choice((0.2, 0.5, 0.8) if forgiving else (0.5, 0.95, 1.0, 1.0))
    return tuple(
        [
            random_main(rng, f"u{index}", weight, months, health)
            for index, weight in enumerate(random_weights(rng, count))
        ]
        + [random_additional_item(rng, f"t{index}", months) for index in range(more)]
    )


def random_weights(rng: Random, count: int) -> list[Decimal]:
    """Positive weights of at most 2 decimals; one time in ten of any sum."""
    if rng.random() < 0.1:
        return [Decimal(rng.randint(1, 20000)) / 100 for _ in range(count)]
    step = rng.choice((1, 100, 500))
    cuts = sorted(rng.sample(range(step, 10000, step), count - 1))
    return [Decimal(high - low) / 100 for low, high in zip([0, *cuts], [*cuts, 10000], strict=True)]


def random_main(rng: Random, key: str, weight: Decimal, months: Sequence[int], health: float) -> Item:
    """A main item; ``health`` is how likely it is to have everything that it needs."""
    direction = rng.choice(DIRECTIONS)
    healthy = rng.random() < health
    targeted = 1.0 if healthy else rng.choice((0.0, 0.6, 1.0, 1.0, 1.0, 1.0))
    reported = 1.0 if healthy else rng.choice((0.0, 0.3, 0.5, 0.5))
    declared = rng.choice((0.0, 0.0, 0.0, 0.1)) if healthy else rng.choice((0.0, 0.0, 0.0, 0.2, 0.9))
    scale = random_scale(rng)
    ratio = random_ratio(rng)
    entries = []
    for month in months:
        target = random_target(rng, direction, scale)
        entries.append(
            MonthEntry(
                month,
                target=target if rng.random() < targeted else None,
                actual=random_actual(rng, target, ratio) if rng.random() < reported else None,
                not_applicable=rng.random() < declared,
                verified=rng.random() < 0.5,
            )
        )
    rng.shuffle(entries)
    return Item(key, ItemKind.MAIN, direction, rng.choice(PATTERNS), weight, tuple(entries))


def random_additional_item(rng: Random, key: str, months: Sequence[int]) -> Item:
    """An additional item, verified or not, whose value does not matter."""
    entries = tuple(
        MonthEntry(
            month,
            actual=rng.choice((None, NOTHING, Decimal(-3), Decimal("12.5"))),
            not_applicable=rng.random() < 0.1,
            verified=rng.random() < 0.4,
        )
        for month in months
    )
    return Item(key, ItemKind.ADDITIONAL, rng.choice(DIRECTIONS), rng.choice(PATTERNS), None, entries)


def random_scale(rng: Random) -> tuple[int, int, int]:
    """Smallest and largest digits of an item's targets, and their number of decimals."""
    return rng.choice(SCALES)


def random_target(rng: Random, direction: Direction, scale: tuple[int, int, int]) -> Target:
    """A number, or a range whose bounds may be equal, zero or negative."""
    smallest, largest, decimals = scale
    first = places(rng.randint(smallest, largest), decimals)
    if direction not in RANGES:
        return Target(first)
    second = first if rng.random() < 0.1 else places(rng.randint(smallest, largest), decimals)
    if rng.random() < 0.1:
        second = NOTHING
    return Target(min(first, second), max(first, second))


def random_ratio(rng: Random) -> tuple[int, int]:
    """How much of the target an item reaches, in half hundredths of a percent, and a nudge in the last place.

    An odd number is half a cent of attainment, exactly.
    """
    halves = rng.choice((rng.randint(0, 28000), rng.randint(17000, 25000), rng.randint(8500, 12500) * 2 + 1, 20000))
    return halves, rng.choice((0, 0, 0, 1, -1))


def random_actual(rng: Random, target: Target, ratio: tuple[int, int]) -> Decimal:
    """That ratio of a bound of the target, or of nothing at all."""
    chance = rng.random()
    if chance < 0.06:
        return rng.choice((NOTHING, NOTHING, Decimal(1), Decimal(-1), Decimal("0.01"), Decimal(10) ** 18))
    base = target.low if target.high is None or chance < 0.5 else target.high
    halves, nudge = ratio
    sign, digits, exponent = (base or Decimal(rng.randint(0, 3))).as_tuple()
    assert isinstance(exponent, int)
    whole = int("".join(map(str, digits))) * (-1 if sign else 1)
    if nudge:
        return places(whole * halves * 5 * 10**4 + nudge, 9 - exponent)
    return places(whole * halves * 5, 5 - exponent)


def places(digits: int, decimals: int) -> Decimal:
    """A decimal of any number of digits, exactly, without needless zeros."""
    while decimals > 0 and digits % 10 == 0:
        digits, decimals = digits // 10, decimals - 1
    return Decimal(f"{digits}e-{decimals}")


# --- Rubrics and attendance ---------------------------------------------------------------------------------------


def random_rubric(
    rng: Random, name: str, months: Sequence[int], *, single_month: bool, scheme: Scheme
) -> RubricRatings:
    """Ratings of a rubric for the period and, in a longer one, for its months."""
    dimensions = rng.choice((BERAKHLAK, ("A",), ("A", "B"), ("A", "B", "C")))
    rated = dimensions
    if scheme.rubric_input == "overall":
        rated = (OVERALL_DIMENSION,) if rng.random() < 0.8 else (*dimensions[:1], OVERALL_DIMENSION)
        dimensions = rng.choice((dimensions, (OVERALL_DIMENSION,)))
    elif rng.random() < 0.03:
        rated = (*dimensions, OVERALL_DIMENSION)
    given = rng.choice((0.2, 0.95, 1.0, 1.0)) if single_month else rng.choice((0.0, 0.0, 0.7, 1.0))
    by_month: tuple[tuple[int, tuple[RatingEntry, ...]], ...] = ()
    if not single_month:
        health = rng.choice((0.0, 0.8, 1.0))
        by_month = tuple(
            (month, random_ratings(rng, rated, health)) for month in months[:4] if rng.random() < (health or 0.3)
        )
    return RubricRatings(name, dimensions, random_ratings(rng, rated, given), by_month)


def random_ratings(rng: Random, dimensions: Sequence[str], health: float) -> tuple[RatingEntry, ...]:
    """Levels by one supervisor (rarely two), some peers and subordinates, and oneself."""
    raters = [(RaterGroup.SUPERVISOR, rng.choice((1,) * 12 + (2,)) if health else 0)]
    if rng.random() < 0.6:
        raters += [(RaterGroup.PEER, rng.choice((0, 2, 3, 3, 5))), (RaterGroup.SUBORDINATE, rng.choice((0, 2, 3, 4)))]
        raters += [(RaterGroup.SELF, rng.choice((0, 1)))]
    entries = []
    for group, count in raters:
        kept = 1.0 if rng.random() < (health or 0.7) else 0.7
        top = rng.choice((3, 5, 5))
        entries += [
            RatingEntry(f"{group}{number}", group, dimension, rng.randint(top - 2, top))
            for number in range(count)
            for dimension in dimensions
            if kept == 1.0 or rng.random() < kept
        ]
    return tuple(entries)


def random_recaps(rng: Random, months: Sequence[int]) -> tuple[AttendanceMonth, ...]:
    """Recaps of all, some or none of the months, good and bad ones."""
    chance = rng.choice((0.0, 0.8, 1.0, 1.0))
    most = rng.choice((0, 1, 2, 8))
    recaps = []
    for month in months:
        if rng.random() < chance:
            events = [rng.randint(0, most) for _ in range(9)]
            late, early = (events[1], events[2], events[3], events[4]), (events[5], events[6], events[7], events[8])
            recaps.append(AttendanceMonth(month, events[0], late, early))
    return tuple(recaps)
