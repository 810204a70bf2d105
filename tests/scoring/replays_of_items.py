"""The worked tables of sections 0 to 4: a row's cells in, the cells that the engine gives out."""

from decimal import Decimal

from appraisal.scoring import (
    NASIONAL_1,
    Direction,
    ItemResult,
    Pattern,
    ScoreCard,
    check_weights,
    explain_item,
    score,
    score_main_item,
)
from appraisal.scoring.items import score_additional_item
from appraisal.scoring.rounding import rounded_ratio
from indicators.plan_weights import distribute_remainder
from tests.scoring.cells import amount, joined, listed, numbers, shown, target_cell
from tests.scoring.sheets import additional_item, main_item, scheme, sheet, weighted_items

Cells = dict[str, str]

PLAN_MONTHS = (1, 2, 3)


def rounding(cells: Cells) -> Cells:
    return {"published": str(rounded_ratio(Decimal(cells["numerator"]), Decimal(cells["denominator"])))}


def _result(cells: Cells, policy: str = "incomplete") -> ItemResult:
    item = main_item(
        cells["months"],
        direction=Direction(cells.get("direction", "higher")),
        pattern=Pattern(cells.get("pattern", "count")),
    )
    return score_main_item(item, PLAN_MONTHS, scheme(missing_policy=policy))


def states(cells: Cells) -> Cells:
    result = _result(cells)
    return {"state": result.state, "due": joined(result.due), "unreported": joined(result.unreported)}


def policies(cells: Cells) -> Cells:
    result = _result(cells, cells["policy"])
    item = main_item(cells["months"], direction=result.direction, pattern=result.pattern)
    beside = main_item("1: 1/1", key="b")
    card = score(sheet(item, beside, plan_months=PLAN_MONTHS), scheme(missing_policy=cells["policy"]))
    return {
        "attainment": shown(result.attainment),
        "counts": shown(card.indicators.items[0].counted),
        "complete": shown(card.complete),
    }


def nothing_scored(cells: Cells) -> Cells:
    item = main_item(cells["months"])
    card = score(sheet(item, plan_months=PLAN_MONTHS), scheme(missing_policy=cells["policy"]))
    return {"complete": shown(card.complete), "reasons": joined(reason.gap for reason in card.reasons)}


def patterns(cells: Cells) -> Cells:
    ranged = ".." in cells["months"]
    result = _result({**cells, "direction": "range" if ranged else "higher"})
    return {"actual": amount(result.actual), "target": target_cell(result.target), "used": joined(result.used)}


def attainment(cells: Cells) -> Cells:
    result = _result({"months": f"1: {cells['target']}/{cells['actual']}", "direction": cells["direction"]})
    return {"attainment": shown(result.attainment), "formula": explain_item(result, NASIONAL_1)}


def _card(cells: Cells, verified: int = 0) -> ScoreCard:
    tasks = [additional_item(key=f"t{place}") for place in range(verified)]
    return score(sheet(*weighted_items(cells["items"]), *tasks), NASIONAL_1)


def indicator_score(cells: Cells) -> Cells:
    indicators = _card(cells, int(cells["verified"])).indicators
    return {
        "mean": shown(indicators.mean),
        "additional": shown(indicators.additional),
        "score": shown(indicators.score),
    }


def additional(cells: Cells) -> Cells:
    return {"counts": shown(score_additional_item(additional_item(cells["months"]), PLAN_MONTHS).counted)}


def points(cells: Cells) -> Cells:
    indicators = _card(cells).indicators
    return {"points": joined(indicators.points.values()), "mean": shown(indicators.mean)}


def weights(cells: Cells) -> Cells:
    try:
        return {"shared out": joined(distribute_remainder(numbers(cells["weights"])))}
    except ValueError:
        return {"shared out": "refused"}


def weight_problems(cells: Cells) -> Cells:
    return {"sentences": joined(check_weights([Decimal(part) for part in listed(cells["weights"])]))}


ITEM_REPLAYS = {
    "rounding": rounding,
    "states": states,
    "policies": policies,
    "nothing-scored": nothing_scored,
    "patterns": patterns,
    "attainment": attainment,
    "indicator-score": indicator_score,
    "additional": additional,
    "points": points,
    "weights": weights,
    "weight-problems": weight_problems,
}
