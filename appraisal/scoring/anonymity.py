"""What is left of a sheet and of its card without the levels of raters who stay anonymous (contract 2.5, section 6)."""

from collections.abc import Sequence

from appraisal.scoring.card import AxisResult, ScoreCard
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import RaterGroup, RatingEntry, RubricRatings, Sheet

ANONYMOUS = frozenset({RaterGroup.PEER, RaterGroup.SUBORDINATE})
"""The groups of which nobody learns who gave which level."""


def weighs_anonymous(scheme: Scheme) -> bool:
    """Whether levels of peers or subordinates can reach a figure under this scheme."""
    return any(weight for group, weight in zip(RaterGroup, scheme.groups, strict=True) if group in ANONYMOUS)


def holds_anonymous(sheet: Sheet) -> bool:
    """Whether a peer or a subordinate rated something in it."""
    entries = (
        entry for one in sheet.rubrics for part in (one.own, *(given for _, given in one.months)) for entry in part
    )
    return any(entry.group in ANONYMOUS for entry in entries)


def without_anonymous(sheet: Sheet) -> Sheet:
    """The same sheet as if no peer and no subordinate had rated: what follows from it tells nothing of them."""
    return sheet.having(
        rubrics=tuple(
            RubricRatings(
                one.name,
                one.dimensions,
                _known(one.own),
                tuple((month, _known(entries)) for month, entries in one.months),
            )
            for one in sheet.rubrics
        )
    )


def as_provisional(card: ScoreCard) -> ScoreCard:
    """The card like an incomplete one: its figures are provisional, and it carries no rating and no predicate."""
    return ScoreCard(
        indicators=card.indicators,
        rubrics=card.rubrics,
        attendance=card.attendance,
        result=_unrated(card.result),
        behaviour=_unrated(card.behaviour),
        final=card.final,
        predicate=None,
        complete=False,
        reasons=card.reasons,
    )


def _unrated(axis: AxisResult) -> AxisResult:
    return AxisResult(axis.axis, axis.weight, axis.components, axis.score, None, axis.override, None)


def _known(entries: Sequence[RatingEntry]) -> tuple[RatingEntry, ...]:
    return tuple(entry for entry in entries if entry.group not in ANONYMOUS)
