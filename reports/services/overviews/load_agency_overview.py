"""The overview of an agency with its sub-units, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from functools import reduce

from agencies.name_order import sort_key
from agencies.services.load_agency_tree import AgencyNode, AgencyTree, Branch
from appraisal.models import Period
from appraisal.period_codes import parse_period_code
from reports.documents.headlines import agency_headline
from reports.documents.overviews import AgencyOverview, UnitProgress
from reports.documents.summaries import Share
from reports.services.overviews.load_history import History, compared_figures, load_history, trend_of
from reports.services.overviews.load_indicator_means import load_indicator_means
from reports.services.overviews.load_region_overview import line_of
from reports.services.overviews.load_schemes import load_schemes
from reports.services.overviews.load_spread import load_spread
from reports.services.overviews.load_waiting import Progress, evaluations_in_force, load_waiting, progress_by_agency

SHOWN_INDICATORS = 20
SHOWN_UNPLANNED = 50


def load_agency_overview(
    *, period: Period, evaluated: Iterable[Period], tree: AgencyTree, node: AgencyNode, is_alone: bool = False
) -> AgencyOverview:
    """The agency in a period; of its sub-units those are left out that have nobody in it. Seventeen queries.

    ``is_alone``: of exactly that agency, without the people of its sub-units.
    """
    by_itself, *below = tree.branches_of(node)
    whole = by_itself if is_alone else Branch(node, tree.with_sub_units(node.id))
    history = load_history(period=period, evaluated=evaluated, agency_ids=whole.agency_ids)
    schemes = load_schemes()
    evaluations = evaluations_in_force(period, whole.agency_ids, schemes.with_attendance)
    progress = progress_by_agency(evaluations)
    total = _progress_of(history, whole, progress)
    waiting = load_waiting(period, evaluations, _sum_of(whole, progress))
    indicators = load_indicator_means(period=period, agency_ids=whole.agency_ids)
    units = [_progress_of(history, branch, progress) for branch in (by_itself, *([] if is_alone else below))]
    return AgencyOverview(
        name=node.name,
        code=node.code,
        period_code=period.code,
        period_label=parse_period_code(period.code).label,
        is_locked=period.is_locked,
        headline=agency_headline(total.line.complete, waiting, total.line.counts.unplanned, total.line.means),
        figures=compared_figures(history, whole.agency_ids),
        counts=total.line.counts,
        means=total.line.means,
        units=tuple(unit for unit in units if unit.line.people),
        total=total,
        waiting=waiting,
        unplanned=_unplanned(history, whole),
        indicators=indicators[:SHOWN_INDICATORS],
        indicators_total=len(indicators),
        scheme=schemes.of([node.id, *(unit.id for unit in tree.above(node))], period.last_day),
        trend=trend_of(history, [whole]),
        spread=load_spread(period=period, agency_code=node.code),
    )


def _progress_of(history: History, branch: Branch, progress: Mapping[int, Progress]) -> UnitProgress:
    done = _sum_of(branch, progress)
    return UnitProgress(
        line=line_of(history, branch),
        reported=Share(done.reported, done.evaluated),
        rated=Share(done.rated, done.evaluated),
    )


def _sum_of(branch: Branch, progress: Mapping[int, Progress]) -> Progress:
    return reduce(Progress.plus, (progress[pk] for pk in branch.agency_ids if pk in progress), Progress())


def _unplanned(history: History, branch: Branch) -> tuple[tuple[str, str], ...]:
    people = sorted(history.of(branch.agency_ids).unplanned.values(), key=lambda one: (sort_key(one.name), one.nip))
    return tuple((one.name, one.nip) for one in people[:SHOWN_UNPLANNED])
