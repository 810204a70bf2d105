"""From an engine's card to the words of a scorecard."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from appraisal.documents.contributions import name_parts
from appraisal.documents.delivery import Trail
from appraisal.documents.item_months import item_months
from appraisal.documents.scorecard import (
    STATE_NAMES,
    Figures,
    Identity,
    Scorecard,
    ScorecardAxis,
    ScorecardComponent,
    ScorecardDimension,
    ScorecardItem,
    ScorecardRubric,
)
from appraisal.scoring.advice import Advice, Names, advise, describe_gap
from appraisal.scoring.anonymity import ANONYMOUS, as_provisional
from appraisal.scoring.card import (
    AttendanceResult,
    AxisResult,
    DimensionResult,
    GroupUse,
    ItemResult,
    RubricBasis,
    RubricResult,
    ScoreCard,
)
from appraisal.scoring.engine import score
from appraisal.scoring.explain import (
    explain_attendance,
    explain_axis,
    explain_dimension,
    explain_final,
    explain_indicators,
    explain_item,
    explain_months,
    explain_points,
    explain_predicate,
    explain_rating,
    explain_rubric,
)
from appraisal.scoring.explain_longer import explain_basis, explain_recap_gaps
from appraisal.scoring.language import say
from appraisal.scoring.scheme import Component, Scheme, Source
from appraisal.scoring.types import Axis, RaterGroup, RatingEntry, RubricRatings, Sheet
from appraisal.scoring.wording import axis_name, month_name


@dataclass(frozen=True, slots=True)
class Words:
    """What people call the keys of one evaluation.

    ``dimensions`` and ``anchors`` go by rubric and code, in the rubric's order; ``override_reasons`` are the written
    ones, by axis. ``shows_groups`` says that rating is closed, so that the means of anonymous groups may be seen.
    """

    items: Mapping[str, str]
    units: Mapping[str, str]
    rubrics: Mapping[str, str]
    dimensions: Mapping[tuple[str, str], str]
    anchors: Mapping[tuple[str, str], Collection[str]]
    override_reasons: Mapping[Axis, str]
    shows_groups: bool

    def dimension(self, rubric: str, code: str) -> str:
        """The name of a dimension, or its code where there is none."""
        return self.dimensions.get((rubric, code), code)

    def names_for(self, scheme: Scheme, undivided: Collection[str]) -> Names:
        """The same for the engine's sentences, which know dimensions by code alone, and tell none of ``undivided``."""
        used = {component.rubric for component in scheme.components}
        dimensions = {code: name for (rubric, code), name in self.dimensions.items() if rubric in used}
        return Names(self.items, self.units, self.rubrics, dimensions, undivided)


def describe(
    identity: Identity,
    figures: Figures,
    sheet: Sheet,
    scheme: Scheme,
    words: Words,
    *,
    trail: Trail,
    held_back: str = "",
) -> Scorecard:
    """The scorecard of a stored evaluation, with its card recomputed from the sheet of its snapshot.

    ``held_back`` says why the sheet comes without the levels of peers and subordinates: the card is provisional then.
    """
    card = as_provisional(score(sheet, scheme)) if held_back else score(sheet, scheme)
    undivided = frozenset(rubric.name for rubric in card.rubrics if _gives_away(rubric, scheme, words))
    names = words.names_for(scheme, undivided)
    return Scorecard(
        identity=identity,
        figures=figures,
        card=card,
        scheme=scheme,
        sheet=sheet,
        names=names,
        items=tuple(
            _item(item, card, scheme, words, sheet) for item in _in_order_of_plan(card.indicators.items, words)
        ),
        parts=name_parts(card.indicators, words.items),
        indicator_formulas=explain_indicators(card.indicators),
        rubrics=tuple(
            _rubric(rubric, _axis_of(rubric, scheme), sheet, words, hides=rubric.name in undivided)
            for rubric in card.rubrics
        ),
        attendance=_attendance(card.attendance, scheme, sheet) if card.attendance else (),
        axes=(_axis(card.result, scheme, words), _axis(card.behaviour, scheme, words)),
        final_formula=explain_final(card.result, card.behaviour, card.final) if card.final is not None else "",
        predicate_reason=_predicate_reason(card),
        advice=_advice(card, scheme, names, held_back),
        gaps=(*(describe_gap(reason, names) for reason in card.reasons), *filter(None, [held_back])),
        trail=trail,
        held_back=held_back,
    )


def _advice(card: ScoreCard, scheme: Scheme, names: Names, held_back: str) -> Advice:
    """The engine's, but what holds a card back alone is also why it is incomplete."""
    advice = advise(card, scheme, names)
    if not held_back or card.reasons:
        return advice
    return Advice(say("Nilai belum lengkap: {gap}.", gap=held_back), advice.next_step)


def _in_order_of_plan(items: Sequence[ItemResult], words: Words) -> list[ItemResult]:
    """The items as the plan lists them; a snapshot sorts them by key, and IKU-10 would stand before IKU-2."""
    places = {key: place for place, key in enumerate(words.items)}
    return sorted(items, key=lambda item: places.get(item.key, len(places)))


def _item(item: ItemResult, card: ScoreCard, scheme: Scheme, words: Words, sheet: Sheet) -> ScorecardItem:
    return ScorecardItem(
        result=item,
        name=words.items.get(item.key, item.key),
        unit=words.units.get(item.key, ""),
        state=say(STATE_NAMES[item.state]),
        months=explain_months(item),
        formula=explain_item(item, scheme),
        points=explain_points(item, card.indicators),
        by_month=item_months(item, sheet),
    )


def _axis(result: AxisResult, scheme: Scheme, words: Words) -> ScorecardAxis:
    return ScorecardAxis(
        result=result,
        name=axis_name(result.axis),
        components=tuple(
            ScorecardComponent(_component_name(part.component, words), part.component.weight, part.score)
            for part in result.components
        ),
        formula=explain_axis(result),
        rating_reason=explain_rating(result, scheme.bands),
        override_reason=words.override_reasons.get(result.axis, ""),
    )


def _component_name(component: Component, words: Words) -> str:
    if component.rubric is not None:
        return words.rubrics.get(component.rubric, component.rubric)
    return say("presensi") if component.source is Source.ATTENDANCE else say("indikator kinerja")


def _predicate_reason(card: ScoreCard) -> str:
    if card.predicate is None or card.result.rating is None or card.behaviour.rating is None:
        return ""
    return explain_predicate(card.result.rating, card.behaviour.rating, card.predicate)


def _gives_away(rubric: RubricResult, scheme: Scheme, words: Words) -> bool:
    """Whether dimension scores would tell what anonymous raters gave: the supervisor's part can be subtracted.

    True while they can still rate, and where fewer than the minimum rated one of the dimensions: from the others and
    the rubric's score that one would follow (contract 2.5, section 6).
    """
    if not any(result.group in ANONYMOUS and result.use is GroupUse.COUNTED for result in rubric.own.groups):
        return False
    means = (mean for part in rubric.own.dimensions for mean in part.groups if mean.group in ANONYMOUS)
    return not words.shows_groups or any(mean.ratings < scheme.min_raters for mean in means)


def _axis_of(rubric: RubricResult, scheme: Scheme) -> Axis:
    """The axis that the rubric is a component of."""
    is_result = any(component.rubric == rubric.name for component in scheme.result.components)
    return Axis.RESULT if is_result else Axis.BEHAVIOUR


def _rubric(rubric: RubricResult, axis: Axis, sheet: Sheet, words: Words, *, hides: bool) -> ScorecardRubric:
    from_months = rubric.basis is RubricBasis.MONTHS and rubric.score is not None
    levels = _supervisor_levels(rubric.name, sheet)
    order = list(words.dimensions)
    dimensions = () if from_months else sorted(rubric.own.dimensions, key=lambda part: _place(rubric.name, part, order))
    return ScorecardRubric(
        name=words.rubrics.get(rubric.name, rubric.name),
        axis=axis,
        score=rubric.score,
        formula="" if hides and not from_months else explain_rubric(rubric),
        dimensions=tuple(_dimension(rubric.name, part, levels, words, hides=hides) for part in dimensions),
        months=_months_of(rubric, sheet),
        hides_groups=hides or not words.shows_groups,
        note="" if sheet.single_month else explain_basis(rubric, _ratings_of(rubric.name, sheet), sheet.months),
    )


def _dimension(
    rubric: str, result: DimensionResult, levels: Mapping[str, int], words: Words, *, hides: bool
) -> ScorecardDimension:
    level = levels.get(result.dimension)
    anchors = tuple(words.anchors.get((rubric, result.dimension), ()))
    return ScorecardDimension(
        name=words.dimension(rubric, result.dimension),
        level=level,
        anchor=anchors[level - 1] if level and len(anchors) >= level else "",
        means=tuple(mean for mean in result.groups if not (hides and mean.group in ANONYMOUS)),
        score=None if hides else result.score,
        formula="" if hides else explain_dimension(result),
    )


def _place(rubric: str, part: DimensionResult, order: Sequence[tuple[str, str]]) -> int:
    """Where a dimension stands in its rubric; one that was removed since stands last."""
    key = (rubric, part.dimension)
    return order.index(key) if key in order else len(order)


def _supervisor_levels(rubric: str, sheet: Sheet) -> dict[str, int]:
    """The level that the supervisor gave for the very period, by dimension."""
    return {
        entry.dimension: entry.level for entry in _own_entries(rubric, sheet) if entry.group is RaterGroup.SUPERVISOR
    }


def _own_entries(rubric: str, sheet: Sheet) -> Iterator[RatingEntry]:
    ratings = _ratings_of(rubric, sheet)
    yield from ratings.own if ratings else ()


def _ratings_of(rubric: str, sheet: Sheet) -> RubricRatings | None:
    return next((ratings for ratings in sheet.rubrics if ratings.name == rubric), None)


def _months_of(rubric: RubricResult, sheet: Sheet) -> tuple[tuple[str, Decimal | None], ...]:
    """Every month of the plan with its score, where the rubric follows from months; those without one are gaps."""
    if sheet.single_month or rubric.basis is RubricBasis.OWN:
        return ()
    scores = {month: monthly.score for month, monthly in rubric.months}
    return tuple((month_name(month), scores.get(month)) for month in sorted(sheet.months))


def _attendance(result: AttendanceResult, scheme: Scheme, sheet: Sheet) -> tuple[str, ...]:
    return (*explain_attendance(result, scheme), *explain_recap_gaps(result, sheet.months))
