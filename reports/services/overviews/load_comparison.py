"""Two periods side by side, of the region or of a unit with its sub-units, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from agencies.services.load_agency_tree import AgencyNode, AgencyTree, Branch
from appraisal.models import Evaluation, Period
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import Predicate
from appraisal.services.peers.sealed import HELD_BACK, with_held_back
from reports.documents.comparison import ComparedUnit, Comparison, Movements, Side, by_fall
from reports.services.overviews.load_figures import add_unplanned, load_evaluated
from reports.services.overviews.load_history import History, compared_figures, share_of

_RANKS: Mapping[str, int] = {predicate.value: -place for place, predicate in enumerate(Predicate)}
"""The better the higher; the predicates are declared best first."""


def load_comparison(*, before: Period, period: Period, tree: AgencyTree, node: AgencyNode | None = None) -> Comparison:
    """What moved from ``before`` to ``period``, of the region or of ``node``. Nine queries at most.

    Units without anybody in both periods are left out.
    """
    agency_ids = None if node is None else tree.with_sub_units(node.id)
    history = _history(before, period, agency_ids)
    branches = tree.main_branches() if node is None else tree.branches_of(node)
    units = [_unit(history, branch, tree) for branch in branches if _has_anybody(history, branch)]
    return Comparison(
        unit_name=node.name if node else "",
        unit_code=node.code if node else "",
        before=_side(history, before),
        now=_side(history, period),
        figures=compared_figures(history, agency_ids),
        units=by_fall(units),
        movements=load_movements(before=before, period=period, agency_ids=agency_ids),
    )


def load_movements(*, before: Period, period: Period, agency_ids: Collection[int] | None = None) -> Movements:
    """How many of the same people rose, stayed and fell. Two queries; three where peers count.

    What waits for peers and subordinates counts as incomplete (docs/adr/0008). Predicates are compared within one unit:
    what somebody got here says nothing beside what the same person got elsewhere. Who has several plans in a unit, or
    could be compared in several units, has no single predicate, and is not compared.
    """
    pair = [before.pk, period.pk]
    rows = Evaluation.objects.filter(period_id__in=pair, placement_kind="definitive", complete=True).latest()
    if agency_ids is not None:
        rows = rows.filter(agency_id__in=agency_ids)
    known: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    counted = with_held_back(rows, pair).exclude(HELD_BACK).order_by()
    columns = ("employee_id", "agency_id", "period_id", "predicate")
    for employee_id, agency_id, period_id, predicate in counted.values_list(*columns).iterator():
        known[employee_id][agency_id].append((pair.index(period_id), _RANKS[predicate]))
    return _movements(known.values())


def _movements(people: Collection[Mapping[int, list[tuple[int, int]]]]) -> Movements:
    rose = stayed = fell = 0
    for places in people:
        pairs = [found for found in map(sorted, places.values()) if [side for side, _rank in found] == [0, 1]]
        if len(pairs) != 1:
            continue
        [(_before, before), (_now, now)] = pairs[0]
        rose += now > before
        stayed += now == before
        fell += now < before
    return Movements(rose, stayed, fell, len(people) - rose - stayed - fell)


def _history(before: Period, period: Period, agency_ids: Collection[int] | None) -> History:
    """The figures of exactly these two periods, both with who is unplanned."""
    figures = load_evaluated(period_ids=[before.pk, period.pk], agency_ids=agency_ids)
    for one in (before, period):
        add_unplanned(figures[one.pk], period=one, agency_ids=agency_ids)
    return History(period, before, (), figures)


def _side(history: History, period: Period) -> Side:
    total = history.of(history.figures[period.pk], period)
    label = parse_period_code(period.code).label
    return Side(period.code, label, period.is_locked, total.counts, total.means)


def _unit(history: History, branch: Branch, tree: AgencyTree) -> ComparedUnit:
    now, before = history.of(branch.agency_ids), history.of(branch.agency_ids, history.before)
    return ComparedUnit(
        name=branch.node.name,
        code=branch.node.code,
        is_alone=branch.is_alone,
        has_sub_units=bool(tree.children_of(branch.node.id)) and not branch.is_alone,
        before=before.means,
        now=now.means,
        complete_before=share_of(before),
        complete_now=share_of(now),
    )


def _has_anybody(history: History, branch: Branch) -> bool:
    """In one of the two periods, evaluated or without a plan."""
    counts = (history.of(branch.agency_ids, period).counts for period in (history.before, history.period))
    return any(one.evaluated or one.unplanned for one in counts)
