"""The table of units of the region's overview, and nothing around it: what is exported is what the screen shows."""

from collections.abc import Iterable

from agencies.services.load_agency_tree import AgencyTree
from appraisal.models import Period
from reports.documents.summaries import AgencyLine
from reports.services.overviews.load_history import load_history
from reports.services.overviews.load_region_overview import lines_of


def load_unit_lines(*, period: Period, evaluated: Iterable[Period], tree: AgencyTree) -> tuple[AgencyLine, ...]:
    """The perangkat daerah, each with its sub-units; those without anybody in the period are left out."""
    return lines_of(load_history(period=period, evaluated=evaluated), tree.main_branches())
