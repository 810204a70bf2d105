"""Every figure as a formula with its numbers filled in, so that a pocket calculator gives the same.

A formula reads ``expression = figure``. Where the figure was limited to the scale, ``, dibatasi menjadi`` follows with
the one that counts. The right-hand sides are the published figures of the card, never a second computation.
"""

from collections.abc import Sequence
from decimal import Decimal

from appraisal.scoring.card import (
    AttendanceMonthResult,
    AttendanceResult,
    AxisResult,
    Branch,
    DimensionResult,
    GroupResult,
    GroupUse,
    IndicatorResult,
    ItemResult,
    RubricBasis,
    RubricResult,
)
from appraisal.scoring.employees import CombinedAxis
from appraisal.scoring.explain_longer import explain_gaps
from appraisal.scoring.language import mark, say
from appraisal.scoring.rounding import HUNDRED, ONE, ZERO, absolute, add, multiply, rounded_ratio, subtract, sum_of
from appraisal.scoring.scheme import Bands, Scheme
from appraisal.scoring.types import Direction, ItemKind, ItemState, Pattern, Predicate, Rating, Target
from appraisal.scoring.wording import (
    PREDICATE_NAMES,
    axis_name,
    group_name,
    month_list,
    number,
    rating_name,
    score_text,
    target_text,
)

_FORMS = {  # the sign, and whether the difference starts with the actual (contract 2.3)
    (Direction.HIGHER, Branch.SINGLE_TARGET): ("+", True),
    (Direction.LOWER, Branch.SINGLE_TARGET): ("+", False),
    (Direction.RANGE, Branch.BELOW): ("−", False),
    (Direction.RANGE, Branch.ABOVE): ("−", True),
    (Direction.RANGE_HIGHER, Branch.BELOW): ("+", True),
    (Direction.RANGE_HIGHER, Branch.ABOVE): ("+", True),
    (Direction.RANGE_LOWER, Branch.BELOW): ("+", False),
    (Direction.RANGE_LOWER, Branch.ABOVE): ("+", False),
}
_UNCOUNTED = {
    ItemState.NOT_MEASURED: mark("Tidak diukur pada periode ini, sehingga tidak ikut dihitung."),
    ItemState.NOT_APPLICABLE: mark("Dinyatakan tidak berlaku, sehingga tidak ikut dihitung."),
    ItemState.WAITING_RELEASE: mark("Menunggu rilis, sehingga tidak ikut dihitung."),
}


def explain_months(item: ItemResult) -> str:
    """From which months the actual and the target of a main item come, and which are not in them; empty where there is
    no actual.
    """
    if item.actual is None or item.target is None:
        return ""
    source = (
        mark("Jumlah {months}: realisasi {actual}, target {target}.")
        if item.pattern is Pattern.COUNT
        else mark("Keadaan {months}: realisasi {actual}, target {target}.")
    )
    text = say(source, months=month_list(item.used), actual=number(item.actual), target=target_text(item.target))
    return " ".join([text, *explain_gaps(item)])


def explain_item(item: ItemResult, scheme: Scheme) -> str:
    """How the attainment of an item came about, or why it does not count."""
    if item.kind is ItemKind.ADDITIONAL:
        return _explain_additional(item, scheme)
    if item.branch is Branch.MISSING_AS_ZERO:
        return say(
            "Realisasi {months} belum dilaporkan; menurut aturan nilai, capaiannya {zero}.",
            months=month_list(item.unreported),
            zero=score_text(ZERO),
        )
    if item.attainment is None or item.actual is None or item.target is None:
        return _explain_uncounted(item)
    if item.branch is Branch.INSIDE:
        return say(
            "Realisasi {actual} berada dalam target {target}: {attainment}",
            actual=number(item.actual),
            target=target_text(item.target),
            attainment=score_text(item.attainment),
        )
    if item.branch is Branch.ZERO_TARGET:
        return _explain_zero_target(item.actual, item.attainment, scheme)
    return _explain_ratio(item, item.actual, bound_of(item.branch, item.target), item.attainment)


def bound_of(branch: Branch, target: Target) -> Decimal:
    """The number of a target that the actual is measured against."""
    return target.high if branch is Branch.ABOVE and target.high is not None else target.low


def explain_points(item: ItemResult, indicators: IndicatorResult) -> str:
    """What a main item brings to the mean, and what it brings when its target is met; empty if it does not count."""
    if item.weight is None or item.attainment is None:
        return ""
    most = rounded_ratio(multiply(HUNDRED, item.weight), indicators.weight)
    earned = score_text(indicators.points[item.key])
    return say("{earned} poin; {most} bila tepat target.", earned=earned, most=score_text(most))


def explain_indicators(indicators: IndicatorResult) -> tuple[str, ...]:
    """The weighted mean and, where there are additional items, their points; empty when no item counts."""
    if indicators.mean is None or indicators.score is None:
        return ()
    counted = [
        (item.weight, item.attainment)
        for item in indicators.items
        if item.weight is not None and item.attainment is not None
    ]
    mean = _weighted(counted, indicators.weight, indicators.mean)
    if not indicators.additional:
        return (mean,)
    total = add(indicators.mean, indicators.additional)
    text = f"{score_text(indicators.mean)} + {score_text(indicators.additional)}"
    return mean, _limited(text, total, ONE, indicators.score)


def explain_group(result: GroupResult, scheme: Scheme) -> str:
    """Whether a rater group counts in a rubric, and if not, why. Never says how many the too few were."""
    source = {
        GroupUse.COUNTED: mark("{group} ikut dihitung dengan bobot {weight} ({raters} penilai)."),
        GroupUse.NO_WEIGHT: mark("{group} tidak berbobot dalam aturan nilai."),
        GroupUse.TOO_FEW_RATERS: mark("{group} tidak ikut dihitung: kurang dari {fewest} penilai."),
        GroupUse.NO_RATING: mark("{group} tidak ikut dihitung: belum memberi nilai."),
    }[result.use]
    return say(
        source,
        group=group_name(result.group).capitalize(),
        weight=number(result.weight),
        raters=result.raters,
        fewest=scheme.min_raters,
    )


def explain_dimension(result: DimensionResult) -> str:
    """A dimension from its group means; each mean with how many gave it."""
    if result.score is None:
        return say("Atasan belum menilai dimensi ini.")
    names = "; ".join(
        say(
            "{group} {mean} ({raters} penilai)",
            group=group_name(mean.group),
            mean=score_text(mean.mean),
            raters=mean.ratings,
        )
        for mean in result.groups
    )
    if len(result.groups) == 1:
        return names
    weights = [(mean.weight, mean.mean) for mean in result.groups]
    return f"{names}: {_weighted(weights, sum_of([weight for weight, _ in weights]), result.score)}"


def explain_rubric(result: RubricResult) -> str:
    """The mean of the dimensions, or of the months that have a score; empty when there is none."""
    if result.score is None:
        return ""
    if result.basis is RubricBasis.OWN:
        return _mean([part.score for part in result.own.dimensions if part.score is not None], result.score)
    scored = [(month, monthly.score) for month, monthly in result.months if monthly.score is not None]
    return say(
        "Rata-rata {months}: {formula}",
        months=month_list([month for month, _ in scored]),
        formula=_mean([score for _, score in scored], result.score),
    )


def explain_attendance(result: AttendanceResult, scheme: Scheme) -> tuple[str, ...]:
    """Each month's cuts and, over several months, their mean; empty without a recap."""
    lines = [f"{month_list([month.month])}: {_explain_recap(month, scheme)}" for month in result.months]
    if result.score is not None and len(result.months) > 1:
        lines.append(_mean([month.score for month in result.months], result.score))
    return tuple(lines)


def explain_axis(axis: AxisResult) -> str:
    """The weighted mean of the components; empty while one has no data."""
    if axis.score is None:
        return ""
    parts = [(part.component.weight, part.score) for part in axis.components if part.score is not None]
    return _weighted(parts, HUNDRED, axis.score)


def explain_combined_axis(axis: CombinedAxis) -> str:
    """The mean of several evaluations by calendar days; empty while one has no score."""
    if axis.score is None:
        return ""
    parts = [(Decimal(days), score) for days, score in axis.parts if score is not None]
    return _weighted(parts, sum_of([days for days, _ in parts]), axis.score)


def explain_final(result: AxisResult | CombinedAxis, behaviour: AxisResult | CombinedAxis, final: Decimal) -> str:
    """The final score from the two axis scores, which must both be there."""
    parts = [(axis.weight, axis.score) for axis in (result, behaviour) if axis.score is not None]
    return _weighted(parts, HUNDRED, final)


def explain_rating(axis: AxisResult, bands: Bands) -> str:
    """Why an axis is rated as it is, and who set it; empty while the evaluation is incomplete."""
    if axis.score is None or axis.computed is None:
        return ""
    source = {
        Rating.ABOVE: mark("Nilai {axis} {score} mencapai {above}: {rating}."),
        Rating.EXPECTED: mark("Nilai {axis} {score} mencapai {expected} dan kurang dari {above}: {rating}."),
        Rating.BELOW: mark("Nilai {axis} {score} kurang dari {expected}: {rating}."),
    }[axis.computed]
    text = say(
        source,
        axis=axis_name(axis.axis),
        score=score_text(axis.score),
        above=score_text(bands.above),
        expected=score_text(bands.expected),
        rating=rating_name(axis.computed),
    )
    if axis.override is None:
        return text
    source = (
        mark("Rating hasil kerja pimpinan unit mengikuti predikat organisasi: {rating}.")
        if axis.override.is_of_organisation
        else mark("Pejabat penilai menetapkan {rating} dengan alasan tertulis.")
    )
    return f"{text} {say(source, rating=rating_name(axis.override.rating))}"


def explain_predicate(result: Rating, behaviour: Rating, predicate: Predicate) -> str:
    """The cell of the 3 x 3 table that gave the predicate."""
    return say(
        "Hasil kerja {result} dan perilaku kerja {behaviour}: {predicate}.",
        result=rating_name(result),
        behaviour=rating_name(behaviour),
        predicate=PREDICATE_NAMES[predicate],
    )


def _explain_ratio(item: ItemResult, actual: Decimal, bound: Decimal, attainment: Decimal) -> str:
    sign, starts_with_actual = _FORMS[item.direction, item.branch]
    start, end = (actual, bound) if starts_with_actual else (bound, actual)
    size, difference = absolute(bound), subtract(start, end)
    raw = add(size, difference) if sign == "+" else subtract(size, difference)
    text = f"100 × (1 {sign} ({number(start)} − {_operand(end)}) ÷ {number(size)})"
    return _limited(text, multiply(HUNDRED, raw), size, attainment)


def _explain_zero_target(actual: Decimal, attainment: Decimal, scheme: Scheme) -> str:
    if actual <= 0:
        return say(
            "Target 0 dan realisasi {actual}: {attainment}", actual=number(actual), attainment=score_text(attainment)
        )
    raw = subtract(HUNDRED, multiply(scheme.zero_target_penalty, actual))
    return _limited(f"100 − {number(scheme.zero_target_penalty)} × {number(actual)}", raw, ONE, attainment)


def _explain_additional(item: ItemResult, scheme: Scheme) -> str:
    if item.counted:
        return say(
            "Tugas tambahan terverifikasi pada {months}: menambah {points} poin.",
            months=month_list(item.used),
            points=number(scheme.additional.points),
        )
    if item.due:
        source = mark("Tugas tambahan dilaporkan pada {months} dan menunggu verifikasi.")
        return say(source, months=month_list(item.due))
    return say("Tugas tambahan belum dilaporkan. Nilai tidak berkurang karenanya.")


def _explain_uncounted(item: ItemResult) -> str:
    if item.branch is Branch.NOT_EVALUABLE:
        return say("Batas target 0 tidak dapat menjadi pembagi, sehingga butir ini tidak ikut dihitung.")
    if item.state is ItemState.MISSING:
        source = mark("Realisasi {months} belum dilaporkan, sehingga belum ikut dihitung.")
        return say(source, months=month_list(item.unreported))
    return say(_UNCOUNTED[item.state])


def _explain_recap(month: AttendanceMonthResult, scheme: Scheme) -> str:
    cuts = scheme.attendance
    counts = (month.tk, *month.tl, *month.psw)
    prices = (cuts.tk, *cuts.tl, *cuts.psw)
    terms = [f"{count} × {number(price)}" for count, price in zip(counts, prices, strict=True) if count]
    return _limited(f"100 − ({' + '.join(terms) or '0'})", subtract(HUNDRED, month.cut), ONE, month.score)


def _weighted(parts: Sequence[tuple[Decimal, Decimal]], total: Decimal, figure: Decimal) -> str:
    terms = " + ".join(f"{number(weight)} × {score_text(value)}" for weight, value in parts)
    return f"({terms}) ÷ {number(total)} = {score_text(figure)}"


def _mean(values: Sequence[Decimal], figure: Decimal) -> str:
    return f"({' + '.join(score_text(value) for value in values)}) ÷ {len(values)} = {score_text(figure)}"


def _limited(text: str, numerator: Decimal, denominator: Decimal, figure: Decimal) -> str:
    """The formula with its own outcome, and with the figure that counts where the scale limits it."""
    sign = "−" if numerator < 0 else ""
    outcome = sign + score_text(rounded_ratio(absolute(numerator), denominator))
    counts = score_text(figure)
    if outcome == counts:
        return f"{text} = {outcome}"
    return say("{formula} = {outcome}, dibatasi menjadi {figure}", formula=text, outcome=outcome, figure=counts)


def _operand(value: Decimal) -> str:
    """A number after a minus sign."""
    return f"({number(value)})" if value < 0 else number(value)
