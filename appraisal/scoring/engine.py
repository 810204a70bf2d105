"""One sheet and one scheme in, one score card out: rules 1 to 8 in their order."""

from collections.abc import Iterator

from appraisal.scoring.attendance import score_attendance
from appraisal.scoring.axes import final_score, predicate_of, rate_axis
from appraisal.scoring.card import (
    AttendanceResult,
    ComponentResult,
    Gap,
    IndicatorResult,
    Reason,
    RubricResult,
    ScoreCard,
)
from appraisal.scoring.indicators import score_indicators
from appraisal.scoring.rubrics import score_rubric
from appraisal.scoring.scheme import Component, Scheme, Source
from appraisal.scoring.types import Axis, ItemState, MissingPolicy, Pattern, Sheet

ENGINE = "timbang-1"
"""Names this set of formulas in every snapshot; another formula gets another name."""

_MISSING = ItemState.MISSING


def score(sheet: Sheet, scheme: Scheme) -> ScoreCard:
    """Evaluate one plan in one period (contract section 2).

    Total and deterministic for every valid sheet: no clock, no I/O, and the order of items and ratings does not matter.

    Raises:
        ValueError: for a sheet that no service may build (a weight of 0, two items with one key, a level 6, ...).
    """
    indicators = score_indicators(sheet, scheme)
    rubrics = []
    attendance = None
    for part in scheme.components:
        if part.rubric is not None:
            rubrics.append(score_rubric(part.rubric, sheet, scheme))
        elif part.source is Source.ATTENDANCE:
            attendance = score_attendance(sheet, scheme)
    reasons = (*_item_reasons(indicators, scheme), *_component_reasons(rubrics, attendance))
    complete = not reasons
    result, behaviour = (
        rate_axis(
            axis,
            tuple([_component_result(part, indicators, rubrics, attendance) for part in scheme.axis(axis).components]),
            sheet.overrides,
            scheme,
            complete=complete,
        )
        for axis in (Axis.RESULT, Axis.BEHAVIOUR)
    )
    return ScoreCard(
        indicators=indicators,
        rubrics=tuple(rubrics),
        attendance=attendance,
        result=result,
        behaviour=behaviour,
        final=final_score(result.score, behaviour.score, scheme),
        predicate=predicate_of(result.rating, behaviour.rating) if result.rating and behaviour.rating else None,
        complete=complete,
        reasons=reasons,
    )


def _component_result(
    component: Component,
    indicators: IndicatorResult,
    rubrics: list[RubricResult],
    attendance: AttendanceResult | None,
) -> ComponentResult:
    if component.source is Source.INDICATORS:
        return ComponentResult(component, indicators.score)
    if component.source is Source.ATTENDANCE:
        return ComponentResult(component, attendance.score if attendance else None)
    return ComponentResult(component, next(rubric.score for rubric in rubrics if rubric.name == component.rubric))


def _item_reasons(indicators: IndicatorResult, scheme: Scheme) -> Iterator[Reason]:
    if scheme.missing_policy is MissingPolicy.INCOMPLETE:
        for item in indicators.items:
            if item.state is _MISSING:
                needed = item.unreported if item.pattern is Pattern.COUNT else item.unreported[-1:]
                yield Reason(Gap.ITEM_MISSING, item.key, needed)
    if indicators.mean is None:
        yield Reason(Gap.NOTHING_SCORED)


def _component_reasons(rubrics: list[RubricResult], attendance: AttendanceResult | None) -> Iterator[Reason]:
    for rubric in rubrics:
        if rubric.score is None:
            unrated = tuple(part.dimension for part in rubric.own.dimensions if part.score is None)
            unscored = tuple(month for month, monthly in rubric.months if monthly.score is None)
            yield Reason(Gap.RUBRIC_NOT_RATED, rubric.name, unscored, unrated)
    if attendance is not None and attendance.score is None:
        yield Reason(Gap.ATTENDANCE_ABSENT)
