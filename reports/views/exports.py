"""Every table as a file: XLSX for people, CSV for programs, with the rights of the screen of the table."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agencies.services.load_agency_tree import AgencyNode, AgencyTree, load_agency_tree
from agencies.views.access import RegionRequest, for_people_of_a_region
from agencies.views.attachment import attachment
from appraisal.models import Period
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.resources.exported import TABLES, Asked, ExportedTable
from reports.services.record_export import record_export
from reports.views.pair_choice import PairRefusedError, chosen_pair

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
@for_people_of_a_region
def export_table(request: RegionRequest, table: str, code: str, ending: str) -> HttpResponse:
    """The file, made now and kept nowhere; that it was taken is all that this writes."""
    exported = TABLES.get(table)
    if exported is None or ending not in CONTENT_TYPES:
        raise Http404
    asked = _asked(request, exported, code)
    if not exported.allows(asked):
        raise PermissionDenied(
            _("Tabel ini untuk admin dan pimpinan unitnya, admin daerah, kepala daerah, dan inspektorat.")
        )
    name = _file_name(table, asked, ending)
    with tempfile.TemporaryDirectory(prefix="timbang-ekspor-") as folder, translation.override("id"):
        path = Path(folder) / f"tabel.{ending}"
        rows = _Counted(exported.rows(asked))
        exported.resource(asked).export_file(rows, path)
        content = path.read_bytes()
    record_export(
        actor=request.actor,
        table=exported.title,
        period_code=code,
        unit_code=asked.node.code if asked.node else "",
        file_name=name,
        rows=rows.count,
    )
    return attachment(name, CONTENT_TYPES[ending], content)


class _Counted:
    """Rows on their way to a file, counted as they pass."""

    def __init__(self, rows: Iterable[object]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[object]:
        for row in self._rows:
            self.count += 1
            yield row


def _asked(request: RegionRequest, exported: ExportedTable, code: str) -> Asked:
    """What the address names, all of it known in the region."""
    tree = load_agency_tree()
    before, period = _periods(exported, code, request.GET.get("dari", ""))
    return Asked(
        actor=request.actor,
        period=period,
        tree=tree,
        node=_node(tree, request.GET.get("unit", "")),
        today=timezone.localdate(),
        before=before,
    )


def _node(tree: AgencyTree, code: str) -> AgencyNode | None:
    node = tree.find(code)
    if code and node is None:
        raise Http404
    return node


def _periods(exported: ExportedTable, code: str, before: str) -> tuple[Period | None, Period]:
    """The period, which must exist; for a comparison two that were evaluated."""
    if not exported.needs_before:
        period = Period.objects.filter(code=code).first()
        if period is None:
            raise Http404
        return None, period
    try:
        pair = chosen_pair(list(evaluated_periods()), before, code)
    except PairRefusedError as error:
        raise Http404 from error
    if pair is None:
        raise Http404
    return pair.before, pair.now


def _file_name(table: str, asked: Asked, ending: str) -> str:
    """`rekap_2026-01_1.02_per-2026-02-03.xlsx`: table, period, unit, and the day on which it was made."""
    periods = f"{asked.before.code}_{asked.period.code}" if asked.before else asked.period.code
    parts = [table, periods, asked.node.code if asked.node else "", f"per-{asked.today.isoformat()}"]
    return f"{'_'.join(part for part in parts if part)}.{ending}"
