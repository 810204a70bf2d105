"""Storing rubrics: what a file and a new region have in common (contract 2.5)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from agencies.files.errors import RowWarning
from agencies.services.take_file import TakenRows
from agencies.tenancy.bulk import merge_rows
from appraisal.berakhlak import OVERALL, Dimension
from appraisal.models import Rubric, RubricDimension


def save_rubrics(*, rubrics: Mapping[str, Sequence[Dimension]]) -> TakenRows:
    """Add and update the dimensions of rubrics in the region in scope, in a fixed number of statements.

    Dimensions that are not named stay. Every rubric gets the dimension SEMUA, which is not counted where it was not
    named.
    """
    merge_rows(Rubric, key=["name"], columns=[], rows=[(name,) for name in rubrics])
    stored = _stored_codes(rubrics)
    overall = {name: [OVERALL] for name, part in rubrics.items() if OVERALL.code not in stored[name] | _codes(part)}
    ids = dict(Rubric.objects.filter(name__in=rubrics).values_list("name", "id"))
    merged = merge_rows(
        RubricDimension,
        key=["rubric_id", "code"],
        columns=["name", "anchors"],
        rows=[
            (ids[name], dimension.code, dimension.name, dimension.anchors)
            for name, part in rubrics.items()
            for dimension in (*part, *overall.get(name, ()))
        ],
    )
    return TakenRows(
        new=merged.added - len(overall),
        updated=merged.changed,
        unchanged=merged.unchanged,
        warnings=tuple(_warnings(rubrics, stored)),
    )


def _stored_codes(names: Collection[str]) -> Mapping[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    for name, code in RubricDimension.objects.filter(rubric__name__in=names).values_list("rubric__name", "code"):
        codes[name].add(code)
    return codes


def _codes(dimensions: Sequence[Dimension]) -> set[str]:
    return {dimension.code for dimension in dimensions}


def _warnings(rubrics: Mapping[str, Sequence[Dimension]], stored: Mapping[str, set[str]]) -> Iterator[RowWarning]:
    """A dimension that joins others is not rated yet, so what was complete is incomplete again."""
    for name, dimensions in rubrics.items():
        added = sorted(_codes(dimensions) - stored[name] - {OVERALL.code})
        if added and stored[name]:
            message = (
                f"Rubrik {name} mendapat dimensi baru: {', '.join(added)}. Penilaian untuk periode yang masih terbuka "
                "belum lengkap sampai dimensi itu dinilai."
            )
            yield RowWarning(None, None, None, message)
