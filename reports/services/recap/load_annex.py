"""Everybody of a region in a period, as the annex of the region's summary lists them."""

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from agencies.files.nip import format_nip
from agencies.models import Agency
from agencies.name_order import sort_key
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Evaluation, Period
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import PlacementKind, Predicate, Rating
from appraisal.scoring.wording import PREDICATE_NAMES, score_text
from appraisal.services.evaluation.find_unplanned import last_places_without_evaluation
from appraisal.services.peers.sealed import with_held_back
from reports.documents.annex import AnnexHead, AnnexRow

ROWS_A_CHUNK = 500
COMPLETE, INCOMPLETE, UNPLANNED, FINAL = "Lengkap", "Belum lengkap", "Tanpa SKP", "Final"
ACTING = "acting"
"""An acting post counts in no figure of a unit (contract 2.9)."""
SHORT_RATINGS = {Rating.ABOVE: "di atas", Rating.EXPECTED: "sesuai", Rating.BELOW: "di bawah"}

_COLUMNS = (
    "agency__code",
    "employee__name",
    "employee__nip",
    "position",
    "placement_kind",
    "complete",
    "is_held_back",
    "result_score",
    "behaviour_score",
    "final_score",
    "result_rating",
    "behaviour_rating",
    "predicate",
)


@dataclass(frozen=True, slots=True)
class Annex:
    """The list as it is at one moment: packed in chunks, a thirtieth of what its rows would take. ``digest`` tells one
    list from another.
    """

    head: AnnexHead
    packed: tuple[bytes, ...]
    digest: str

    def rows(self) -> Iterator[AnnexRow]:
        """The rows by agency and name."""
        for chunk in self.packed:
            yield from (AnnexRow(*row) for row in json.loads(zlib.decompress(chunk)))


def load_annex(*, period: Period) -> Annex:
    """The list of the region in scope. Four queries; the rows are read from a cursor on the server."""
    packed: list[bytes] = []
    digest = hashlib.sha256()
    counts: dict[str, int] = defaultdict(int)
    unplanned: set[str] = set()
    for chunk in _chunks(_rows(period)):
        text = json.dumps(chunk, ensure_ascii=False).encode()
        digest.update(text)
        packed.append(zlib.compress(text, 1))
        for row in chunk:
            counts[ACTING if row.is_acting else row.status] += 1
        unplanned |= {row.nip for row in chunk if row.status == UNPLANNED}
    head = AnnexHead(
        period_code=period.code,
        period_label=parse_period_code(period.code).label,
        is_locked=period.is_locked,
        people=sum(counts.values()),
        complete=counts[COMPLETE] + counts[FINAL],
        incomplete=counts[INCOMPLETE],
        unplanned=len(unplanned),
        acting=counts[ACTING],
    )
    return Annex(head, tuple(packed), digest.hexdigest())


def count_annex_rows(*, period: Period) -> int:
    """About how many rows the list has: the evaluations. One query."""
    return Evaluation.objects.filter(period=period).latest().count()


def _chunks(rows: Iterable[AnnexRow]) -> Iterator[list[AnnexRow]]:
    chunk: list[AnnexRow] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == ROWS_A_CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _rows(period: Period) -> Iterator[AnnexRow]:
    """By agency in the order of the codes, then by name: also those without any evaluation."""
    agencies = list(Agency.objects.order_by("code").values_list("code", "name"))
    names = dict(agencies)
    unplanned = _unplanned(period, names)
    evaluations = with_held_back(Evaluation.objects.filter(period=period).latest(), [period.pk])
    found = evaluations.order_by("agency__code", "plan_id").values_list(*_COLUMNS).iterator(chunk_size=ROWS_A_CHUNK)
    groups = groupby((_evaluated(row, names, is_locked=period.is_locked) for row in found), lambda row: row.agency_code)
    code, group = next(groups, ("", iter(())))
    for agency_code, _name in agencies:
        rows = list(unplanned[agency_code])
        if code == agency_code:
            rows.extend(group)
            code, group = next(groups, ("", iter(())))
        yield from sorted(rows, key=lambda row: (sort_key(row.name), row.nip, row.position))


def _evaluated(row: tuple[Any, ...], names: dict[str, str], *, is_locked: bool) -> AnnexRow:
    code, name, nip, position, kind, complete, held_back, *scores, result_rating, behaviour_rating, predicate = row
    told = (code, names[code], name, format_nip(nip), position_with_kind(position, PlacementKind(kind)))
    is_acting = kind != PlacementKind.DEFINITIVE
    if not complete or held_back:
        return AnnexRow(*told, status=INCOMPLETE, is_acting=is_acting)
    result, behaviour, final = map(score_text, scores)
    return AnnexRow(
        *told,
        status=FINAL if is_locked else COMPLETE,
        result=result,
        result_rating=SHORT_RATINGS[Rating(result_rating)],
        behaviour=behaviour,
        behaviour_rating=SHORT_RATINGS[Rating(behaviour_rating)],
        final=final,
        predicate=PREDICATE_NAMES[Predicate(predicate)],
        is_acting=is_acting,
    )


def _unplanned(period: Period, names: dict[str, str]) -> dict[str, list[AnnexRow]]:
    """By unit, everybody once in it, in the position held last."""
    last = last_places_without_evaluation(period=period)
    rows = last.values_list("agency__code", "employee__name", "employee__nip", "position")
    found: dict[str, list[AnnexRow]] = defaultdict(list)
    for code, name, nip, position in rows:
        found[code].append(AnnexRow(code, names[code], name, format_nip(nip), position, UNPLANNED))
    return found
