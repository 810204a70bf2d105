"""Storing rubrics: what a file and a new region have in common (contract 2.5)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agencies.files.errors import RowWarning
from agencies.services.take_file import TakenRows
from appraisal.berakhlak import OVERALL, RUBRIC_NAME, RUBRIC_TITLE, Dimension
from appraisal.models import Rubric, RubricDimension, RubricVersion

_Codes = Mapping[str, Dimension]


def save_rubrics(*, rubrics: Mapping[str, Sequence[Dimension]]) -> TakenRows:
    """Add rubrics, and a further version where the newest one says something else; in a fixed number of statements.

    A file names no date: it corrects, so the further version is valid from the same day as the newest one. Dimensions
    that are not named stay. Every rubric gets the dimension SEMUA, which is not counted where it was not named. New
    dimensions keep their order, which is the order of screens and documents.
    """
    ids = _ensure_rubrics(rubrics)
    newest, last_numbers = _newest_versions(ids)
    before = {name: _read(newest[pk]) if pk in newest else {} for name, pk in ids.items()}
    after = {name: _merged(before[name], named) for name, named in rubrics.items()}
    different = [name for name in rubrics if list(after[name].values()) != list(before[name].values())]
    ensure_dimensions({ids[name]: list(after[name]) for name in different})
    RubricVersion.objects.bulk_create(
        RubricVersion(
            rubric_id=ids[name],
            number=last_numbers.get(ids[name], 0) + 1,
            title=newest[ids[name]].title if ids[name] in newest else _TITLES.get(name, name),
            dimensions=[dimension_document(dimension) for dimension in after[name].values()],
            **({"valid_from": newest[ids[name]].valid_from} if ids[name] in newest else {}),
        )
        for name in different
    )
    return _taken(rubrics, before)


_TITLES = {RUBRIC_NAME: RUBRIC_TITLE}


def dimension_document(dimension: Dimension) -> dict[str, object]:
    """A dimension as a version stores it."""
    return {"code": dimension.code, "name": dimension.name, "anchors": list(dimension.anchors)}


def ensure_dimensions(codes: Mapping[int, Iterable[str]]) -> None:
    """The dimensions that ratings name, by rubric: the absent ones are added, in the order given. Two statements."""
    known = set(RubricDimension.objects.filter(rubric_id__in=codes).values_list("rubric_id", "code"))
    RubricDimension.objects.bulk_create(
        RubricDimension(rubric_id=rubric_id, code=code)
        for rubric_id, of_rubric in codes.items()
        for code in of_rubric
        if (rubric_id, code) not in known
    )


def read_dimensions(version: RubricVersion) -> tuple[Dimension, ...]:
    """What a stored version says, in its order; SEMUA last."""
    return tuple(Dimension(part["code"], part["name"], tuple(part["anchors"])) for part in version.dimensions)


def _ensure_rubrics(names: Mapping[str, object]) -> dict[str, int]:
    """The ids of the rubrics by name; the absent ones are added."""
    known = set(Rubric.objects.filter(name__in=names).values_list("name", flat=True))
    Rubric.objects.bulk_create(Rubric(name=name) for name in names if name not in known)
    return dict(Rubric.objects.filter(name__in=names).select_for_update().values_list("name", "id"))


def _newest_versions(ids: Mapping[str, int]) -> tuple[dict[int, RubricVersion], dict[int, int]]:
    """The version of each rubric that counts in the end, and the highest number that any version of it has."""
    newest: dict[int, RubricVersion] = {}
    last_numbers: dict[int, int] = {}
    for version in RubricVersion.objects.filter(rubric_id__in=ids.values()).order_by("valid_from", "number"):
        newest[version.rubric_id] = version
        last_numbers[version.rubric_id] = max(version.number, last_numbers.get(version.rubric_id, 0))
    return newest, last_numbers


def _read(version: RubricVersion) -> dict[str, Dimension]:
    return {dimension.code: dimension for dimension in read_dimensions(version)}


def _merged(before: _Codes, named: Sequence[Dimension]) -> dict[str, Dimension]:
    """What is said now: known dimensions in their place, new ones after them, SEMUA last."""
    both = {**before, **{dimension.code: dimension for dimension in named}}
    overall = both.pop(OVERALL.code, OVERALL)
    return {**both, overall.code: overall}


def _taken(rubrics: Mapping[str, Sequence[Dimension]], before: Mapping[str, _Codes]) -> TakenRows:
    named = [(name, dimension) for name, part in rubrics.items() for dimension in part]
    new = [(name, dimension) for name, dimension in named if dimension.code not in before[name]]
    changed = [part for part in named if part[1].code in before[part[0]] and before[part[0]][part[1].code] != part[1]]
    unchanged = len(named) - len(new) - len(changed)
    return TakenRows(len(new), len(changed), unchanged, tuple(_warnings(new, before)))


def _warnings(new: Sequence[tuple[str, Dimension]], before: Mapping[str, _Codes]) -> Iterator[RowWarning]:
    """A dimension that joins others is not rated yet, so what was complete is incomplete again."""
    for name in dict.fromkeys(name for name, _dimension in new if before[name]):
        added = ", ".join(dimension.code for rubric, dimension in new if rubric == name)
        message = (
            f"Rubrik {name} mendapat dimensi baru: {added}. Penilaian untuk periode yang masih terbuka belum lengkap "
            "sampai dimensi itu dinilai."
        )
        yield RowWarning(None, None, None, message)
