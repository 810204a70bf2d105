"""What a rater sees before sending (periksa dan kirim): exceptions first, then the spread, then the rest."""

from collections import Counter
from dataclasses import dataclass

from appraisal.documents.rating_sheet import RatingRow, RatingSheet

FEWEST_ALIKE = 5
"""Of fewer people it says nothing that most of them are rated alike."""
ALIKE_IN_PERCENT = 80
MOST_UNFOLDED = 8
"""Rows of one kind that are listed at once."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One row and what to look at again; ``lacks_feedback``: what it says is better said to the person as well."""

    row: RatingRow
    note: str
    lacks_feedback: bool = False


@dataclass(frozen=True, slots=True)
class ConcernGroup:
    """Rows with the same kind of exception."""

    title: str
    concerns: tuple[Concern, ...]

    @property
    def is_folded(self) -> bool:
        """Whether so many share it that their names would hide the others."""
        return len(self.concerns) > MOST_UNFOLDED


@dataclass(frozen=True, slots=True)
class RatingCheck:
    """The sheet as it would be sent. Nothing in it stops the sending."""

    sheet: RatingSheet
    groups: tuple[ConcernGroup, ...]

    @property
    def ready(self) -> tuple[RatingRow, ...]:
        """What is sent now."""
        return tuple(row for row in self.sheet.rows if row.is_ready)

    @property
    def unrated(self) -> tuple[RatingRow, ...]:
        """What stays."""
        return tuple(row for row in self.sheet.rows if row.sent is None and not row.is_rated)

    @property
    def unremarkable(self) -> tuple[RatingRow, ...]:
        """The ready rows of which nothing is said."""
        named = {concern.row.plan_id for group in self.groups for concern in group.concerns}
        return tuple(row for row in self.ready if row.plan_id not in named)

    @property
    def alike(self) -> int:
        """How many rated rows say exactly the same, where that is more than four of five; else 0."""
        said = Counter(_said(row) for row in self.sheet.rows if row.is_rated)
        most = max(said.values(), default=0)
        total = said.total()
        return most if total >= FEWEST_ALIKE and most * 100 > ALIKE_IN_PERCENT * total else 0


def _said(row: RatingRow) -> object:
    """All that the rater decides in a row, apart from reasons."""
    return row.result.effective, row.behaviour.effective, tuple(sorted(row.levels.items()))
