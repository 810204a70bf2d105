"""The rubrics of the region as people read them: dimensions in their order, each with its five written anchors."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appraisal.models import RubricDimension, RubricVersion
from appraisal.scoring.types import OVERALL_DIMENSION


@dataclass(frozen=True, slots=True)
class DimensionText:
    """A dimension: the id that ratings point to, its code, name, and anchors of the levels 1 to 5."""

    id: int
    code: str
    name: str
    anchors: Sequence[str]


@dataclass(frozen=True, slots=True)
class RubricText:
    """A rubric in force on a day. ``overall`` is the dimension SEMUA, asked where the scheme wants one level."""

    name: str
    title: str
    dimensions: tuple[DimensionText, ...]
    overall: DimensionText

    def asked(self, *, overall: bool) -> tuple[DimensionText, ...]:
        """The dimensions that a rater rates."""
        return (self.overall,) if overall else self.dimensions


def rubrics_on(day: datetime.date) -> dict[str, RubricText]:
    """The rubrics of the region in scope by name, as they read on a day. Two queries."""
    versions = list(RubricVersion.objects.all().in_force_on(day).select_related("rubric"))
    dimensions = RubricDimension.objects.values_list("rubric_id", "code", "id")
    ids = {(rubric_id, code): pk for rubric_id, code, pk in dimensions}
    return {version.rubric.name: _rubric(version, ids) for version in versions}


def _rubric(version: RubricVersion, ids: Mapping[tuple[int, str], int]) -> RubricText:
    texts = [
        DimensionText(ids[version.rubric_id, part["code"]], part["code"], part["name"], part["anchors"])
        for part in version.dimensions
    ]
    asked = tuple(text for text in texts if text.code != OVERALL_DIMENSION)
    overall = next(text for text in texts if text.code == OVERALL_DIMENSION)
    return RubricText(version.rubric.name, version.title, asked, overall)
