"""The mark of a predicate: a shape that is told apart without colour (WCAG 1.4.1), always beside its words."""

from collections.abc import Mapping

from markupsafe import Markup

from appraisal.charts.palette import LIGHT, PREDICATE_CODES
from appraisal.charts.svg import element
from appraisal.scoring.types import Predicate

SHAPES: Mapping[Predicate, str] = {
    Predicate.SANGAT_BAIK: "M8 .8 15.2 8 8 15.2.8 8z",
    Predicate.BAIK: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
    Predicate.BUTUH_PERBAIKAN: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.6v10.8A5.4 5.4 0 0 1 8 2.6z",
    Predicate.KURANG: "M.8 2.5h14.4L8 14.5z",
    Predicate.SANGAT_KURANG: "M2 2h12v12H2z",
}
"""Paths in a square of 16."""


def mark(predicate: Predicate) -> Markup:
    """The shape as an ornament of 14 pixels."""
    code = PREDICATE_CODES[predicate]
    path = element("path", fill_rule="evenodd", d=SHAPES[predicate])
    size = {"viewBox": "0 0 16 16", "width": "14", "height": "14"}
    # The colour stands on the frame, so that a tag's own colour can take its place.
    return element("svg", path, class_=f"mark {code}", fill=LIGHT[code], aria_hidden="true", focusable="false", **size)
