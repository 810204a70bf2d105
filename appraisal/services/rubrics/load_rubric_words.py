"""What the keys of rubrics mean on a scorecard: titles, names of dimensions, and anchors."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from appraisal.models import RubricVersion

DimensionKey = tuple[str, str]
"""Rubric and code."""


@dataclass(frozen=True, slots=True)
class RubricWords:
    """The words in force on a day; ``names`` and ``anchors`` stand in the order of the rubric.

    A dimension that was retired keeps the words of the last version that had it, so that an older revision reads on.
    """

    titles: Mapping[str, str]
    names: Mapping[DimensionKey, str]
    anchors: Mapping[DimensionKey, Sequence[str]]


def rubric_words_on(days: Collection[datetime.date]) -> dict[datetime.date, RubricWords]:
    """The words in force on each of some days. One query."""
    versions = list(RubricVersion.objects.select_related("rubric").order_by("rubric_id", "valid_from", "number"))
    return {day: _words(day, versions) for day in days}


def _words(day: datetime.date, versions: Sequence[RubricVersion]) -> RubricWords:
    begun = [version for version in versions if version.valid_from <= day]
    titles: dict[str, str] = {}
    said: dict[DimensionKey, tuple[str, Sequence[str]]] = {}
    for version in begun:
        rubric = version.rubric.name
        titles[rubric] = version.title
        now = {(rubric, part["code"]): (part["name"], part["anchors"]) for part in version.dimensions}
        said = {**now, **{key: words for key, words in said.items() if key not in now}}
    return RubricWords(
        titles=titles,
        names={key: name for key, (name, _anchors) in said.items()},
        anchors={key: anchors for key, (_name, anchors) in said.items()},
    )
