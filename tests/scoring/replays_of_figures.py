"""The worked tables of sections 5 to 8: a row's cells in, the cells that the engine gives out."""

from decimal import Decimal

from appraisal.scoring import (
    NASIONAL_1,
    AttendanceMonth,
    Axis,
    Component,
    ComponentResult,
    Override,
    RaterGroup,
    Rating,
    RatingEntry,
    RubricRatings,
    Source,
    explain_attendance,
    explain_final,
    final_score,
    predicate_of,
    rating_of,
    score,
)
from appraisal.scoring.attendance import score_attendance
from appraisal.scoring.axes import axis_score, rate_axis
from appraisal.scoring.rubrics import score_ratings, score_rubric
from tests.scoring.cells import joined, listed, number_or_none, shown
from tests.scoring.sheets import DIMENSIONS, main_item, ratings, scheme, sheet

Cells = dict[str, str]

GROUP_KEYS = ("atasan", "rekan", "bawahan", "diri")


def _groups(cell: str) -> dict[str, str]:
    return dict(zip(GROUP_KEYS, cell.split(), strict=True))


def dimension(cells: Cells) -> Cells:
    entries = [
        RatingEntry(f"{group}{place}", group, "BP", int(level))
        for group in RaterGroup
        for place, level in enumerate(listed(cells[group]))
    ]
    result = score_ratings(entries, ("BP",), scheme(groups=_groups(cells["weights"]))).dimensions[0]
    return {"means": joined(mean.mean for mean in result.groups), "score": shown(result.score)}


def partial_dimension(cells: Cells) -> Cells:
    raters = int(cells["peers who rated BP"])
    peers = [RatingEntry(str(place), RaterGroup.PEER, "AK", 3) for place in range(3)]
    peers += [RatingEntry(str(place), RaterGroup.PEER, "BP", 3) for place in range(raters)]
    entries = (*ratings([4] * 7), *peers)
    result = score_ratings(entries, DIMENSIONS, scheme(groups="360")).dimensions[0]
    return {"means in BP": joined(mean.mean for mean in result.groups), "score of BP": shown(result.score)}


def groups(cells: Cells) -> Cells:
    group = RaterGroup(cells["group"])
    entries = [RatingEntry(str(place), group, "BP", 3) for place in range(int(cells["raters"]))]
    rules = scheme(groups=_groups("60 20 20 10"))
    found = {result.group: result for result in score_ratings(entries, ("BP",), rules).groups}
    return {"raters": str(found[group].raters), "use": found[group].use}


def _levels(cell: str) -> list[int | None]:
    return [None if part == "–" else int(part) for part in cell.split()] if cell != "–" else [None] * 7


def rubric(cells: Cells) -> Cells:
    return {"score": shown(score_ratings(ratings(_levels(cells["levels"])), DIMENSIONS, NASIONAL_1).score)}


def rubric_input(cells: Cells) -> Cells:
    overall = [RatingEntry("r", RaterGroup.SUPERVISOR, "SEMUA", int(level)) for level in listed(cells["SEMUA"])]
    entries = (*ratings(_levels(cells["dimensions"])), *overall)
    given = sheet(rubrics=[RubricRatings("berakhlak", DIMENSIONS, entries)])
    return {"score": shown(score_rubric("berakhlak", given, scheme(rubric_input=cells["rubric_input"])).score)}


def _rated_alike(text: str) -> tuple[RatingEntry, ...]:
    """``3`` for every dimension, ``3?`` for all but the last, nothing for ``–``."""
    if text == "–":
        return ()
    level = int(text.removesuffix("?"))
    return ratings([level] * 6 + [None if text.endswith("?") else level])


def longer_period(cells: Cells) -> Cells:
    by_month = [part.split(": ") for part in listed(cells["months"], ", ")]
    given = RubricRatings(
        "berakhlak",
        DIMENSIONS,
        own=_rated_alike(cells["own"]),
        months=tuple((int(month), _rated_alike(levels)) for month, levels in by_month),
    )
    result = score_rubric("berakhlak", sheet(plan_months=(1, 2, 3), rubrics=[given]), NASIONAL_1)
    return {"basis": result.basis, "score": shown(result.score)}


def _four(cell: str) -> tuple[int, int, int, int]:
    first, second, third, fourth = map(int, cell.split())
    return first, second, third, fourth


def attendance(cells: Cells) -> Cells:
    recap = AttendanceMonth(1, int(cells["tk"]), _four(cells["tl"]), _four(cells["psw"]))
    result = score_attendance(sheet(attendance=[recap]), NASIONAL_1)
    formula = explain_attendance(result, NASIONAL_1)[0].removeprefix("Januari: ")
    return {"cut": str(result.months[0].cut), "formula": formula, "score": shown(result.score)}


def attendance_period(cells: Cells) -> Cells:
    pairs = [part.split(": ") for part in listed(cells["days of TK by month"], ", ")]
    recaps = [AttendanceMonth(int(month), int(days)) for month, days in pairs]
    given = sheet(plan_months=(1, 2, 3), attendance=recaps)
    return {"score": shown(score_attendance(given, NASIONAL_1).score)}


def axis(cells: Cells) -> Cells:
    pairs = [part.split("×") for part in cells["components"].split(", ")]
    components = [
        ComponentResult(Component(Source.RUBRIC, str(place), Decimal(weight)), number_or_none(figure))
        for place, (weight, figure) in enumerate(pairs)
    ]
    return {"score": shown(axis_score(components))}


def final(cells: Cells) -> Cells:
    weights = cells["weights"].split()
    rules = scheme(
        result={"weight": weights[0]},
        behaviour={"weight": weights[1]},
    )
    figures = [number_or_none(cells["result"]), number_or_none(cells["behaviour"])]
    result, behaviour = (
        rate_axis(one, (ComponentResult(rules.axis(one).components[0], figure),), (), rules, complete=True)
        for one, figure in zip(Axis, figures, strict=True)
    )
    figure = final_score(result.score, behaviour.score, rules)
    return {"final": shown(figure), "formula": explain_final(result, behaviour, figure) if figure else "–"}


def default_weights(cells: Cells) -> Cells:
    rules = scheme(groups=_groups(cells["groups (atasan rekan bawahan diri)"]))
    return {"result": f"{rules.result.weight:.0f}", "behaviour": f"{rules.behaviour.weight:.0f}"}


def bands(cells: Cells) -> Cells:
    return {"rating": rating_of(Decimal(cells["score"]), NASIONAL_1.bands)}


def override(cells: Cells) -> Cells:
    overrides = [Override(Axis.RESULT, Rating(rating), "alasan") for rating in listed(cells["override"])]
    result = score(sheet(main_item(f"1: 100/{cells['score']}"), overrides=overrides), NASIONAL_1).result
    return {"score": shown(result.score), "computed": shown(result.computed), "effective": shown(result.rating)}


def predicate(cells: Cells) -> Cells:
    (corner, result), *_ = cells.items()
    return {column: predicate_of(Rating(result), Rating(column)) for column in cells if column != corner}


FIGURE_REPLAYS = {
    "dimension": dimension,
    "partial-dimension": partial_dimension,
    "groups": groups,
    "rubric": rubric,
    "rubric-input": rubric_input,
    "longer-period": longer_period,
    "attendance": attendance,
    "attendance-period": attendance_period,
    "axis": axis,
    "final": final,
    "default-weights": default_weights,
    "bands": bands,
    "override": override,
    "predicate": predicate,
}
