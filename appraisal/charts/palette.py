"""The colours of every chart, and the only literal ones in Python: what paper gets, and browsers in the light theme.

A PDF reads colours from the attributes of a drawing alone; a browser takes them from the class beside, whose rule in
``62-charts.css`` names the token, so that the dark theme works. A test compares both with the tokens.
"""

from collections.abc import Mapping

from appraisal.scoring.types import Predicate

LIGHT: Mapping[str, str] = {
    "surface-2": "#ECEFF3",
    "text": "#17202A",
    "text-2": "#465364",
    "chart-line": "#74808E",
    "line": "#D5DAE1",
    "chart": "#0B57A4",
    "band-low": "#C9D0D9",
    "band-mid": "#DDE2E8",
    "band-high": "#ECEFF3",
    "sb": "#14457A",
    "b": "#3F7DB0",
    "bp": "#B98528",
    "k": "#A93A0B",
    "sk": "#47193E",
    "heat-1": "#F1F5F9",
    "heat-2": "#CFE0F0",
    "heat-3": "#93BBDD",
    "heat-4": "#3874A6",
    "heat-5": "#14457A",
}
"""By the name of the token."""

PREDICATE_CODES: Mapping[Predicate, str] = {
    Predicate.SANGAT_BAIK: "sb",
    Predicate.BAIK: "b",
    Predicate.BUTUH_PERBAIKAN: "bp",
    Predicate.KURANG: "k",
    Predicate.SANGAT_KURANG: "sk",
}
"""The token of a predicate's fill."""
