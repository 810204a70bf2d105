"""The two pages of the region's summary: what the screen shows, cut to the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from appraisal.charts.heat import HeatRow
from appraisal.charts.slope import MOST, SlopeLine, shortened
from reports.documents.imprint import Imprint, Signatory
from reports.documents.overviews import RegionOverview, Trend
from reports.documents.pages import page_html
from reports.documents.region_parts import MOST_IN_HEAT, TREND_BOUNDS
from reports.documents.summaries import AgencyLine

LETTERS_IN_HEAT = 39
LETTERS_IN_NEED = 72
LETTERS_IN_TABLE = 37
"""As wide as so many ordinary letters."""
MOST_IN_FULL = 16
"""So many units have room for names of two lines; with more, each has one line, and the annex has the whole name."""
LETTERS_IN_TITLE = 68
LINES_A_TITLE_LINE = 3
"""A line of the title takes the room of so many lines of the slope below it."""
ROWS_A_RULE = 2
"""A rule of the guideline that is not met takes the room of so many units by month."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A unit in the full table, under the name that has room there."""

    name: str
    line: AgencyLine


def region_html(overview: RegionOverview, signatory: Signatory, imprint: Imprint) -> str:
    """The summary of the region in a period. It names no employee but who signs."""
    trend = overview.trend.most_changed(MOST_IN_HEAT - ROWS_A_RULE * len(overview.guideline.unmet))
    context = {
        "overview": overview,
        "signatory": signatory,
        "trend": trend,
        "trend_rows": _heat_rows(trend),
        "trend_bounds": TREND_BOUNDS,
        "attention": [(shortened(one.name, LETTERS_IN_NEED), one.concerns) for one in overview.attention],
        "rows": _table_rows(overview.units),
        "moved": _moved(overview),
        "is_shortened": len(overview.units) > MOST_IN_FULL,
    }
    return page_html("region", imprint, context)


def _moved(overview: RegionOverview) -> tuple[SlopeLine, ...]:
    """The units of the slope: below a long table a title of several lines takes the place of the last ones."""
    moved = overview.movements
    if not moved.lines or len(overview.units) <= MOST_IN_FULL:
        return moved.lines
    return moved.lines[: MOST - LINES_A_TITLE_LINE * (len(moved.title) // LETTERS_IN_TITLE)]


def _heat_rows(trend: Trend) -> list[HeatRow]:
    return [HeatRow(shortened(unit.name, LETTERS_IN_HEAT), unit.values) for unit in trend.units]


def _table_rows(units: Sequence[AgencyLine]) -> list[TableRow]:
    if len(units) <= MOST_IN_FULL:
        return [TableRow(unit.name, unit) for unit in units]
    return [TableRow(shortened(unit.name, LETTERS_IN_TABLE), unit) for unit in units]
