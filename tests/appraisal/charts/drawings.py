"""Every chart once with ordinary values, and how tests look into a drawing."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple
from xml.etree import ElementTree

from markupsafe import Markup

from appraisal.charts import CHARTS
from appraisal.charts.bullet import bullet
from appraisal.charts.distribution import distribution
from appraisal.charts.heat import heat
from appraisal.charts.levels import levels
from appraisal.charts.overview import overview
from appraisal.charts.pairs import pairs
from appraisal.charts.points import points
from appraisal.charts.quadrant import quadrant
from appraisal.charts.slope import slope
from appraisal.charts.sparkline import sparkline
from appraisal.scoring.scheme import Bands
from appraisal.scoring.types import Predicate, Rating

BANDS = Bands(above=Decimal(110), expected=Decimal(90))
CAP = Decimal(120)
LABEL = "Kunjungan rumah: 70,00%"


class Part(NamedTuple):
    """A part of a score."""

    name: str
    earned: Decimal
    full: Decimal
    attainment: Decimal | None = None


PARTS = (
    Part("Jumlah pasien terlayani", Decimal("48.75"), Decimal("50.00"), Decimal("97.50")),
    Part("Kunjungan rumah ibu hamil", Decimal("21.00"), Decimal("30.00"), Decimal("70.00")),
    Part("Waktu tunggu rawat jalan", Decimal("20.10"), Decimal("20.00"), Decimal("100.50")),
)
COUNTS = dict(zip(Predicate, (3, 20, 5, 1, 1), strict=True))
GUIDE = {Predicate.SANGAT_BAIK: (0, 6), Predicate.BAIK: (18, 21)}
MONTHS = (Decimal("88.10"), None, Decimal("92.40"), Decimal("91.00"), None, Decimal("97.30"))

DRAWN: Mapping[str, Callable[[str], Markup]] = {
    "chart_bullet": lambda label: bullet(Decimal(70), BANDS, CAP, label),
    "chart_distribution": lambda label: distribution(COUNTS, label, GUIDE),
    "chart_heat": lambda label: heat([(label, (Decimal("88.10"), None))], ("Jan", "Feb"), label),
    "chart_levels": lambda label: levels(3, label),
    "chart_overview": lambda label: overview([part._replace(name=label) for part in PARTS], BANDS, CAP, label),
    "chart_pairs": lambda label: pairs(COUNTS, COUNTS, ("Jan", "Feb"), label),
    "chart_points": lambda label: points([part._replace(name=label) for part in PARTS], label),
    "chart_quadrant": lambda label: quadrant((Rating.ABOVE, Rating.EXPECTED), label),
    "chart_slope": lambda label: slope([(label, Decimal("88.10"), Decimal("91.00"))] * 12, ("Jan", "Feb"), label),
    "chart_sparkline": lambda label: sparkline(MONTHS, label, band=(Decimal(90), Decimal(110))),
}
assert set(DRAWN) == {name for name in CHARTS if name.startswith("chart_")}
SVG = sorted(set(DRAWN) - {"chart_heat", "chart_overview", "chart_quadrant"})
"""The others are tables."""


def tree(drawing: Markup) -> ElementTree.Element:
    """The drawing as a browser would see it; markup that does not close is an error."""
    return ElementTree.fromstring(drawing)  # noqa: S314 - our own


def shapes(drawing: Markup, css: str) -> list[ElementTree.Element]:
    """The elements of a class, in the order in which they are drawn."""
    return [one for one in tree(drawing).iter() if one.get("class") == css]


def texts(drawing: Markup) -> list[str]:
    """The words that stand in the drawing."""
    return [one.text or "" for one in tree(drawing).iter("text")]
