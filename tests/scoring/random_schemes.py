"""Random scheme documents that ``parse_scheme`` accepts, with every key sometimes left out."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.scheme_reading import SchemeError

GROUP_SETTINGS = (
    "360",
    {"atasan": 60, "rekan": 20, "bawahan": 20, "diri": 0},
    {"atasan": 100, "rekan": 0, "bawahan": 0, "diri": 0},
    {"atasan": 1, "rekan": 1, "bawahan": 1, "diri": 1},
    {"atasan": "33.3", "rekan": "33.3", "bawahan": "33.4"},
    {"atasan": 50, "diri": 50},
    {"atasan": 3, "rekan": 2, "bawahan": 1, "diri": 7},
    {"atasan": "0.01", "rekan": "99.99", "bawahan": 0, "diri": 0},
)
LEVEL_SETTINGS = (
    ["50", "70", "100", "110", "120"],
    [0, "33.33", "66.67", "99.99", 120],
    ["60.05", "75.15", "90", "105.55", "119.95"],
    [50, 70, 100, 110, 130],
)


def random_document(rng: Random) -> dict[str, Any]:
    """A scheme document; now and then one that parsing refuses."""
    document: dict[str, Any] = {"name": "acak", "valid_from": date(2026, 1, 1)}
    for key, make in SETTINGS.items():
        if rng.random() < (0.8 if key == "missing_policy" else 0.4):
            document[key] = make(rng)
    if rng.random() < 0.7:
        document["result"], document["behaviour"] = random_axes(rng)
    return document


def random_scheme(rng: Random) -> tuple[dict[str, Any], Scheme]:
    """A document that is accepted, and what it was parsed to."""
    while True:
        document = random_document(rng)
        try:
            return document, parse_scheme(document)
        except SchemeError:
            continue


def number(rng: Random, low: int, high: int) -> object:
    """A number from ``low`` to ``high``, with up to 2 decimals, as any of the types that a reader may give."""
    cents = rng.randint(low * 100, high * 100) // (step := rng.choice((1, 5, 10, 50, 100))) * step
    amount = Decimal(cents) / 100
    kind = rng.randrange(4)
    if kind == 0:
        return float(amount)
    return int(amount) if kind == 1 else str(amount) if kind == 2 else amount


def random_bands(rng: Random) -> dict[str, object]:
    """Both bands, or one of them."""
    bands = {"above": number(rng, 95, 118), "expected": number(rng, 60, 94)}
    if rng.random() < 0.2:
        del bands[rng.choice(("above", "expected"))]
    return bands


def random_additional(rng: Random) -> dict[str, object]:
    """Points and their maximum, or the points alone."""
    additional = {"points": number(rng, 0, 2), "max": number(rng, 2, 8)}
    if rng.random() < 0.2:
        del additional["max"]
    return additional


def random_cuts(rng: Random) -> dict[str, object]:
    """Attendance cuts, small or large, with one kind sometimes left out."""
    most = rng.choice((1, 4, 30))
    cuts: dict[str, object] = {
        "tk": number(rng, 0, most),
        "tl": [number(rng, 0, most) for _ in range(4)],
        "psw": [number(rng, 0, most) for _ in range(4)],
    }
    if rng.random() < 0.2:
        del cuts[rng.choice(("tk", "tl", "psw"))]
    return cuts


def random_axes(rng: Random) -> tuple[dict[str, object], dict[str, object]]:
    """The two axes: their components, and mostly their weights."""
    others = ["attendance", "rubric:berakhlak", "rubric:tim", "rubric:layanan"]
    rng.shuffle(others)
    count = rng.choice((0, 0, 0, 1, 2))
    result: dict[str, object] = {"components": shares(rng, ["indicators", *others[:count]])}
    behaviour: dict[str, object] = {
        "components": shares(rng, others[count : count + rng.choice((1, 1, 2, len(others) - count))])
    }
    if rng.random() < 0.7:
        weight = Decimal(rng.choice((0, 50, 60, 70, 100, 3333, 6250)))
        weight = weight / 100 if weight > 100 else weight
        result["weight"], behaviour["weight"] = weight, 100 - weight
    return result, behaviour


def shares(rng: Random, sources: list[str]) -> list[dict[str, object]]:
    """The sources with positive weights of at most 2 decimals that sum to 100."""
    step = rng.choice((1, 100, 500))
    cuts = sorted(rng.sample(range(step, 10000, step), len(sources) - 1))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, 10000], strict=True)]
    return [
        {"source": source, "weight": Decimal(weight) / 100} for source, weight in zip(sources, weights, strict=True)
    ]


SETTINGS: dict[str, Callable[[Random], object]] = {
    "cap": lambda rng: number(rng, 110, 150),
    "missing_policy": lambda rng: rng.choice(("incomplete", "zero", "zero", "exclude", "exclude")),
    "zero_target_penalty": lambda rng: number(rng, 0, 60),
    "bands": random_bands,
    "additional": random_additional,
    "levels": lambda rng: rng.choice(LEVEL_SETTINGS),
    "rubric_input": lambda rng: rng.choice(("dimensions", "overall")),
    "groups": lambda rng: rng.choice(GROUP_SETTINGS),
    "min_raters": lambda rng: rng.choice((3, 3, 4, 5)),
    "attendance": random_cuts,
}
