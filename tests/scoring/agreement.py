"""Whether engine and second opinion agree: the engine's card is read into the same flat dictionary and compared."""

from collections.abc import Iterator
from typing import Any

from appraisal.scoring.card import AxisResult, GroupUse, RubricResult, RubricScore, ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.scheme_reading import SchemeError
from appraisal.scoring.types import ItemKind, RubricRatings, Sheet
from tests.scoring.random_cases import Case
from tests.scoring.second_opinion import opinion
from tests.scoring.second_opinion_items import Findings

Difference = tuple[str, object, object]


def text(figure: object) -> str | None:
    """A published figure as it stands."""
    return None if figure is None else str(figure)


def read_card(card: ScoreCard) -> Findings:
    """The card's figures under the paths of the second opinion."""
    found: Findings = {"complete": card.complete, "final": text(card.final), "predicate": text(card.predicate)}
    read_indicators(card, found)
    for rubric in card.rubrics:
        read_rubric(rubric, found)
    if card.attendance is not None:
        found["attendance/score"] = text(card.attendance.score)
        for recap in card.attendance.months:
            found[f"attendance/{recap.month}/score"] = text(recap.score)
    read_axis(card.result, found)
    read_axis(card.behaviour, found)
    return found


def read_indicators(card: ScoreCard, found: Findings) -> None:
    """States, amounts and attainments of the items, and the indicator score."""
    for item in card.indicators.items:
        where = f"items/{item.key}"
        found[f"{where}/counted"] = item.counted
        if item.kind is ItemKind.ADDITIONAL:
            continue
        found[f"{where}/state"] = str(item.state)
        found[f"{where}/actual"] = item.actual
        found[f"{where}/target/low"] = item.target and item.target.low
        found[f"{where}/target/high"] = item.target and item.target.high
        found[f"{where}/attainment"] = text(item.attainment)
        for key in ("due", "used", "unreported", "declared"):
            found[f"{where}/{key}"] = list(getattr(item, key))
    found["indicators/weight"] = card.indicators.weight
    found["indicators/additional_items"] = card.indicators.additional_items
    for key in ("mean", "additional", "score"):
        found[f"indicators/{key}"] = text(getattr(card.indicators, key))


def read_rubric(rubric: RubricResult, found: Findings) -> None:
    """The rubric's score, basis and both kinds of sets of ratings."""
    where = f"rubrics/{rubric.name}"
    found[f"{where}/score"] = text(rubric.score)
    found[f"{where}/basis"] = str(rubric.basis)
    read_ratings(rubric.own, f"{where}/own", found)
    for month, month_score in rubric.months:
        read_ratings(month_score, f"{where}/{month}", found)


def read_ratings(ratings: RubricScore, where: str, found: Findings) -> None:
    """Group means, dimension scores and score of one set of ratings."""
    found[f"{where}/score"] = text(ratings.score)
    for group in ratings.groups:
        found[f"{where}/{group.group}/raters"] = group.raters
        found[f"{where}/{group.group}/counted"] = group.use is GroupUse.COUNTED
    for dimension in ratings.dimensions:
        found[f"{where}/{dimension.dimension}/score"] = text(dimension.score)
        for mean in dimension.groups:
            found[f"{where}/{dimension.dimension}/{mean.group}/mean"] = text(mean.mean)
            found[f"{where}/{dimension.dimension}/{mean.group}/ratings"] = mean.ratings


def read_axis(axis: AxisResult, found: Findings) -> None:
    """Component and axis scores, and both ratings."""
    where = str(axis.axis)
    found[f"{where}/weight"] = axis.weight
    found[f"{where}/score"] = text(axis.score)
    found[f"{where}/computed"] = text(axis.computed)
    found[f"{where}/rating"] = text(axis.rating)
    for part in axis.components:
        found[f"{where}/{part.component.identifier}/score"] = text(part.score)


def compare(card_findings: Findings, opinion_findings: Findings) -> list[Difference]:
    """Path, the engine's value and the second opinion's, where the two differ."""
    if card_findings == opinion_findings:
        return []
    nothing = "(no such figure)"
    paths = sorted(card_findings.keys() | opinion_findings.keys())
    pairs = [(path, card_findings.get(path, nothing), opinion_findings.get(path, nothing)) for path in paths]
    return [pair for pair in pairs if pair[1] != pair[2]]


def differences(case: Case) -> list[Difference]:
    """Where engine and second opinion differ about a case."""
    return compare(read_card(score(case.sheet, case.scheme)), opinion(case.sheet, case.document))


# --- The smallest case that still differs ---------------------------------------------------------------------------


def without_one(values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The tuple with each of its values left out in turn."""
    for index in range(len(values)):
        yield values[:index] + values[index + 1 :]


def smaller_rubrics(rubric: Any) -> Iterator[RubricRatings]:
    """The rubric with one dimension, month or rating less."""
    for field in ("dimensions", "own", "months"):
        for fewer in without_one(getattr(rubric, field)):
            if fewer or field != "dimensions":
                yield rubric._replace(**{field: fewer})
    for index, (month, ratings) in enumerate(rubric.months):
        for fewer in without_one(ratings):
            yield rubric._replace(months=(*rubric.months[:index], (month, fewer), *rubric.months[index + 1 :]))


def smaller_sheets(sheet: Any) -> Iterator[Sheet]:
    """The sheet with one thing less."""
    for field in ("items", "rubrics", "attendance", "overrides"):
        for fewer in without_one(getattr(sheet, field)):
            yield sheet._replace(**{field: fewer})
    for index, item in enumerate(sheet.items):
        for fewer in without_one(item.months):
            smaller = item._replace(months=fewer)
            yield sheet._replace(items=(*sheet.items[:index], smaller, *sheet.items[index + 1 :]))
    for index, rubric in enumerate(sheet.rubrics):
        for lesser in smaller_rubrics(rubric):
            yield sheet._replace(rubrics=(*sheet.rubrics[:index], lesser, *sheet.rubrics[index + 1 :]))


def smaller_cases(case: Case) -> Iterator[Case]:
    """The case with a key of the scheme or a part of the sheet left out."""
    for key in case.document.keys() - {"name", "valid_from"}:
        document = {name: value for name, value in case.document.items() if name != key}
        try:
            yield case._replace(document=document, scheme=parse_scheme(document))
        except SchemeError:
            continue
    for sheet in smaller_sheets(case.sheet):
        yield case._replace(sheet=sheet)


def minimal(case: Case) -> Case:
    """A differing case made as small as leaving out one thing after another allows."""
    while True:
        for smaller in smaller_cases(case):
            if differences(smaller):
                case = smaller
                break
        else:
            return case


def explain(case: Case) -> str:
    """A differing case for people: seed, scheme, sheet, and each figure that differs, as small as it gets."""
    small = minimal(case)
    lines = [f"seed {case.seed}", f"scheme {small.document}", f"sheet {small.sheet}"]
    lines += [f"{path}: engine {engine}, second opinion {other}" for path, engine, other in differences(small)]
    return "\n".join(lines)
