"""Storing rubrics: what a file and a new region have in common (contract 2.5)."""

from collections.abc import Iterator, Mapping, Sequence

from agencies.files.errors import RowWarning
from agencies.services.take_file import TakenRows
from appraisal.berakhlak import OVERALL, Dimension
from appraisal.models import Rubric, RubricDimension

_Stored = Mapping[tuple[str, str], RubricDimension]


def save_rubrics(*, rubrics: Mapping[str, Sequence[Dimension]]) -> TakenRows:
    """Add and update the dimensions of rubrics in the region in scope, in a fixed number of statements.

    Dimensions that are not named stay. Every rubric gets the dimension SEMUA, which is not counted where it was not
    named. New dimensions keep their order, which is the order of screens and documents.
    """
    ids = _ensure_rubrics(rubrics)
    dimensions = RubricDimension.objects.filter(rubric_id__in=ids.values()).select_related("rubric")
    stored = {(row.rubric.name, row.code): row for row in dimensions}
    named = [(name, dimension) for name, part in rubrics.items() for dimension in part]
    new = [part for part in named if _key(part) not in stored]
    changed = [_changed(stored[_key(part)], part[1]) for part in named if _differs(stored.get(_key(part)), part[1])]
    overall = [(name, OVERALL) for name in rubrics if (name, OVERALL.code) not in {*stored, *map(_key, named)}]
    RubricDimension.objects.bulk_create(
        RubricDimension(rubric_id=ids[name], code=row.code, name=row.name, anchors=list(row.anchors))
        for name, row in (*new, *overall)
    )
    RubricDimension.objects.bulk_update(changed, ["name", "anchors"])
    unchanged = len(named) - len(new) - len(changed)
    return TakenRows(len(new), len(changed), unchanged, tuple(_warnings(new, stored)))


def _ensure_rubrics(names: Mapping[str, object]) -> dict[str, int]:
    """The ids of the rubrics by name; the absent ones are added."""
    known = set(Rubric.objects.filter(name__in=names).values_list("name", flat=True))
    Rubric.objects.bulk_create(Rubric(name=name) for name in names if name not in known)
    return dict(Rubric.objects.filter(name__in=names).values_list("name", "id"))


def _key(named: tuple[str, Dimension]) -> tuple[str, str]:
    return named[0], named[1].code


def _differs(stored: RubricDimension | None, dimension: Dimension) -> bool:
    return stored is not None and (stored.name, tuple(stored.anchors)) != (dimension.name, dimension.anchors)


def _changed(stored: RubricDimension, dimension: Dimension) -> RubricDimension:
    stored.name = dimension.name
    stored.anchors = list(dimension.anchors)
    return stored


def _warnings(new: Sequence[tuple[str, Dimension]], stored: _Stored) -> Iterator[RowWarning]:
    """A dimension that joins others is not rated yet, so what was complete is incomplete again."""
    in_use = {name for name, _code in stored}
    for name in dict.fromkeys(name for name, _dimension in new if name in in_use):
        added = ", ".join(dimension.code for rubric, dimension in new if rubric == name)
        message = (
            f"Rubrik {name} mendapat dimensi baru: {added}. Penilaian untuk periode yang masih terbuka belum lengkap "
            "sampai dimensi itu dinilai."
        )
        yield RowWarning(None, None, None, message)
