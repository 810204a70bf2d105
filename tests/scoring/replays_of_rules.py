"""The worked tables of sections 9 to 12: a row's cells in, the cells that the engine gives out."""

import tomllib
from datetime import date

from appraisal.scoring import (
    NASIONAL_1,
    DatedPlan,
    DaySpan,
    PlacementKind,
    PlanPart,
    Scheme,
    SchemeError,
    assign_months,
    combine,
    parse_scheme,
    ranks,
    rating_of,
    scheme_notices,
)
from tests.scoring.cells import joined, number_or_none, numbers, shown
from tests.scoring.snapshot_changes import CHANGES, text_after

Cells = dict[str, str]


def _span(text: str) -> DaySpan:
    """``01-01..03-24`` in 2026."""
    first, last = (date.fromisoformat(f"2026-{day}") for day in text.split(".."))
    return DaySpan(first, last)


def _dated_plan(text: str) -> DatedPlan:
    """``A definitive 01-01..03-24, 05-01..05-31``."""
    key, kind, spans = text.split(" ", 2)
    return DatedPlan(key, PlacementKind(kind), tuple(_span(part) for part in spans.split(", ")))


def plan_months(cells: Cells) -> Cells:
    first, last = cells["period"].removeprefix("2026-").split("..")
    plans = [_dated_plan(text) for text in cells["plans"].split("; ")]
    shares = assign_months(plans, 2026, range(int(first), int(last) + 1))
    return {
        "months": "; ".join(f"{key}: {joined(share.months)}" for key, share in shares.items()),
        "days": "; ".join(f"{key}: {share.days}" for key, share in shares.items()),
    }


def _part(text: str) -> PlanPart:
    """``31 95.00 100.00``, with ``?`` at the end of an incomplete one."""
    days, result, behaviour = text.removesuffix("?").split()
    figures = number_or_none(result), number_or_none(behaviour)
    complete = not text.endswith("?")
    rated = [rating_of(figure, NASIONAL_1.bands) if complete and figure is not None else None for figure in figures]
    return PlanPart(int(days), complete, *figures, *rated)


def combined(cells: Cells) -> Cells:
    figure = combine([_part(text) for text in cells["parts"].split("; ")], NASIONAL_1)
    return {
        "result": shown(figure.result.score),
        "behaviour": shown(figure.behaviour.score),
        "final": shown(figure.final),
        "ratings": joined(rating for rating in (figure.result.rating, figure.behaviour.rating) if rating),
        "predicate": shown(figure.predicate),
    }


def ranking(cells: Cells) -> Cells:
    return {"ranks": joined(ranks(numbers(cells["final scores"])))}


def snapshot(cells: Cells) -> Cells:
    changed = text_after(CHANGES[cells["change"]])
    return {"fingerprint": "same" if changed == text_after(lambda facts: facts) else "different"}


def _with(fragments: str) -> Scheme:
    """`nasional-1` with these pieces of TOML, each between backquotes."""
    document = 'name = "uji"\nvalid_from = 2026-01-01\n' + "\n".join(fragments.split("`")[1::2])
    return parse_scheme(tomllib.loads(document))


def schemes(cells: Cells) -> Cells:
    try:
        _with(cells["added to a valid scheme"])
    except SchemeError as refusal:
        return {"outcome": str(refusal)}
    return {"outcome": "accepted"}


def notices(cells: Cells) -> Cells:
    return {"notice": joined(scheme_notices(_with(cells["added to a valid scheme"])))}


RULE_REPLAYS = {
    "plan-months": plan_months,
    "combine": combined,
    "ranks": ranking,
    "snapshot": snapshot,
    "schemes": schemes,
    "scheme-notices": notices,
}
