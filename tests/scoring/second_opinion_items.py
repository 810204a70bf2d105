"""The first half of the second opinion (see ``second_opinion``): exact figures, and contract rules 2.1 to 2.4."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from appraisal.scoring.types import Item, Sheet

Document = Mapping[str, Any]
Findings = dict[str, object]
Bounds = tuple[Fraction, Fraction | None]

NASIONAL_1: dict[str, Any] = {
    "cap": 120,
    "missing_policy": "incomplete",
    "zero_target_penalty": 25,
    "bands": {"above": 110, "expected": 90},
    "additional": {"points": 1, "max": 5},
    "levels": [50, 70, 100, 110, 120],
    "rubric_input": "dimensions",
    "groups": {"atasan": 100, "rekan": 0, "bawahan": 0, "diri": 0},
    "min_raters": 3,
    "attendance": {"tk": 4, "tl": ["0.5", 1, "1.5", 2], "psw": ["0.5", 1, "1.5", 2]},
    "result": {"components": [{"source": "indicators", "weight": 100}]},
    "behaviour": {"components": [{"source": "rubric:berakhlak", "weight": 100}]},
}


GROUPS_360 = {"atasan": 60, "rekan": 20, "bawahan": 20, "diri": 0}
HALF = Fraction(1, 2)


def exact(number: str | float | Decimal) -> Fraction:
    """A number of a document or a sheet, whatever type it was written in."""
    return Fraction(str(number)) if isinstance(number, float) else Fraction(number)


def half_up(number: Fraction) -> Fraction:
    """Rounded half up to 2 decimals. No figure of the contract is negative."""
    assert number >= 0
    return Fraction(floor(number * 100 + HALF), 100)


def published(figure: Fraction | None) -> str | None:
    """A published figure as text with exactly two decimals."""
    if figure is None:
        return None
    cents = figure * 100
    assert cents.denominator == 1
    return f"{cents.numerator // 100}.{cents.numerator % 100:02d}"


def weighted_mean(pairs: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Sum of weight x value, divided by the sum of the weights; not rounded."""
    return sum((weight * value for weight, value in pairs), Fraction(0)) / sum(weight for weight, _ in pairs)


def rules_of(document: Document) -> dict[str, Any]:
    """The document with every key that it leaves out taken from `nasional-1`."""
    rules: dict[str, Any] = {}
    for key, default in NASIONAL_1.items():
        given = document.get(key, default)
        given = GROUPS_360 if key == "groups" and given == "360" else given
        rules[key] = {**default, **given} if isinstance(default, dict) else given
    rules["levels"] = [exact(level) for level in rules["levels"]]
    rules["peers_count"] = exact(rules["groups"]["rekan"]) > 0 or exact(rules["groups"]["bawahan"]) > 0
    return rules


# --- Rule 3: attainment -------------------------------------------------------------------------------------------


BELOW_RANGE: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "range": lambda r, a: 100 * (1 - (a - r) / abs(a)),
    "range_higher": lambda r, a: 100 * (1 + (r - a) / abs(a)),
    "range_lower": lambda r, a: 100 * (1 + (a - r) / abs(a)),
}
ABOVE_RANGE: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "range": lambda r, b: 100 * (1 - (r - b) / abs(b)),
    "range_higher": lambda r, b: 100 * (1 + (r - b) / abs(b)),
    "range_lower": lambda r, b: 100 * (1 + (b - r) / abs(b)),
}


def raw_attainment(direction: str, actual: Fraction, bounds: Bounds, penalty: Fraction) -> Fraction | None:
    """The percentage before clamping, or ``None``: not evaluable."""
    low, high = bounds
    if direction == "higher":
        return None if low == 0 else 100 * (1 + (actual - low) / abs(low))
    if direction == "lower":
        return lower_attainment(actual, low, penalty)
    assert high is not None
    if low <= actual <= high:
        return Fraction(100)
    needed, formulas = (low, BELOW_RANGE) if actual < low else (high, ABOVE_RANGE)
    return None if needed == 0 else formulas[direction](actual, needed)


def lower_attainment(actual: Fraction, target: Fraction, penalty: Fraction) -> Fraction:
    """Direction `lower`, with its own rule for a target of zero."""
    if target != 0:
        return 100 * (1 + (target - actual) / abs(target))
    return Fraction(100) if actual <= 0 else 100 - penalty * actual


def attainment_of(direction: str, actual: Fraction, bounds: Bounds, rules: Document) -> Fraction | None:
    """Clamped to 0 ... cap, then rounded."""
    raw = raw_attainment(direction, actual, bounds, exact(rules["zero_target_penalty"]))
    if raw is None:
        return None
    return half_up(min(max(raw, Fraction(0)), exact(rules["cap"])))


# --- Rules 1 and 2: the item's state, actual and target -----------------------------------------------------------


def facts_of(item: Item, period: Collection[int]) -> dict[str, Any]:
    """The months of the period with a target, and which of them are declared, due and reported."""
    entries = {entry.month: entry for entry in item.months if entry.month in period}
    with_target = sorted(month for month, entry in entries.items() if entry.target is not None)
    due = [month for month in with_target if not entries[month].not_applicable]
    return {
        "entries": entries,
        "with_target": with_target,
        "declared": [month for month in with_target if entries[month].not_applicable],
        "due": due,
        "reported": [month for month in due if entries[month].actual is not None],
        "unreported": [month for month in due if entries[month].actual is None],
    }


def total_actual(facts: Document, months: Iterable[int]) -> Fraction:
    """The sum of the actuals of some months."""
    return sum((exact(facts["entries"][month].actual) for month in months), Fraction(0))


def total_bounds(facts: Document, months: Iterable[int]) -> Bounds:
    """The sum of the targets of some months, bound by bound."""
    targets = [facts["entries"][month].target for month in months]
    low = sum((exact(target.low) for target in targets), Fraction(0))
    if all(target.high is None for target in targets):
        return low, None
    return low, sum((exact(target.high) for target in targets), Fraction(0))


def months_read(item: Item, facts: Document, months: Sequence[int]) -> Sequence[int]:
    """Rule 2: all of them for a count, the last one for a position or a release."""
    return months if item.pattern == "count" else months[-1:]


def is_missing(item: Item, facts: Document) -> bool:
    """Rule 2: any due month for a count, the last due month for a position, never a release."""
    if item.pattern == "count":
        return bool(facts["unreported"])
    return item.pattern == "position" and facts["due"][-1] in facts["unreported"]


def state_of(item: Item, facts: Document, attainment: Fraction | None) -> str:
    """Rule 1, tested in the contract's order; ``attainment`` is that of the reported due months."""
    if not facts["with_target"]:
        return "not_measured"
    if not facts["due"]:
        return "not_applicable"
    if item.pattern == "release" and not facts["reported"]:
        return "waiting_release"
    if is_missing(item, facts):
        return "missing"
    return "not_evaluable" if attainment is None else "measured"


def attainment_when_missing(
    item: Item, facts: Document, reported: Fraction | None, rules: Document
) -> tuple[Fraction | None, bool]:
    """What the missing policy scores a missing item with, and whether unreported months were filled with 0."""
    if rules["missing_policy"] == "incomplete":
        return None, False
    if rules["missing_policy"] == "exclude":
        return reported, False
    if item.pattern == "count" and item.direction in ("higher", "range_higher") and facts["reported"]:
        actual = total_actual(facts, facts["reported"])
        return attainment_of(item.direction, actual, total_bounds(facts, facts["due"]), rules), True
    return Fraction(0), False


def judge_main(item: Item, period: Collection[int], rules: Document) -> dict[str, Any]:
    """State, actual, target and attainment of a main item; it counts when it has an attainment."""
    facts = facts_of(item, period)
    read = months_read(item, facts, facts["reported"])
    actual = total_actual(facts, read) if read else None
    shown = read or months_read(item, facts, facts["due"])
    bounds = total_bounds(facts, shown) if shown else None
    attainment = None
    if actual is not None and bounds is not None:
        attainment = attainment_of(item.direction, actual, bounds, rules)
    state = state_of(item, facts, attainment)
    if state == "missing":
        attainment, filled = attainment_when_missing(item, facts, attainment, rules)
        read = facts["due"] if filled else read
        bounds = total_bounds(facts, read) if filled else bounds
    return {
        "state": state,
        "actual": actual,
        "bounds": bounds,
        "attainment": attainment,
        "due": facts["due"],
        "used": list(read),
        "unreported": facts["unreported"],
        "declared": facts["declared"],
    }


# --- Rule 4: indicator score --------------------------------------------------------------------------------------


def earns_points(item: Item, period: Collection[int]) -> bool:
    """A verified actual in at least one month of the period, whatever its value; a declared month lost its actual."""
    return any(
        entry.verified and entry.actual is not None and not entry.not_applicable
        for entry in item.months
        if entry.month in period
    )


def indicator_score(sheet: Sheet, rules: Document, found: Findings) -> Fraction | None:
    """The weighted mean of the scored main items plus the points of the additional ones."""
    pairs = []
    extra = 0
    for item in sheet.items:
        if item.kind == "additional":
            earns = earns_points(item, sheet.months)
            found[f"items/{item.key}/counted"] = earns
            extra += earns
            continue
        judged = judge_main(item, sheet.months, rules)
        attainment = judged["attainment"]
        record_main(found, f"items/{item.key}", judged)
        if attainment is not None and item.weight is not None:
            pairs.append((exact(item.weight), attainment))
    additional = min(extra * exact(rules["additional"]["points"]), exact(rules["additional"]["max"]))
    mean = weighted_mean(pairs) if pairs else None
    score = None if mean is None else half_up(min(mean + additional, exact(rules["cap"])))
    found["indicators/weight"] = sum((weight for weight, _ in pairs), Fraction(0))
    found["indicators/mean"] = None if mean is None else published(half_up(mean))
    found["indicators/additional_items"] = extra
    found["indicators/additional"] = published(half_up(additional))
    found["indicators/score"] = published(score)
    return score


def record_main(found: Findings, where: str, judged: Document) -> None:
    """Write down what was found of a main item."""
    for key in ("state", "actual", "due", "used", "unreported", "declared"):
        found[f"{where}/{key}"] = judged[key]
    low, high = judged["bounds"] or (None, None)
    found[f"{where}/target/low"] = low
    found[f"{where}/target/high"] = high
    found[f"{where}/attainment"] = published(judged["attainment"])
    found[f"{where}/counted"] = judged["attainment"] is not None
