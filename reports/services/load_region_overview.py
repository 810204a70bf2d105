"""The overview of a region: its perangkat daerah, each with its sub-units, in a fixed number of queries."""

from collections.abc import Iterable

from agencies.services.load_agency_tree import AgencyTree, Branch
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from reports.documents.headlines import region_headline
from reports.documents.overviews import RegionOverview
from reports.documents.summaries import AgencyLine, Share
from reports.services.load_history import History, compared_figures, load_history, trend_of


def load_region_overview(*, period: Period, evaluated: Iterable[Period], tree: AgencyTree) -> RegionOverview:
    """The region in a period. Units without anybody in the period are left out. Four queries."""
    history = load_history(period=period, evaluated=evaluated)
    branches = tree.main_branches()
    lines = tuple(line for branch in branches if (line := line_of(history, branch)).complete.total)
    total = history.of(history.figures[period.pk])
    label = parse_period_code(period.code).label
    return RegionOverview(
        period_code=period.code,
        period_label=label,
        is_locked=period.is_locked,
        headline=region_headline(lines, total.means, label),
        figures=compared_figures(history),
        counts=total.counts,
        units=lines,
        covered=Share(sum(line.is_complete for line in lines), len(lines)),
        trend=trend_of(history, branches),
    )


def line_of(history: History, branch: Branch) -> AgencyLine:
    """A unit in the period, with its means of the period before."""
    figures = history.of(branch.agency_ids)
    before = history.of(branch.agency_ids, history.before).means if history.before else None
    node = branch.node
    return AgencyLine(node.name, node.code, figures.counts, figures.means, before, branch.is_alone)
