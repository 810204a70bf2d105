"""One reason and one next step for a card: about the work and never about the person, by rule and not by a model."""

from collections.abc import Iterator, Mapping
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
from appraisal.scoring.wording import AXIS_NAMES, month_list, number, score_text, target_text, word_list

_UNNAMED: Mapping[str, str] = MappingProxyType({})


class Names(NamedTuple):
    """What a screen calls the keys of a card; a key without a name is shown as it is, an item without unit bare."""

    items: Mapping[str, str] = _UNNAMED
    units: Mapping[str, str] = _UNNAMED
    rubrics: Mapping[str, str] = _UNNAMED
    dimensions: Mapping[str, str] = _UNNAMED


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
        step = f"Langkah berikutnya: {_gap_step(gap, names)}."
        return Advice(f"Nilai belum lengkap: {describe_gap(gap, names)}.", step)
    found = [
        (Fraction(axis.weight) * Fraction(part.component.weight) * loss.points, loss, axis, part)
        for axis in (card.result, card.behaviour)
        for part in axis.components
        if part.score is not None
        for loss in _losses(card, part.component, part.score, scheme, names)
    ]
    points, loss, axis, part = max(found, key=itemgetter(0))
    if points <= 0:
        return Advice("Semua target tercapai.", "Langkah berikutnya: pertahankan cara kerja ini.")
    step = f"Langkah berikutnya: {loss.action}{_effect(axis, part.component, loss.component_score)}."
    return Advice(f"Yang paling menahan nilai: {loss.finding}.", step)


def describe_gap(reason: Reason, names: Names) -> str:
    """What is lacking, as half a sentence."""
    if reason.gap is Gap.ITEM_MISSING:
        return f"realisasi {_item_name(reason.subject, names)} bulan {month_list(reason.months)} belum dilaporkan"
    if reason.gap is Gap.NOTHING_SCORED:
        return "belum ada butir SKP yang dapat dihitung pada periode ini"
    if reason.gap is Gap.ATTENDANCE_ABSENT:
        return "rekap presensi belum tersedia"
    rubric = names.rubrics.get(reason.subject, reason.subject)
    if not reason.dimensions:
        return f"{rubric} belum dinilai"
    return f"{rubric} belum dinilai untuk {word_list([names.dimensions.get(key, key) for key in reason.dimensions])}"


def _gap_step(reason: Reason, names: Names) -> str:
    if reason.gap is Gap.ITEM_MISSING:
        item = _item_name(reason.subject, names)
        return f"laporkan realisasi {item} bulan {month_list(reason.months)}"
    if reason.gap is Gap.NOTHING_SCORED:
        return "sepakati target periode ini dengan pejabat penilai"
    if reason.gap is Gap.ATTENDANCE_ABSENT:
        return "admin perangkat daerah mengunggah rekap presensi"
    rubric = names.rubrics.get(reason.subject, reason.subject)
    return f"pejabat penilai melengkapi penilaian {rubric}"


def _losses(card: ScoreCard, component: Component, score: Decimal, scheme: Scheme, names: Names) -> Iterator[_Loss]:
    if component.source is Source.INDICATORS:
        yield from _item_losses(card.indicators, scheme, names)
    elif component.source is Source.RUBRIC:
        yield from _rubric_losses(next(one for one in card.rubrics if one.name == component.rubric), names)
    else:
        finding = f"presensi, nilainya {score_text(score)} dari 100,00"
        yield _Loss(100 - Fraction(score), finding, "jaga kehadiran tepat waktu", HUNDRED)


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
                Fraction(item.weight) / Fraction(indicators.weight) * (100 - Fraction(item.attainment)),
                _item_finding(item, names),
                _item_action(item, names),
                indicator_score(mean, indicators.additional, scheme),
            )


def _item_finding(item: ItemResult, names: Names) -> str:
    name, unit = _item_name(item.key, names), _unit(item.key, names)
    if item.branch is Branch.MISSING_AS_ZERO or item.actual is None or item.target is None:
        return f"{name}, realisasi {month_list(item.unreported)} belum dilaporkan"
    gap = subtract(item.actual, bound_of(item.branch, item.target))
    side = "lebih" if gap > 0 else "kurang"
    return f"{name}, {side} {number(absolute(gap))}{unit} dari target {target_text(item.target)}{unit}"


def _item_action(item: ItemResult, names: Names) -> str:
    name = _item_name(item.key, names)
    if item.branch is Branch.MISSING_AS_ZERO or item.target is None:
        return f"laporkan realisasi {name} bulan {month_list(item.unreported)}"
    return f"capai target {target_text(item.target)}{_unit(item.key, names)} pada {name}"


def _rubric_losses(rubric: RubricResult, names: Names) -> Iterator[_Loss]:
    if rubric.basis is RubricBasis.MONTHS and rubric.score is not None:
        name = names.rubrics.get(rubric.name, rubric.name)
        finding = f"{name}, nilainya {score_text(rubric.score)} dari 100,00"
        yield _Loss(100 - Fraction(rubric.score), finding, f"sepakati contoh perilaku {name} yang diharapkan", HUNDRED)
        return
    scores = {part.dimension: part.score for part in rubric.own.dimensions if part.score is not None}
    for dimension, score in scores.items():
        name = names.dimensions.get(dimension, dimension)
        yield _Loss(
            (100 - Fraction(score)) / len(scores),
            f"{name}, nilainya {score_text(score)} dari 100,00",
            f"sepakati contoh perilaku {name} yang diharapkan",
            mean_of([*(scores | {dimension: HUNDRED}).values()]),
        )


def _effect(axis: AxisResult, changed: Component, component_score: Decimal) -> str:
    """From the axis score as it is to what it would be with the part at 100 and everything else as it is."""
    parts = [(part.component, part.score) for part in axis.components if part.score is not None]
    now = weighted_mean([(component.weight, score) for component, score in parts])
    then = weighted_mean(
        [(component.weight, component_score if component == changed else score) for component, score in parts]
    )
    if now == then:
        return ""
    return f"; nilai {AXIS_NAMES[axis.axis]} naik dari {score_text(now)} menjadi {score_text(then)}"


def _item_name(key: str, names: Names) -> str:
    return names.items.get(key, key)


def _unit(key: str, names: Names) -> str:
    return f" {names.units[key]}" if key in names.units else ""
