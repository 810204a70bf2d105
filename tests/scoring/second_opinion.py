"""A second opinion on the scoring rules: contract section 2 written once more, by another hand and in another style.

Literal and slow on purpose: ``fractions.Fraction`` throughout, one function a rule, plain dictionaries, and no code of
``appraisal.scoring`` but the input values. It reads the scheme *document*, not the parsed scheme, so that the defaults
which parsing fills in are compared as well. What it finds is one flat dictionary from a path such as
``items/a/attainment`` to a published figure (text with two decimals), an exact amount, a word, a number or ``None``.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from appraisal.scoring.employees import PlanPart
from appraisal.scoring.plan_months import DatedPlan
from appraisal.scoring.types import RatingEntry, RubricRatings, Sheet
from tests.scoring.second_opinion_items import (
    Document,
    Findings,
    exact,
    half_up,
    indicator_score,
    published,
    rules_of,
    weighted_mean,
)

GROUP_WORDS = {"supervisor": "atasan", "peer": "rekan", "subordinate": "bawahan", "self": "diri"}
PREDICATES = {
    ("above", "below"): "kurang",
    ("above", "expected"): "baik",
    ("above", "above"): "sangat_baik",
    ("expected", "below"): "kurang",
    ("expected", "expected"): "baik",
    ("expected", "above"): "baik",
    ("below", "below"): "sangat_kurang",
    ("below", "expected"): "butuh_perbaikan",
    ("below", "above"): "butuh_perbaikan",
}


# --- Rule 5: rubric score -----------------------------------------------------------------------------------------


def group_takes_part(group: str, ratings: Sequence[RatingEntry], rules: Document) -> bool:
    """Whether a rater group counts in every dimension or is left out of every one."""
    if exact(rules["groups"][GROUP_WORDS[group]]) == 0:
        return False
    raters = {rating.rater for rating in ratings if rating.group == group}
    return len(raters) >= raters_needed(group, rules)


def raters_needed(group: str, rules: Document) -> int:
    """How many raters a group needs in the period; a single dimension needs no more than one of them."""
    return int(rules["min_raters"]) if group in ("peer", "subordinate") else 1


def dimension_score(
    dimension: str,
    ratings: Sequence[RatingEntry],
    groups: Sequence[str],
    rules: Document,
    *,
    found: Findings,
    where: str,
) -> Fraction | None:
    """The weighted mean of the rounded group means; ``None`` while the supervisor has not rated it."""
    pairs = []
    for group in groups:
        levels = [rating.level for rating in ratings if rating.group == group and rating.dimension == dimension]
        if not levels:
            continue
        mean = half_up(sum((rules["levels"][level - 1] for level in levels), Fraction(0)) / len(levels))
        found[f"{where}/{dimension}/{group}/mean"] = published(mean)
        found[f"{where}/{dimension}/{group}/ratings"] = len(levels)
        pairs.append((exact(rules["groups"][GROUP_WORDS[group]]), mean))
    rated = any(rating.group == "supervisor" and rating.dimension == dimension for rating in ratings)
    score = half_up(weighted_mean(pairs)) if rated else None
    found[f"{where}/{dimension}/score"] = published(score)
    return score


def score_of_ratings(
    given: Iterable[RatingEntry], dimensions: Sequence[str], rules: Document, found: Findings, where: str
) -> Fraction | None:
    """One set of ratings; it has a score when the supervisor has rated every dimension."""
    ratings = [rating for rating in given if rating.dimension in dimensions]
    groups = []
    for group in GROUP_WORDS:
        takes_part = group_takes_part(group, ratings, rules)
        found[f"{where}/{group}/raters"] = len({rating.rater for rating in ratings if rating.group == group})
        found[f"{where}/{group}/counted"] = takes_part
        if takes_part:
            groups.append(group)
    scores = [dimension_score(dimension, ratings, groups, rules, found=found, where=where) for dimension in dimensions]
    known = [score for score in scores if score is not None]
    score = half_up(sum(known, Fraction(0)) / len(known)) if known and len(known) == len(scores) else None
    found[f"{where}/score"] = published(score)
    return score


def rubric_score(rubric: RubricRatings, sheet: Sheet, rules: Document, found: Findings) -> Fraction | None:
    """Ratings for the very period win when complete; else, in a longer period, the mean of the months that have one."""
    where = f"rubrics/{rubric.name}"
    dimensions = ("SEMUA",) if rules["rubric_input"] == "overall" else rubric.dimensions
    score = score_of_ratings(rubric.own, dimensions, rules, found, f"{where}/own")
    found[f"{where}/basis"] = "own"
    if score is None and not sheet.single_month:
        found[f"{where}/basis"] = "months"
        scores = [
            score_of_ratings(ratings, dimensions, rules, found, f"{where}/{month}")
            for month, ratings in rubric.months
            if month in sheet.months
        ]
        known = [month_score for month_score in scores if month_score is not None]
        score = half_up(sum(known, Fraction(0)) / len(known)) if known else None
    found[f"{where}/score"] = published(score)
    return score


# --- Rule 6: attendance score -------------------------------------------------------------------------------------


def attendance_score(sheet: Sheet, rules: Document, found: Findings) -> Fraction | None:
    """100 minus cuts, at least 0, a month; the mean of the months with a recap."""
    cuts = rules["attendance"]
    scores = []
    for recap in sheet.attendance:
        if recap.month not in sheet.months:
            continue
        cut = recap.tk * exact(cuts["tk"])
        cut += sum(events * exact(cuts["tl"][kind]) for kind, events in enumerate(recap.tl))
        cut += sum(events * exact(cuts["psw"][kind]) for kind, events in enumerate(recap.psw))
        scores.append(half_up(max(100 - cut, Fraction(0))))
        found[f"attendance/{recap.month}/score"] = published(scores[-1])
    score = half_up(sum(scores, Fraction(0)) / len(scores)) if scores else None
    found["attendance/score"] = published(score)
    return score


# --- Rules 7 and 8: axes, ratings, predicate ----------------------------------------------------------------------


def rating_of(score: Fraction, rules: Document) -> str:
    """Rule 8: above from the upper band, as expected from the lower one."""
    if score >= exact(rules["bands"]["above"]):
        return "above"
    return "expected" if score >= exact(rules["bands"]["expected"]) else "below"


def component_scores(sheet: Sheet, rules: Document, found: Findings) -> dict[str, Fraction | None]:
    """The score of every source that the scheme uses."""
    used = [part["source"] for axis in ("result", "behaviour") for part in rules[axis]["components"]]
    scores: dict[str, Fraction | None] = {"indicators": indicator_score(sheet, rules, found)}
    if "attendance" in used:
        scores["attendance"] = attendance_score(sheet, rules, found)
    by_name = {f"rubric:{rubric.name}": rubric for rubric in sheet.rubrics}
    for source in used:
        if source.startswith("rubric:"):
            rubric = by_name.get(source, RubricRatings(source.removeprefix("rubric:"), ()))
            scores[source] = rubric_score(rubric, sheet, rules, found)
    return scores


def axis_score(axis: str, scores: Mapping[str, Fraction | None], rules: Document, found: Findings) -> Fraction | None:
    """Rule 7: the weighted mean of the components; none when a component has no data."""
    pairs = []
    for part in rules[axis]["components"]:
        score = scores.get(part["source"])
        found[f"{axis}/{part['source']}/score"] = published(score)
        if score is not None:
            pairs.append((exact(part["weight"]), score))
    complete = len(pairs) == len(rules[axis]["components"])
    axis_figure = half_up(weighted_mean(pairs)) if complete else None
    found[f"{axis}/score"] = published(axis_figure)
    return axis_figure


def axis_weights(rules: Document) -> tuple[Fraction, Fraction]:
    """Rule 7: 60/40 when peers or subordinates have a weight, else 70/30, unless the scheme says otherwise."""
    default = (60, 40) if rules["peers_count"] else (70, 30)
    return (
        exact(rules["result"].get("weight", default[0])),
        exact(rules["behaviour"].get("weight", default[1])),
    )


def final_score(result: Fraction | None, behaviour: Fraction | None, rules: Document) -> Fraction | None:
    """Rule 7: the weighted mean of the axes."""
    if result is None or behaviour is None:
        return None
    result_weight, behaviour_weight = axis_weights(rules)
    return half_up(weighted_mean([(result_weight, result), (behaviour_weight, behaviour)]))


def opinion(sheet: Sheet, document: Document) -> Findings:
    """Everything that the contract says about one plan in one period."""
    rules = rules_of(document)
    found: Findings = {}
    scores = component_scores(sheet, rules, found)
    axes = {axis: axis_score(axis, scores, rules, found) for axis in ("result", "behaviour")}
    missing = any(found.get(f"items/{item.key}/state") == "missing" for item in sheet.items)
    refused = missing and rules["missing_policy"] == "incomplete"
    complete = not refused and scores["indicators"] is not None and None not in axes.values()
    found["complete"] = complete
    found["final"] = published(final_score(axes["result"], axes["behaviour"], rules))
    own_ratings = {str(override.axis): str(override.rating) for override in sheet.overrides}
    effective: dict[str, str] = {}
    for (axis, score), weight in zip(axes.items(), axis_weights(rules), strict=True):
        computed = rating_of(score, rules) if complete and score is not None else None
        if computed:
            effective[axis] = own_ratings.get(axis, computed)
        found[f"{axis}/weight"] = weight
        found[f"{axis}/computed"] = computed
        found[f"{axis}/rating"] = effective.get(axis)
    found["predicate"] = PREDICATES[effective["result"], effective["behaviour"]] if complete else None
    return found


# --- Rules 9 and 10: several plans, and ranks -----------------------------------------------------------------------


def opinion_on_employee(parts: Sequence[PlanPart], document: Document) -> Findings:
    """The employee's figure: each axis is the mean of the plans' axis scores weighted by calendar days.

    The contract is silent about ratings that raters have set; here, as in the documentation, the one rating that all
    parts have is that of the whole.
    """
    rules = rules_of(document)
    found: Findings = {"complete": all(part.complete for part in parts)}
    axes: list[Fraction | None] = []
    effective = []
    for axis in ("result", "behaviour"):
        scores = [getattr(part, axis) for part in parts]
        pairs = [
            (Fraction(part.days), exact(score)) for part, score in zip(parts, scores, strict=True) if score is not None
        ]
        score = half_up(weighted_mean(pairs)) if len(pairs) == len(parts) else None
        computed = rating_of(score, rules) if found["complete"] and score is not None else None
        own = {str(getattr(part, f"{axis}_rating")) for part in parts}
        effective.append(own.pop() if computed and len(own) == 1 else computed)
        found |= {f"{axis}/score": published(score), f"{axis}/computed": computed, f"{axis}/rating": effective[-1]}
        axes.append(score)
    found["final"] = published(final_score(axes[0], axes[1], rules))
    result, behaviour = effective
    found["predicate"] = PREDICATES[result, behaviour] if result and behaviour else None
    return found


def opinion_on_ranks(scores: Sequence[Decimal]) -> list[int]:
    """One more than the number of better scores: ties share (1, 1, 3)."""
    return [1 + sum(other > score for other in scores) for score in scores]


def opinion_on_months(
    plans: Sequence[DatedPlan], year: int, months: Collection[int]
) -> dict[str, tuple[list[int], int]]:
    """Which months each plan has, and its calendar days within the period, counted day by day."""
    days = {plan.key: {month: days_in_month(plan, year, month) for month in sorted(months)} for plan in plans}
    owned: dict[str, list[int]] = {plan.key: [] for plan in plans}
    for month in sorted(months):
        definitive = [plan.key for plan in plans if plan.kind == "definitive" and days[plan.key][month]]
        if definitive:
            owned[max(definitive, key=lambda key: (len(days[key][month]), days[key][month][-1]))].append(month)
        for plan in plans:
            if plan.kind != "definitive" and days[plan.key][month]:
                owned[plan.key].append(month)
    return {plan.key: (owned[plan.key], sum(len(found) for found in days[plan.key].values())) for plan in plans}


def days_in_month(plan: DatedPlan, year: int, month: int) -> list[date]:
    """The days of a month on which the plan runs, in order."""
    first = date(year, month, 1)
    days = [first + timedelta(days=number) for number in range(monthrange(year, month)[1])]
    return [day for day in days if any(span.first <= day <= span.last for span in plan.spans)]
