"""The overview of a region: its perangkat daerah, each with its sub-units, in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from agencies.services.load_agency_tree import AgencyTree, Branch
from appraisal.documents.guideline import OrganisationPredicate
from appraisal.models import Evaluation, OrganisationRating, Period
from appraisal.period_codes import parse_period_code
from reports.documents.data_standing import caveat_of
from reports.documents.headlines import objections_line, region_headline
from reports.documents.overviews import RegionOverview
from reports.documents.region_parts import DataQuality, Movements, RegionGuideline
from reports.documents.summaries import AgencyLine, Counts, Share
from reports.services.overviews.load_figures import UnitFigures
from reports.services.overviews.load_history import History, compared_figures, load_history, trend_of


def load_region_overview(*, period: Period, evaluated: Iterable[Period], tree: AgencyTree) -> RegionOverview:
    """The region in a period. Units without anybody in the period are left out. Six queries."""
    history = load_history(period=period, evaluated=evaluated)
    branches = tree.main_branches()
    lines = lines_of(history, branches)
    total = history.of(history.figures[period.pk])
    label = parse_period_code(period.code).label
    figures = compared_figures(history)
    return RegionOverview(
        period_code=period.code,
        period_label=label,
        is_locked=period.is_locked,
        headline=region_headline(lines, total.means, label, figures.before_label, figures.caveat),
        figures=figures,
        counts=total.counts,
        means=total.means,
        units=lines,
        covered=_covered(lines),
        trend=trend_of(history, branches),
        guideline=_guideline(period, branches, lines, total.counts),
        quality=_quality(period, total),
        movements=Movements.of(lines, figures.before_label, label, figures.caveat),
        objections=objections_line(),
    )


def lines_of(history: History, branches: Iterable[Branch]) -> tuple[AgencyLine, ...]:
    """The table of units; those without anybody in the period are left out."""
    lines = (line_of(history, branch) for branch in branches)
    return tuple(line for line in lines if line.people)


def line_of(history: History, branch: Branch) -> AgencyLine:
    """A unit in the period, with its means of the period before."""
    figures = history.of(branch.agency_ids)
    before = history.of(branch.agency_ids, history.before).means if history.before else None
    former = history.standing(branch.agency_ids, history.before) if history.before else None
    caveat = caveat_of(history.standing(branch.agency_ids), former)
    node = branch.node
    return AgencyLine(node.name, node.code, figures.counts, figures.means, before, branch.is_alone, caveat)


def _covered(lines: Sequence[AgencyLine]) -> Share:
    """How many perangkat daerah lack nothing: the region's own unit, which stands alone above them, is none."""
    offices = [line for line in lines if not line.is_alone] or lines
    return Share(sum(line.is_complete for line in offices), len(offices))


def _guideline(
    period: Period, branches: Sequence[Branch], lines: Sequence[AgencyLine], counts: Counts
) -> RegionGuideline:
    """The ranges of the region's own predicate, else of the one that all units with people share. One query."""
    stored = OrganisationRating.objects.filter(period_id=period.pk, agency__in=[one.node.id for one in branches])
    rated = dict(stored.values_list("agency__code", "predicate"))
    own = next((rated[one.node.code] for one in branches if one.is_alone and one.node.code in rated), "")
    units = [line.code for line in lines if not line.is_alone]
    found = own or _shared(rated, units)
    share = Share(sum(code in rated for code in units), len(units))
    return RegionGuideline.of(OrganisationPredicate(found) if found else None, share, counts.predicates)


def _shared(rated: Mapping[str, str], codes: Sequence[str]) -> str:
    predicates = {rated.get(code, "") for code in codes}
    return predicates.pop() if len(predicates) == 1 else ""


def _quality(period: Period, total: UnitFigures) -> DataQuality:
    """One query: the rules and the moments of the evaluations in force."""
    in_force = Evaluation.objects.filter(period_id=period.pk, placement_kind="definitive").latest().order_by()
    columns = in_force.values_list("scheme__name", "scheme__number")
    rows = list(columns.annotate(Count("plan_id"), Min("created_at"), Max("created_at")).order_by("scheme__number"))
    return DataQuality(
        incomplete=total.incomplete,
        held_back=total.held_back,
        unplanned=len(total.unplanned),
        first=min((row[3] for row in rows), default=None),
        last=max((row[4] for row in rows), default=None),
        schemes=tuple((_("%(name)s (versi %(number)s)") % {"name": row[0], "number": row[1]}, row[2]) for row in rows),
    )
