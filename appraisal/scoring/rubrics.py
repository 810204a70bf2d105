"""Rule 5: from levels to the score of a rubric."""

from collections.abc import Sequence
from decimal import Decimal

from appraisal.scoring.card import (
    DimensionResult,
    GroupMean,
    GroupResult,
    GroupUse,
    RubricBasis,
    RubricResult,
    RubricScore,
)
from appraisal.scoring.rounding import mean_of, weighted_mean
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import (
    OVERALL_DIMENSION,
    RaterGroup,
    RatingEntry,
    RubricInput,
    RubricRatings,
    Sheet,
)

_Cell = dict[str, int]
_Cells = dict[RaterGroup, dict[str, _Cell]]

_SUPERVISOR = RaterGroup.SUPERVISOR
_ANONYMOUS = (RaterGroup.PEER, RaterGroup.SUBORDINATE)
_GROUPS = tuple(RaterGroup)
_COUNTED, _NO_WEIGHT = GroupUse.COUNTED, GroupUse.NO_WEIGHT


def score_rubric(name: str, sheet: Sheet, scheme: Scheme) -> RubricResult:
    """A rubric over the period: its own ratings once complete, else (longer periods) the mean of its months.

    Raises:
        ValueError: if the sheet has the rubric twice, a rater two levels for a dimension, or a level is not 1 to 5.
    """
    found = [ratings for ratings in sheet.rubrics if ratings.name == name]
    if len(found) > 1:
        raise ValueError(f"rubric {name!r} stands twice in the sheet")
    ratings = found[0] if found else RubricRatings(name, ())
    dimensions = (OVERALL_DIMENSION,) if scheme.rubric_input is RubricInput.OVERALL else ratings.dimensions
    own = score_ratings(ratings.own, dimensions, scheme)
    if sheet.single_month or own.score is not None:
        return RubricResult(name, RubricBasis.OWN, own, (), own.score)
    months = tuple(
        (month, score_ratings(entries, dimensions, scheme))
        for month, entries in sorted(ratings.months)
        if month in sheet.months
    )
    scores = [score.score for _, score in months if score.score is not None]
    return RubricResult(name, RubricBasis.MONTHS, own, months, mean_of(scores) if scores else None)


def score_ratings(entries: Sequence[RatingEntry], dimensions: Sequence[str], scheme: Scheme) -> RubricScore:
    """One set of ratings. Entries for other dimensions are not looked at; there is no score without dimensions."""
    cells = _cells(entries, dimensions)
    groups = tuple(
        [_group_result(group, weight, cells, scheme) for group, weight in zip(_GROUPS, scheme.groups, strict=True)]
    )
    counted = [(result, cells[result.group]) for result in groups if result.use is _COUNTED]
    results = tuple([_score_dimension(dimension, counted, scheme) for dimension in dimensions])
    scores = [result.score for result in results if result.score is not None]
    complete = bool(results) and len(scores) == len(results)
    return RubricScore(groups, results, mean_of(scores) if complete else None)


def _cells(entries: Sequence[RatingEntry], dimensions: Sequence[str]) -> _Cells:
    """Levels by group, dimension and rater; a group that gave none is absent."""
    cells: _Cells = {}
    for rater, group, dimension, level in entries:
        if dimension in dimensions:
            by_dimension = cells.get(group)
            if by_dimension is None:
                by_dimension = cells[group] = {name: {} for name in dimensions}
            cell = by_dimension[dimension]
            if rater in cell or not 1 <= level <= 5:
                raise ValueError(f"level {level} by {rater!r} for {dimension!r}: given twice, or not 1 to 5")
            cell[rater] = level
    return cells


def _group_result(group: RaterGroup, weight: Decimal, cells: _Cells, scheme: Scheme) -> GroupResult:
    raters = len(set().union(*cells[group].values())) if group in cells else 0
    if not weight:
        use = _NO_WEIGHT
    elif group in _ANONYMOUS and raters < scheme.min_raters:
        use = GroupUse.TOO_FEW_RATERS
    else:
        use = _COUNTED if raters else GroupUse.NO_RATING
    return GroupResult(group, weight, raters, use)


def _score_dimension(
    dimension: str, counted: Sequence[tuple[GroupResult, dict[str, _Cell]]], scheme: Scheme
) -> DimensionResult:
    """Means of the counted groups that rated it: the minimum is asked of the group, not of each dimension."""
    means = []
    for (group, weight, _, _), cells in counted:
        values = [scheme.levels[level - 1] for level in cells[dimension].values()]
        if values:
            means.append(GroupMean(group, weight, len(values), mean_of(values)))
    return DimensionResult(dimension, tuple(means), dimension_score(means))


def dimension_score(means: Sequence[GroupMean]) -> Decimal | None:
    """The published group means (supervisor first) by their weights; ``None`` without the supervisor's."""
    if not means or means[0].group is not _SUPERVISOR:
        return None
    return means[0].mean if len(means) == 1 else weighted_mean([(mean.weight, mean.mean) for mean in means])
