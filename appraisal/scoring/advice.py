"""One reason and one next step for a card: about the work and never about the person, by rule and not by a model."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from appraisal.scoring.card import (
    AxisResult,
    Branch,
    Gap,
    IndicatorResult,
    ItemResult,
    Reason,
    RubricBasis,
    RubricResult,
    ScoreCard,
)
from appraisal.scoring.explain import bound_of
from appraisal.scoring.indicators import indicator_score
from appraisal.scoring.language import mark, say
from appraisal.scoring.rounding import (
    HUNDRED,
    absolute,
    mean_of,
    multiply,
    rounded_ratio,
    subtract,
    sum_of,
    weighted_mean,
)
from appraisal.scoring.scheme import Component, Scheme, Source
from appraisal.scoring.wording import axis_name, month_list, number, score_text, target_text, word_list

_UNNAMED: Mapping[str, str] = MappingProxyType({})


class Names(NamedTuple):
    """What a screen calls the keys of a card; a key without a name is shown as it is, an item without unit bare.

    ``undivided`` are the rubrics of which no dimension's score may be told.
    """

    items: Mapping[str, str] = _UNNAMED
    units: Mapping[str, str] = _UNNAMED
    rubrics: Mapping[str, str] = _UNNAMED
    dimensions: Mapping[str, str] = _UNNAMED
    undivided: Collection[str] = ()


class Advice(NamedTuple):
    """Two Indonesian sentences: what holds the score back most (or what is lacking), and what to do about it."""

    reason: str
    next_step: str


class Loss(NamedTuple):
    """What one part keeps its component from: the points, in words, and the component's score if it were made good.

    ``item`` is the plan item whose loss it is, ``None`` for behaviour and attendance.
    """

    points: Fraction
    finding: str
    action: str
    component_score: Decimal
    item: ItemResult | None = None


class PlacedLoss(NamedTuple):
    """A loss in its component and axis; ``points`` are weighted so that losses of all axes compare."""

    points: Fraction
    loss: Loss
    axis: AxisResult
    component: Component


def advise(card: ScoreCard, scheme: Scheme, names: Names) -> Advice:
    """The first gap of an incomplete card; else the largest loss of points and what making it good would bring."""
    if card.reasons:
        gap = card.reasons[0]
        return Advice(
            say("Nilai belum lengkap: {gap}.", gap=describe_gap(gap, names)), next_step(_gap_step(gap, names))
        )
    found = losses_of(card, scheme, names)
    if not found:
        return Advice(say("Semua target tercapai."), next_step(say("pertahankan cara kerja ini")))
    _points, loss, axis, component = found[0]
    step = next_step(loss.action + effect_on_axis(axis, component, loss.component_score))
    return Advice(finding_sentence(loss), step)


def losses_of(card: ScoreCard, scheme: Scheme, names: Names) -> list[PlacedLoss]:
    """Everything that keeps points back, the largest loss first; what met its target is not among them."""
    found = [
        PlacedLoss(Fraction(axis.weight) * Fraction(part.component.weight) * loss.points, loss, axis, part.component)
        for axis in (card.result, card.behaviour)
        for part in axis.components
        if part.score is not None
        for loss in _losses(card, part.component, part.score, scheme, names)
    ]
    return sorted((one for one in found if one.points > 0), key=itemgetter(0), reverse=True)


def finding_sentence(loss: Loss) -> str:
    """What holds the score back most."""
    return say("Yang paling menahan nilai: {finding}.", finding=loss.finding)


def describe_gap(reason: Reason, names: Names) -> str:
    """What is lacking, as half a sentence."""
    rubric = names.rubrics.get(reason.subject, reason.subject)
    if reason.gap is Gap.ITEM_MISSING:
        return say(
            "{item} bulan {months} belum dilaporkan",
            item=item_name(reason.subject, names),
            months=month_list(reason.months),
        )
    if reason.gap is Gap.NOTHING_SCORED:
        return say("belum ada butir SKP yang dapat dihitung pada periode ini")
    if reason.gap is Gap.ATTENDANCE_ABSENT:
        return say("rekap presensi belum tersedia")
    if not reason.dimensions:
        return say("{rubric} belum dinilai", rubric=rubric)
    dimensions = word_list([names.dimensions.get(key, key) for key in reason.dimensions])
    return say("{rubric} belum dinilai untuk {dimensions}", rubric=rubric, dimensions=dimensions)


def next_step(step: str) -> str:
    """The sentence of a next step."""
    return say("Langkah berikutnya: {step}.", step=step)


def _gap_step(reason: Reason, names: Names) -> str:
    if reason.gap is Gap.ITEM_MISSING:
        return report_step(item_name(reason.subject, names), reason.months)
    if reason.gap is Gap.NOTHING_SCORED:
        return say("sepakati target periode ini dengan pejabat penilai")
    if reason.gap is Gap.ATTENDANCE_ABSENT:
        return say("admin perangkat daerah mengunggah rekap presensi")
    rubric = names.rubrics.get(reason.subject, reason.subject)
    return say("pejabat penilai melengkapi penilaian {rubric}", rubric=rubric)


def report_step(item: str, months: Sequence[int]) -> str:
    """What an item without a report asks for."""
    return say("laporkan {item} bulan {months}", item=item, months=month_list(months))


def _losses(card: ScoreCard, component: Component, score: Decimal, scheme: Scheme, names: Names) -> Iterator[Loss]:
    if component.source is Source.INDICATORS:
        yield from _item_losses(card.indicators, scheme, names)
    elif component.source is Source.RUBRIC:
        yield from _rubric_losses(next(one for one in card.rubrics if one.name == component.rubric), names)
    else:
        finding = _below_full(say("presensi"), score)
        yield Loss(100 - Fraction(score), finding, say("jaga kehadiran tepat waktu"), HUNDRED)


def _item_losses(indicators: IndicatorResult, scheme: Scheme, names: Names) -> Iterator[Loss]:
    weighted = {
        item.key: multiply(item.weight, item.attainment)
        for item in indicators.items
        if item.weight is not None and item.attainment is not None
    }
    for item in indicators.items:
        if item.weight is not None and item.attainment is not None:
            met = weighted | {item.key: multiply(item.weight, HUNDRED)}
            mean = rounded_ratio(sum_of(met.values()), indicators.weight)
            yield Loss(
                indicators.lost_by(item),
                _item_finding(item, names),
                _item_action(item, names),
                indicator_score(mean, indicators.additional, scheme),
                item,
            )


def _item_finding(item: ItemResult, names: Names) -> str:
    name, unit = item_name(item.key, names), unit_of(item.key, names)
    if item.branch is Branch.MISSING_AS_ZERO or item.actual is None or item.target is None:
        source = mark("{item}, realisasi {months} belum dilaporkan")
        return say(source, item=name, months=month_list(item.unreported))
    gap = subtract(item.actual, bound_of(item.branch, item.target))
    source = (
        mark("{item}, lebih {gap}{unit} dari target {target}{unit}")
        if gap > 0
        else mark("{item}, kurang {gap}{unit} dari target {target}{unit}")
    )
    return say(source, item=name, gap=number(absolute(gap)), unit=unit, target=target_text(item.target))


def _item_action(item: ItemResult, names: Names) -> str:
    name = item_name(item.key, names)
    if item.branch is Branch.MISSING_AS_ZERO or item.target is None:
        return report_step(name, item.unreported)
    return say(
        "capai target {target}{unit} pada {item}",
        target=target_text(item.target),
        unit=unit_of(item.key, names),
        item=name,
    )


def _rubric_losses(rubric: RubricResult, names: Names) -> Iterator[Loss]:
    if rubric.score is not None and (rubric.basis is RubricBasis.MONTHS or rubric.name in names.undivided):
        name = names.rubrics.get(rubric.name, rubric.name)
        finding = _below_full(name, rubric.score)
        yield Loss(100 - Fraction(rubric.score), finding, _example_step(name), HUNDRED)
        return
    scores = {part.dimension: part.score for part in rubric.own.dimensions if part.score is not None}
    for dimension, score in scores.items():
        name = names.dimensions.get(dimension, dimension)
        yield Loss(
            (100 - Fraction(score)) / len(scores),
            _below_full(name, score),
            _example_step(name),
            mean_of([*(scores | {dimension: HUNDRED}).values()]),
        )


def _below_full(part: str, score: Decimal) -> str:
    return say("{part}, nilainya {score} dari {full}", part=part, score=score_text(score), full=score_text(HUNDRED))


def _example_step(dimension: str) -> str:
    return say("sepakati contoh perilaku {dimension} yang diharapkan", dimension=dimension)


def axis_scores(axis: AxisResult, changed: Component, component_score: Decimal) -> tuple[Decimal, Decimal]:
    """The axis score as it is, and what it would be with one component's other score and everything else as it is."""
    parts = [(part.component, part.score) for part in axis.components if part.score is not None]
    now = weighted_mean([(component.weight, score) for component, score in parts])
    then = weighted_mean(
        [(component.weight, component_score if component == changed else score) for component, score in parts]
    )
    return now, then


def effect_on_axis(axis: AxisResult, changed: Component, component_score: Decimal) -> str:
    """In words, how the axis score changes; empty where it does not."""
    now, then = axis_scores(axis, changed, component_score)
    if now == then:
        return ""
    return say(
        "; nilai {axis} naik dari {now} menjadi {then}",
        axis=axis_name(axis.axis),
        now=score_text(now),
        then=score_text(then),
    )


def item_name(key: str, names: Names) -> str:
    """What people call an item."""
    return names.items.get(key, key)


def unit_of(key: str, names: Names) -> str:
    """The unit after a number, with its space; empty where none is known."""
    return f" {names.units[key]}" if key in names.units else ""
