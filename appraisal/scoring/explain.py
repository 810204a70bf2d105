"""Every figure as a formula with its numbers filled in, in Indonesian, so that a pocket calculator gives the same.

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
from appraisal.scoring.rounding import HUNDRED, ONE, absolute, add, multiply, rounded_ratio, subtract, sum_of
from appraisal.scoring.scheme import Bands, Scheme
from appraisal.scoring.types import Direction, ItemKind, ItemState, Pattern, Predicate, Rating, Target
from appraisal.scoring.wording import (
    AXIS_NAMES,
    GROUP_NAMES,
    PREDICATE_NAMES,
    RATING_NAMES,
    month_list,
    number,
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
    ItemState.NOT_MEASURED: "Tidak diukur pada periode ini, sehingga tidak ikut dihitung.",
    ItemState.NOT_APPLICABLE: "Dinyatakan tidak berlaku, sehingga tidak ikut dihitung.",
    ItemState.WAITING_RELEASE: "Menunggu rilis, sehingga tidak ikut dihitung.",
}


def explain_months(item: ItemResult) -> str:
    """From which months the actual and the target of a main item come; empty where there is no actual."""
    if item.actual is None or item.target is None:
        return ""
    how = "Jumlah" if item.pattern is Pattern.COUNT else "Keadaan"
    text = f"{how} {month_list(item.used)}: realisasi {number(item.actual)}, target {target_text(item.target)}."
    as_zero = [month for month in item.used if month in item.unreported]
    return f"{text} {month_list(as_zero)} belum dilaporkan dan dihitung 0." if as_zero else text


def explain_item(item: ItemResult, scheme: Scheme) -> str:
    """How the attainment of an item came about, or why it does not count."""
    if item.kind is ItemKind.ADDITIONAL:
        return _explain_additional(item, scheme)
    if item.branch is Branch.MISSING_AS_ZERO:
        return f"Realisasi {month_list(item.unreported)} belum dilaporkan; menurut aturan nilai, capaiannya 0,00."
    if item.attainment is None or item.actual is None or item.target is None:
        return _explain_uncounted(item)
    if item.branch is Branch.INSIDE:
        text = f"Realisasi {number(item.actual)} berada dalam target {target_text(item.target)}"
        return f"{text}: {score_text(item.attainment)}"
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
    return f"Menyumbang {score_text(indicators.points[item.key])} dari {score_text(most)} poin."


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
    name = GROUP_NAMES[result.group].capitalize()
    return {
        GroupUse.COUNTED: f"{name} ikut dihitung dengan bobot {number(result.weight)} ({result.raters} penilai).",
        GroupUse.NO_WEIGHT: f"{name} tidak berbobot dalam aturan nilai.",
        GroupUse.TOO_FEW_RATERS: f"{name} tidak ikut dihitung: kurang dari {scheme.min_raters} penilai.",
        GroupUse.NO_RATING: f"{name} tidak ikut dihitung: belum memberi nilai.",
    }[result.use]


def explain_dimension(result: DimensionResult) -> str:
    """A dimension from its group means; each mean with how many gave it."""
    names = "; ".join(
        f"{GROUP_NAMES[mean.group]} {score_text(mean.mean)} ({mean.ratings} penilai)" for mean in result.groups
    )
    if result.score is None:
        return "Atasan belum menilai dimensi ini."
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
    months = month_list([month for month, _ in scored])
    return f"Rata-rata {months}: {_mean([score for _, score in scored], result.score)}"


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
    above, expected = score_text(bands.above), score_text(bands.expected)
    reason = {
        Rating.ABOVE: f"mencapai {above}",
        Rating.EXPECTED: f"mencapai {expected} dan kurang dari {above}",
        Rating.BELOW: f"kurang dari {expected}",
    }[axis.computed]
    text = f"Nilai {AXIS_NAMES[axis.axis]} {score_text(axis.score)} {reason}: {RATING_NAMES[axis.computed]}."
    if axis.override is None:
        return text
    return f"{text} Pejabat penilai menetapkan {RATING_NAMES[axis.override.rating]} dengan alasan tertulis."


def explain_predicate(result: Rating, behaviour: Rating, predicate: Predicate) -> str:
    """The cell of the 3 x 3 table that gave the predicate."""
    rows = f"Hasil kerja {RATING_NAMES[result]} dan perilaku kerja {RATING_NAMES[behaviour]}"
    return f"{rows}: {PREDICATE_NAMES[predicate]}."


def _explain_ratio(item: ItemResult, actual: Decimal, bound: Decimal, attainment: Decimal) -> str:
    sign, starts_with_actual = _FORMS[item.direction, item.branch]
    start, end = (actual, bound) if starts_with_actual else (bound, actual)
    size, difference = absolute(bound), subtract(start, end)
    raw = add(size, difference) if sign == "+" else subtract(size, difference)
    text = f"100 × (1 {sign} ({number(start)} − {_operand(end)}) ÷ {number(size)})"
    return _limited(text, multiply(HUNDRED, raw), size, attainment)


def _explain_zero_target(actual: Decimal, attainment: Decimal, scheme: Scheme) -> str:
    if actual <= 0:
        return f"Target 0 dan realisasi {number(actual)}: {score_text(attainment)}"
    raw = subtract(HUNDRED, multiply(scheme.zero_target_penalty, actual))
    return _limited(f"100 − {number(scheme.zero_target_penalty)} × {number(actual)}", raw, ONE, attainment)


def _explain_additional(item: ItemResult, scheme: Scheme) -> str:
    if item.counted:
        points = number(scheme.additional.points)
        return f"Tugas tambahan terverifikasi pada {month_list(item.used)}: menambah {points} poin."
    if item.due:
        return f"Tugas tambahan dilaporkan pada {month_list(item.due)} dan menunggu verifikasi."
    return "Tugas tambahan belum dilaporkan. Nilai tidak berkurang karenanya."


def _explain_uncounted(item: ItemResult) -> str:
    if item.branch is Branch.NOT_EVALUABLE:
        return "Batas target 0 tidak dapat menjadi pembagi, sehingga butir ini tidak ikut dihitung."
    if item.state is ItemState.MISSING:
        return f"Realisasi {month_list(item.unreported)} belum dilaporkan, sehingga belum ikut dihitung."
    return _UNCOUNTED[item.state]


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
    return f"{text} = {outcome}" if outcome == counts else f"{text} = {outcome}, dibatasi menjadi {counts}"


def _operand(value: Decimal) -> str:
    """A number after a minus sign."""
    return f"({number(value)})" if value < 0 else number(value)
