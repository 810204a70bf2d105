"""Rubrics from a file: dimensions with the written anchors of their five levels (contract 4)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from agencies.permissions import Actor
from agencies.services.take_file import SourceFile, TakenRows, take_file
from appraisal.berakhlak import Dimension
from appraisal.services.rubrics.save_rubrics import save_rubrics


@dataclass(frozen=True, slots=True)
class RubricRow:
    """A row of the file: a dimension of a rubric, and the anchors of its levels 1 to 5."""

    row_number: int
    rubric: str
    code: str
    name: str
    anchor_1: str
    anchor_2: str
    anchor_3: str
    anchor_4: str
    anchor_5: str

    @property
    def dimension(self) -> Dimension:
        """What the row says about its dimension."""
        anchors = (self.anchor_1, self.anchor_2, self.anchor_3, self.anchor_4, self.anchor_5)
        return Dimension(self.code, self.name, anchors)


def import_rubrics(*, rows: Sequence[RubricRow], source: SourceFile, actor: Actor | None = None) -> TakenRows:
    """Add and update the dimensions that the file names; every rubric also gets the dimension SEMUA."""
    rubrics: dict[str, list[Dimension]] = defaultdict(list)
    for row in rows:
        rubrics[row.rubric].append(row.dimension)
    return take_file(kind="rubrics", source=source, actor=actor, save=lambda: save_rubrics(rubrics=rubrics))
