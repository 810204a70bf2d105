"""Charts: each one function for page and PDF, from values to markup. No framework, no data access.

What every drawing keeps: colours as attributes beside a class (`palette`), no style and no script, a label for whoever
cannot see it, shapes and words beside every colour, and few nodes.
"""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from appraisal.charts.bullet import bullet
from appraisal.charts.distribution import distribution
from appraisal.charts.heat import heat
from appraisal.charts.levels import levels
from appraisal.charts.marks import mark
from appraisal.charts.overview import overview
from appraisal.charts.pairs import pairs
from appraisal.charts.points import points
from appraisal.charts.quadrant import quadrant
from appraisal.charts.slope import slope
from appraisal.charts.sparkline import sparkline

CHARTS: Mapping[str, Callable[..., Markup]] = {
    "chart_bullet": bullet,
    "chart_distribution": distribution,
    "chart_heat": heat,
    "chart_levels": levels,
    "chart_overview": overview,
    "chart_pairs": pairs,
    "chart_points": points,
    "chart_quadrant": quadrant,
    "chart_slope": slope,
    "chart_sparkline": sparkline,
    "predicate_mark": mark,
}
"""Every chart by the name under which templates call it."""
