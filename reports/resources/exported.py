"""Every table by its name in the address: its columns, its rows, and who may take it."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from agencies.services.load_agency_tree import AgencyNode, AgencyTree
from appraisal.models import Period
from appraisal.services.organisation.load_distribution import load_distributions
from appraisal.services.scorecards.export_evaluations import shown_evaluation_rows
from appraisal.services.scorecards.find_evaluations import evaluated_periods
from reports.permissions import may_export_people, may_see_agency_overview, may_see_region_overview
from reports.resources.table import TableResource
from reports.resources.tables import (
    AnnexTable,
    ComparisonTable,
    DistributionTable,
    EvaluationTable,
    IndicatorTable,
    MissingTable,
    RecapTable,
    UnitProgressTable,
    UnitTable,
)
from reports.services.overviews.load_agency_overview import load_agency_overview
from reports.services.overviews.load_comparison import load_comparison
from reports.services.overviews.load_indicator_means import load_indicator_means
from reports.services.overviews.load_unit_lines import load_unit_lines
from reports.services.recap.load_missing import load_missing
from reports.services.recap.load_people import load_people


@dataclass(frozen=True, slots=True)
class Asked:
    """What a table is asked of: a period of the region, or of a unit with its sub-units.

    ``before`` is the earlier period of a comparison.
    """

    actor: Actor
    period: Period
    tree: AgencyTree
    node: AgencyNode | None
    today: datetime.date
    before: Period | None = None

    @property
    def agency_ids(self) -> frozenset[int] | None:
        """The unit with its sub-units; nothing for the whole region."""
        return None if self.node is None else self.tree.with_sub_units(self.node.id)


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """A table of the product: what it is called in the audit trail, and how its file comes about."""

    title: str
    allows: Callable[[Asked], bool]
    resource: Callable[[Asked], TableResource]
    rows: Callable[[Asked], Iterable[object]]
    needs_before: bool = False


def _as_overview(asked: Asked) -> bool:
    """Who may see the overview of the region or of the unit."""
    if asked.node is None:
        return may_see_region_overview(asked.actor)
    return may_see_agency_overview(asked.actor, asked.node, asked.tree, asked.today)


def _as_list(asked: Asked) -> bool:
    """Who may take a list of people: the region's readers, and the admin of the unit (contract section 6)."""
    return may_export_people(asked.actor, asked.node)


def _distributions(asked: Asked) -> Iterable[object]:
    """Raises PermissionDenied for who follows no unit there, as the screen does."""
    known = load_distributions(period=asked.period, actor=asked.actor, today=asked.today)
    lines = known if asked.agency_ids is None else [line for line in known if line.unit.id in asked.agency_ids]
    if not lines and not asked.actor.reads_region:
        raise PermissionDenied(_("Sebaran predikat untuk pimpinan unit, admin, kepala daerah, dan inspektorat."))
    return lines


def _units(asked: Asked) -> Iterable[object]:
    """The lines of the screen itself."""
    period, evaluated, tree = asked.period, evaluated_periods(), asked.tree
    if asked.node is None:
        return load_unit_lines(period=period, evaluated=evaluated, tree=tree)
    return load_agency_overview(period=period, evaluated=evaluated, tree=tree, node=asked.node).units


def _comparison(asked: Asked) -> Iterable[object]:
    if asked.before is None:
        return ()
    return load_comparison(before=asked.before, period=asked.period, tree=asked.tree, node=asked.node).units


TABLES: Mapping[str, ExportedTable] = {
    "unit": ExportedTable(
        "unit dan angkanya",
        _as_overview,
        lambda asked: UnitTable() if asked.node is None else UnitProgressTable(),
        _units,
    ),
    "perbandingan": ExportedTable(
        "perbandingan dua periode", _as_overview, lambda _asked: ComparisonTable(), _comparison, needs_before=True
    ),
    "sebaran": ExportedTable(
        "sebaran predikat", lambda _asked: True, lambda _asked: DistributionTable(), _distributions
    ),
    "indikator": ExportedTable(
        "indikator",
        _as_overview,
        lambda _asked: IndicatorTable(),
        lambda asked: load_indicator_means(period=asked.period, agency_ids=asked.agency_ids or _all(asked.tree)),
    ),
    "belum-lengkap": ExportedTable(
        "yang belum lengkap",
        _as_overview,
        lambda _asked: MissingTable(),
        lambda asked: load_missing(period=asked.period, tree=asked.tree, agency_ids=asked.agency_ids),
    ),
    "rekap": ExportedTable(
        "rekap pegawai",
        _as_list,
        lambda asked: RecapTable(period_code=asked.period.code),
        lambda asked: load_people(period=asked.period, tree=asked.tree, agency_ids=_own(asked)),
    ),
    "lampiran": ExportedTable(
        "lampiran seluruh pegawai",
        _as_list,
        lambda _asked: AnnexTable(),
        lambda asked: load_people(period=asked.period, tree=asked.tree, agency_ids=_own(asked)),
    ),
    "evaluasi": ExportedTable(
        "evaluasi",
        _as_list,
        lambda _asked: EvaluationTable(),
        lambda asked: shown_evaluation_rows(period=asked.period, agency_ids=_own(asked)),
    ),
}
"""By the word in `/ekspor/<word>/…`."""


def _all(tree: AgencyTree) -> frozenset[int]:
    return frozenset(node.id for node in tree.nodes)


def _own(asked: Asked) -> frozenset[int] | None:
    """The unit of the address with its sub-units; without one the whole region for its readers, else what is
    administered.
    """
    if asked.agency_ids is not None or asked.actor.reads_region:
        return asked.agency_ids
    return asked.actor.admin_agency_ids
