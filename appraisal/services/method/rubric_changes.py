"""What the rubrics of the region ask otherwise since a day of the year."""

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from appraisal.models import RubricVersion
from appraisal.scoring.types import OVERALL_DIMENSION


@dataclass(frozen=True, slots=True)
class RubricChange:
    """A version of a rubric that begins in the year, and in sentences what it asks otherwise."""

    rubric_id: int
    number: int
    title: str
    day: datetime.date
    recorded_at: datetime.datetime
    sentences: tuple[str, ...]


def rubric_changes(year: int) -> tuple[RubricChange, ...]:
    """The versions that begin in a year. One query."""
    versions = RubricVersion.objects.order_by("rubric_id", "valid_from", "number")
    found = []
    for _rubric, of_rubric in itertools.groupby(versions, key=lambda version: version.rubric_id):
        for before, version in itertools.pairwise([None, *of_rubric]):
            if version is not None and version.valid_from.year == year:
                found.append(_change(before, version))
    return tuple(found)


def _change(before: RubricVersion | None, version: RubricVersion) -> RubricChange:
    sentences = tuple(_sentences(before, version)) if before else (_("Rubrik ini baru."),)
    return RubricChange(
        version.rubric_id, version.number, version.title, version.valid_from, version.created_at, sentences
    )


def _sentences(before: RubricVersion, after: RubricVersion) -> Iterator[str]:
    if before.title != after.title:
        yield _("Judul: dari “%(before)s” menjadi “%(after)s”.") % {"before": before.title, "after": after.title}
    old, new = _by_code(before.dimensions), _by_code(after.dimensions)
    for code in new.keys() - old.keys():
        yield _("Dimensi baru: %(name)s.") % {"name": new[code]["name"]}
    for code in old.keys() - new.keys():
        yield _("Tidak lagi dinilai: %(name)s.") % {"name": old[code]["name"]}
    for code in [code for code in new if code in old]:
        if old[code]["name"] != new[code]["name"]:
            words = {"before": old[code]["name"], "after": new[code]["name"]}
            yield _("Nama dimensi: dari “%(before)s” menjadi “%(after)s”.") % words
        if old[code]["anchors"] != new[code]["anchors"]:
            name = new[code]["name"] if code != OVERALL_DIMENSION else _("penilaian menyeluruh")
            yield _("Uraian tingkat berubah: %(name)s.") % {"name": name}


def _by_code(dimensions: Sequence[Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    return {str(dimension["code"]): dimension for dimension in dimensions}
