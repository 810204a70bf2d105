"""Random placements of a person in a year, parts of an employee's figure, and final scores to rank."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from appraisal.scoring.employees import PlanPart
from appraisal.scoring.plan_months import DatedPlan, DaySpan
from appraisal.scoring.types import PlacementKind, Rating

YEAR = 2026


def random_parts(rng: Random) -> list[PlanPart]:
    """One to four definitive evaluations of a period, mostly complete."""
    chance = rng.choice((0.5, 1.0, 1.0))
    return [random_part(rng, complete=rng.random() < chance) for _ in range(rng.choice((1, 1, 2, 2, 3, 4)))]


def random_part(rng: Random, *, complete: bool) -> PlanPart:
    """A complete evaluation with both ratings, or an incomplete one that may have provisional scores."""
    result, behaviour = (Decimal(rng.choice((rng.randint(0, 12000), rng.randint(8990, 11010)))) / 100 for _ in range(2))
    days = rng.choice((1, 15, 16, rng.randint(1, 365)))
    exact = Decimal("0.01")
    if complete:
        ratings = rng.choice(tuple(Rating)), rng.choice(tuple(Rating))
        return PlanPart(days, True, result.quantize(exact), behaviour.quantize(exact), *ratings)
    known = [score.quantize(exact) if rng.random() < 0.5 else None for score in (result, behaviour)]
    return PlanPart(days, False, known[0], known[1], None, None)


def random_scores(rng: Random) -> list[Decimal]:
    """Final scores with many ties."""
    return [Decimal(rng.randint(9000, 9010)) / 100 for _ in range(rng.randint(0, 12))]


def random_months(rng: Random) -> range:
    """The months of a month, quarter, semester or year."""
    length = rng.choice((1, 3, 6, 12))
    first = 1 + length * rng.randrange(12 // length)
    return range(first, first + length)


def random_plans(rng: Random) -> list[DatedPlan]:
    """Definitive plans that never overlap, some of which come back after a while, and acting ones of any days."""
    start = date(YEAR, 1, 1) + timedelta(days=rng.randint(-60, 90))
    borders = [start]
    for _ in range(rng.choice((1, 2, 2, 3, 5))):
        borders.append(borders[-1] + timedelta(days=rng.choice((5, 14, 15, 30, rng.randint(1, 250)))))
    spells = [
        DaySpan(first, after - timedelta(days=1 + rng.choice((0, 0, 0, rng.randint(0, 3)))))
        for first, after in pairwise(borders)
    ]
    spells = [spell for spell in spells if spell.first <= spell.last]
    return definitive_plans(rng, spells) + acting_plans(rng)


def definitive_plans(rng: Random, spells: Sequence[DaySpan]) -> list[DatedPlan]:
    """The spells shared out among at most that many plans."""
    owners = [rng.randrange(len(spells)) if rng.random() < 0.2 else index for index in range(len(spells))]
    plans = [
        DatedPlan(
            f"d{owner}",
            PlacementKind.DEFINITIVE,
            tuple(spell for spell, its in zip(spells, owners, strict=True) if its == owner),
        )
        for owner in sorted(set(owners))
    ]
    rng.shuffle(plans)
    return plans


def acting_plans(rng: Random) -> list[DatedPlan]:
    """None, one or two plt or plh plans of any days, whose spans may overlap."""
    plans = []
    for index in range(rng.choice((0, 0, 1, 2))):
        spans = tuple(random_span(rng) for _ in range(rng.choice((1, 1, 2, 3))))
        plans.append(DatedPlan(f"a{index}", rng.choice((PlacementKind.PLT, PlacementKind.PLH)), spans))
    return plans


def random_span(rng: Random) -> DaySpan:
    """From a day to about three months."""
    first = date(YEAR, 1, 1) + timedelta(days=rng.randint(-40, 380))
    return DaySpan(first, first + timedelta(days=rng.choice((0, 1, 30, 100))))
