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


class _Loss(NamedTuple):
    """What one part keeps its component from: the points, in words, and the component's score if it were made good."""

    points: Fraction
    finding: str
    action: str
    component_score: Decimal


def advise(card: ScoreCard, scheme: Scheme, names: Names) -> Advice:
    """The first gap of an incomplete card; else the largest loss of points and what making it good would bring."""
    if card.reasons:
        gap = card.reasons[0]
        return Advice(say("Nilai belum lengkap: {gap}.", gap=describe_gap(gap, names)), _next(_gap_step(gap, names)))
    found = [
        (Fraction(axis.weight) * Fraction(part.component.weight) * loss.points, loss, axis, part)
        for axis in (card.result, card.behaviour)
        for part in axis.components
        if part.score is not None
        for loss in _losses(card, part.component, part.score, scheme, names)
    ]
    points, loss, axis, part = max(found, key=itemgetter(0))
    if points <= 0:
        return Advice(say("Semua target tercapai."), _next(say("pertahankan cara kerja ini")))
    step = _next(loss.action + _effect(axis, part.component, loss.component_score))
    return Advice(say("Yang paling menahan nilai: {finding}.", finding=loss.finding), step)


def describe_gap(reason: Reason, names: Names) -> str:
    """What is lacking, as half a sentence."""
    rubric = names.rubrics.get(reason.subject, reason.subject)
    if reason.gap is Gap.ITEM_MISSING:
        return say(
            "{item} bulan {months} belum dilaporkan",
            item=_item_name(reason.subject, names),
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


def _next(step: str) -> str:
    return say("Langkah berikutnya: {step}.", step=step)


def _gap_step(reason: Reason, names: Names) -> str:
    if reason.gap is Gap.ITEM_MISSING:
        return _report_step(_item_name(reason.subject, names), reason.months)
    if reason.gap is Gap.NOTHING_SCORED:
        return say("sepakati target periode ini dengan pejabat penilai")
    if reason.gap is Gap.ATTENDANCE_ABSENT:
        return say("admin perangkat daerah mengunggah rekap presensi")
    rubric = names.rubrics.get(reason.subject, reason.subject)
    return say("pejabat penilai melengkapi penilaian {rubric}", rubric=rubric)


def _report_step(item: str, months: Sequence[int]) -> str:
    return say("laporkan {item} bulan {months}", item=item, months=month_list(months))


def _losses(card: ScoreCard, component: Component, score: Decimal, scheme: Scheme, names: Names) -> Iterator[_Loss]:
    if component.source is Source.INDICATORS:
        yield from _item_losses(card.indicators, scheme, names)
    elif component.source is Source.RUBRIC:
        yield from _rubric_losses(next(one for one in card.rubrics if one.name == component.rubric), names)
    else:
        finding = _below_full(say("presensi"), score)
        yield _Loss(100 - Fraction(score), finding, say("jaga kehadiran tepat waktu"), HUNDRED)


def _item_losses(indicators: IndicatorResult, scheme: Scheme, names: Names) -> Iterator[_Loss]:
    weighted = {
        item.key: multiply(item.weight, item.attainment)
        for item in indicators.items
        if item.weight is not None and item.attainment is not None
    }
    for item in indicators.items:
        if item.weight is not None and item.attainment is not None:
            met = weighted | {item.key: multiply(item.weight, HUNDRED)}
            mean = rounded_ratio(sum_of(met.values()), indicators.weight)
            yield _Loss(
                indicators.lost_by(item),
                _item_finding(item, names),
                _item_action(item, names),
                indicator_score(mean, indicators.additional, scheme),
            )


def _item_finding(item: ItemResult, names: Names) -> str:
    name, unit = _item_name(item.key, names), _unit(item.key, names)
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
    name = _item_name(item.key, names)
    if item.branch is Branch.MISSING_AS_ZERO or item.target is None:
        return _report_step(name, item.unreported)
    return say(
        "capai target {target}{unit} pada {item}",
        target=target_text(item.target),
        unit=_unit(item.key, names),
        item=name,
    )


def _rubric_losses(rubric: RubricResult, names: Names) -> Iterator[_Loss]:
    if rubric.score is not None and (rubric.basis is RubricBasis.MONTHS or rubric.name in names.undivided):
        name = names.rubrics.get(rubric.name, rubric.name)
        finding = _below_full(name, rubric.score)
        yield _Loss(100 - Fraction(rubric.score), finding, _example_step(name), HUNDRED)
        return
    scores = {part.dimension: part.score for part in rubric.own.dimensions if part.score is not None}
    for dimension, score in scores.items():
        name = names.dimensions.get(dimension, dimension)
        yield _Loss(
            (100 - Fraction(score)) / len(scores),
            _below_full(name, score),
            _example_step(name),
            mean_of([*(scores | {dimension: HUNDRED}).values()]),
        )


def _below_full(part: str, score: Decimal) -> str:
    return say("{part}, nilainya {score} dari {full}", part=part, score=score_text(score), full=score_text(HUNDRED))


def _example_step(dimension: str) -> str:
    return say("sepakati contoh perilaku {dimension} yang diharapkan", dimension=dimension)


def _effect(axis: AxisResult, changed: Component, component_score: Decimal) -> str:
    """From the axis score as it is to what it would be with the part at 100 and everything else as it is."""
    parts = [(part.component, part.score) for part in axis.components if part.score is not None]
    now = weighted_mean([(component.weight, score) for component, score in parts])
    then = weighted_mean(
        [(component.weight, component_score if component == changed else score) for component, score in parts]
    )
    if now == then:
        return ""
    return say(
        "; nilai {axis} naik dari {now} menjadi {then}",
        axis=axis_name(axis.axis),
        now=score_text(now),
        then=score_text(then),
    )


def _item_name(key: str, names: Names) -> str:
    return names.items.get(key, key)


def _unit(key: str, names: Names) -> str:
    return f" {names.units[key]}" if key in names.units else ""
