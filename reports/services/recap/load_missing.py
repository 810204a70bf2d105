"""Who is missing in a period: what each incomplete evaluation lacks, and who has no plan. A fixed number of queries."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models.functions import Collate

from agencies.services.load_agency_tree import AgencyTree
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Period
from appraisal.scoring.types import PlacementKind
from reports.documents.awaited import PEERS_CLOSE, REGIONAL_HEAD
from reports.documents.people import ListedUnit, MissingRow, RowStatus
from reports.services.overviews.load_schemes import load_schemes
from reports.services.overviews.load_unreported import load_unreported
from reports.services.overviews.load_waiting import INCOMPLETE, definitive_in_force, evaluations_in_force
from reports.services.recap.load_people import listed_units, unplanned_rows
from reports.services.recap.load_recap_facts import CHUNK

_COLUMNS = (
    "plan_id",
    "agency_id",
    "employee__nip",
    "employee__name",
    "position",
    "rater__name",
    "is_held_back",
    "lacks_report",
    "lacks_behaviour",
    "lacks_recap",
)


def load_missing(
    *, period: Period, tree: AgencyTree, agency_ids: Collection[int] | None = None
) -> Iterator[MissingRow]:
    """A row for each thing that is lacking, by unit and name; then those without a plan. Seven queries at most.

    The definitive evaluations that the overview counts as incomplete; what is held back waits for the end of rating.
    """
    units = listed_units(tree)
    asked = list(units) if agency_ids is None else list(agency_ids)
    found = evaluations_in_force(period, asked, load_schemes().with_attendance).filter(INCOMPLETE)
    lacking = definitive_in_force(period).filter(agency_id__in=asked, complete=False)
    unreported = load_unreported(period=period, evaluations=lacking)
    rows = found.order_by(Collate("agency__code", "C"), "employee__name__sort_key", "employee__nip", "plan_id")
    for row in rows.values_list(*_COLUMNS, named=True).iterator(chunk_size=CHUNK):
        for lacks, awaited in _lacking(row, unreported):
            yield _missing(row, units[row.agency_id], lacks, awaited)
    for one in unplanned_rows(period, units, agency_ids):
        lacks = f"SKP belum disepakati ({one.plan_state})"
        yield MissingRow(
            one.unit, one.nip, one.name, one.position, one.status, lacks, f"{one.name} dan pejabat penilai"
        )


def _lacking(row: Any, unreported: Mapping[int, list[str]]) -> Iterator[tuple[str, str]]:
    """What is lacking, and who can bring it; at least one."""
    rater = row.rater__name or REGIONAL_HEAD
    reports = unreported[row.plan_id] if row.lacks_report else []
    for indicator in reports:
        yield f"Realisasi {indicator} belum dilaporkan", row.employee__name
    if row.lacks_behaviour and row.lacks_recap:
        yield "Rekap kehadiran belum ada", "Admin perangkat daerah"
    elif row.lacks_behaviour:
        yield "Perilaku kerja belum dinilai", rater
    if row.is_held_back:
        yield "Penilaian rekan dan bawahan belum ditutup", PEERS_CLOSE
    elif not reports and not row.lacks_behaviour:
        yield "Nilai belum dapat dihitung, lihat kartu nilai", f"{row.employee__name} dan {rater}"


def _missing(row: Any, unit: ListedUnit, lacks: str, awaited: str) -> MissingRow:
    position = position_with_kind(row.position, PlacementKind.DEFINITIVE)
    return MissingRow(unit, row.employee__nip, row.employee__name, position, RowStatus.INCOMPLETE, lacks, awaited)
