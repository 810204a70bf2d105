"""What an employee can do next in a period that still runs, and exactly what it adds to the final score.

The reason is that of :func:`appraisal.scoring.advice.advise`; the step is the largest loss that the employee can still
make good. A count above its target can only grow until the period ends, so that it is no step. Whoever takes the step
as it is said gets the promised points from the engine (``tests/scoring/test_own_advice.py``).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from appraisal.scoring.advice import (
    Advice,
    Names,
    PlacedLoss,
    advise,
    axis_scores,
    describe_gap,
    effect_on_axis,
    finding_sentence,
    item_name,
    losses_of,
    next_step,
    report_step,
    unit_of,
)
from appraisal.scoring.axes import final_score
from appraisal.scoring.card import Branch, Gap, ItemResult, Reason, ScoreCard
from appraisal.scoring.explain import bound_of
from appraisal.scoring.indicators import indicator_score
from appraisal.scoring.language import say
from appraisal.scoring.rounding import HUNDRED, ZERO, absolute, add, multiply, rounded_ratio, subtract, sum_of
from appraisal.scoring.scheme import Scheme, Source
from appraisal.scoring.types import Axis, Pattern
from appraisal.scoring.wording import number, score_text


class OwnAdvice(NamedTuple):
    """A reason and a next step for the employee.

    ``item`` is the key of the item to report for (empty where reporting is not the step), ``gain`` the points that the
    step adds to the final score, ``None`` where the sentence promises none.
    """

    reason: str
    next_step: str
    item: str = ""
    gain: Decimal | None = None


class Until(NamedTuple):
    """The last days for work and for reports, as the reader's language writes them; empty once they are over."""

    work: str
    report: str


def advise_owner(card: ScoreCard, scheme: Scheme, names: Names, until: Until) -> OwnAdvice:
    """First what was not reported; then the largest loss that can still be made good; else what waits for others.

    Once the period is over its work cannot be added to: the step says, like :func:`advise`, what the target is worth.
    """
    missing = [reason for reason in card.reasons if reason.gap is Gap.ITEM_MISSING]
    if missing:
        return _reporting(card, scheme, names, _heaviest(missing, card), until)
    losses = [one for one in losses_of(card, scheme, names) if one.axis.score is not None]
    if not losses:
        return OwnAdvice(*(_waiting(card, scheme, names) if card.reasons else advise(card, scheme, names)))
    reason = finding_sentence(losses[0].loss)
    if not until.work:
        _points, loss, axis, component = losses[0]
        return OwnAdvice(reason, next_step(loss.action + effect_on_axis(axis, component, loss.component_score)))
    gains = [(one, _gain(card, scheme, one)) for one in losses if _is_within_reach(one)]
    step, gain = next(((one, gain) for one, gain in gains if gain is None or gain > 0), (None, None))
    if step is None:
        return OwnAdvice(reason, next_step(say("bahas cara mencapainya dengan pejabat penilai")))
    key = step.loss.item.key if step.loss.item else ""
    return OwnAdvice(reason, next_step(_action(step, names, until) + _effect(step, gain)), key, gain)


def _heaviest(missing: list[Reason], card: ScoreCard) -> Reason:
    weights = {item.key: item.weight or ZERO for item in card.indicators.items}
    return max(missing, key=lambda reason: weights[reason.subject])


def _reporting(card: ScoreCard, scheme: Scheme, names: Names, missing: Reason, until: Until) -> OwnAdvice:
    step = report_step(item_name(missing.subject, names), missing.months) + _by(until.report)
    others = sum(reason.gap is Gap.ITEM_MISSING for reason in card.reasons) - 1
    reason = say("Nilai belum lengkap: {gap}.", gap=describe_gap(missing, names))
    if others:
        reason = say(
            "Nilai belum lengkap: {item} dan {count} indikator lain belum dilaporkan.",
            item=item_name(missing.subject, names),
            count=others,
        )
    gain = _gain_of_report(card, scheme, missing.subject)
    if gain is None or gain <= 0:
        return OwnAdvice(reason, next_step(step), missing.subject)
    step += say("; bila target tercapai, nilai akhir bertambah {points} poin", points=score_text(gain))
    return OwnAdvice(reason, next_step(step), missing.subject, gain)


def _waiting(card: ScoreCard, scheme: Scheme, names: Names) -> Advice:
    """Nothing is lost so far; what is lacking comes from others."""
    lacking = advise(card, scheme, names)
    if card.indicators.mean is None:
        return lacking
    return Advice(say("Semua target yang sudah dihitung tercapai."), lacking.next_step)


def _is_within_reach(placed: PlacedLoss) -> bool:
    item = placed.loss.item
    if item is None or item.branch is Branch.MISSING_AS_ZERO or item.pattern is not Pattern.COUNT:
        return True
    return _gap(item) < 0


def _gap(item: ItemResult) -> Decimal:
    """How far the actual is above the bound that it is measured against; below 0 where it falls short."""
    if item.actual is None or item.target is None:
        return ZERO
    return subtract(item.actual, bound_of(item.branch, item.target))


def _action(placed: PlacedLoss, names: Names, until: Until) -> str:
    """What to do, with the number to reach and the last day for it."""
    item = placed.loss.item
    if item is None:
        return placed.loss.action
    if item.branch is Branch.MISSING_AS_ZERO or item.actual is None or item.target is None:
        return placed.loss.action + _by(until.report)
    name, unit, gap = item_name(item.key, names), unit_of(item.key, names), _gap(item)
    if item.pattern is Pattern.COUNT:
        text = say("tambah realisasi {item} sebanyak {gap}{unit}", item=name, gap=number(absolute(gap)), unit=unit)
    else:
        values = {"item": name, "bound": number(bound_of(item.branch, item.target)), "unit": unit}
        text = (
            say("turunkan {item} menjadi {bound}{unit}", **values)
            if gap > 0
            else say("naikkan {item} menjadi {bound}{unit}", **values)
        )
    return text + _by(until.work)


def _by(day: str) -> str:
    return " " + say("paling lambat {day}", day=day) if day else ""


def _effect(placed: PlacedLoss, gain: Decimal | None) -> str:
    if gain is None:
        return effect_on_axis(placed.axis, placed.component, placed.loss.component_score)
    return " " + say("untuk menambah nilai akhir {points} poin", points=score_text(gain))


def _gain(card: ScoreCard, scheme: Scheme, placed: PlacedLoss) -> Decimal | None:
    """What the final score gains when the loss is made good; ``None`` while there is no final score."""
    _now, then = axis_scores(placed.axis, placed.component, placed.loss.component_score)
    return _final_gain(card, scheme, {placed.axis.axis: then})


def _gain_of_report(card: ScoreCard, scheme: Scheme, key: str) -> Decimal | None:
    """What the final score gains when a missing item is reported and meets its target."""
    indicators = card.indicators
    weight = next(item.weight for item in indicators.items if item.key == key) or ZERO
    weighted = [
        multiply(item.weight, item.attainment)
        for item in indicators.items
        if item.weight is not None and item.attainment is not None
    ]
    mean = rounded_ratio(sum_of([*weighted, multiply(weight, HUNDRED)]), add(indicators.weight, weight))
    score = indicator_score(mean, indicators.additional, scheme)
    thens = {}
    for axis in (card.result, card.behaviour):
        sources = {part.component.source: part.component for part in axis.components}
        changed = sources.get(Source.INDICATORS)
        if changed is not None and axis.score is not None:
            thens[axis.axis] = axis_scores(axis, changed, score)[1]
    return _final_gain(card, scheme, thens)


def _final_gain(card: ScoreCard, scheme: Scheme, thens: Mapping[Axis, Decimal]) -> Decimal | None:
    if card.final is None or card.result.score is None or card.behaviour.score is None:
        return None
    result = thens.get(Axis.RESULT, card.result.score)
    behaviour = thens.get(Axis.BEHAVIOUR, card.behaviour.score)
    then = final_score(result, behaviour, scheme)
    return None if then is None else subtract(then, card.final)
