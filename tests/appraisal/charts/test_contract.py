"""What every drawing keeps, so that a strict policy, a PDF, dark mode and a screen reader all can do with it (3.6)."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

from appraisal.charts.palette import LIGHT
from config.stylesheet import joined_stylesheet
from tests.appraisal.charts.drawings import DRAWN, LABEL, SVG, tree

PAPER = (Path(settings.BASE_DIR) / "reports" / "documents" / "print.css").read_text(encoding="utf-8")
STYLE_SHEET = joined_stylesheet().read_text(encoding="utf-8")
MOST_NODES = 40

each_chart = pytest.mark.parametrize("name", sorted(DRAWN))
each_svg = pytest.mark.parametrize("name", SVG)


def elements(name: str, label: str = LABEL) -> list[ElementTree.Element]:
    """All elements of a drawing, the frame first."""
    return list(tree(DRAWN[name](label)).iter())


@each_svg
def test_a_drawing_is_an_image_with_its_sentence_as_name(name: str) -> None:
    frame, title, *_rest = elements(name)
    assert (frame.get("role"), frame.get("aria-label")) == ("img", LABEL)
    assert (title.tag, title.text) == ("title", LABEL)


@each_chart
def test_nothing_in_it_needs_a_style_or_a_script(name: str) -> None:
    found = elements(name)
    allowed = {
        "svg",
        "title",
        "rect",
        "path",
        "text",
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
        "p",
        "br",
        "colgroup",
        "col",
    }
    assert {one.tag for one in found} <= allowed
    assert not [key for one in found for key in one.attrib if key == "style" or key.startswith("on")]


@each_svg
def test_each_colour_stands_as_attribute_and_as_class_of_the_same_token(name: str) -> None:
    for one in elements(name)[2:]:
        kind, _, token = one.get("class", "").partition("-")
        assert one.get("fill" if kind == "fill" else "stroke") == LIGHT[token]


@each_chart
def test_a_name_cannot_smuggle_markup_into_it(name: str) -> None:
    drawing = DRAWN[name]('"><script>alert(1)</script>&')
    assert "<script" not in drawing
    assert '""' not in drawing


@each_chart
def test_the_same_values_give_the_same_drawing(name: str) -> None:
    assert DRAWN[name](LABEL) == DRAWN[name](LABEL)


@each_chart
def test_every_colour_has_a_style(name: str) -> None:
    classes = {part for one in elements(name) for part in one.get("class", "").split()}
    coloured = {css for css in classes if re.match(r"fill-|edge-|heat-\d", css)}
    assert {css for css in coloured if f".{css} {{" not in STYLE_SHEET} == set()


@each_svg
def test_a_drawing_has_few_nodes(name: str) -> None:
    assert len(elements(name)) <= MOST_NODES


@pytest.mark.parametrize("name", ["chart_bullet", "chart_levels", "chart_sparkline"])
def test_what_stands_in_lists_is_small(name: str) -> None:
    assert len(elements(name)) <= 40
    assert len(DRAWN[name](LABEL)) <= 2_000


def test_an_ornament_beside_its_figure_is_hidden_from_screen_readers() -> None:
    frame = elements("chart_bullet", label="")[0]
    assert (frame.get("aria-hidden"), frame.get("role")) == ("true", None)


def test_the_palette_is_that_of_the_light_theme() -> None:
    tokens = dict(re.findall(r"--([a-z0-9-]+): var\(--light, (#[0-9A-F]{6})\)", STYLE_SHEET))
    assert {token: tokens[token] for token in LIGHT} == dict(LIGHT)


def test_the_tints_on_paper_are_those_of_the_palette() -> None:
    tints = {token: colour for token, colour in LIGHT.items() if token.startswith("heat-")}
    assert dict(re.findall(r"\.(heat-\d) \{ background: (#[0-9A-F]{6})", PAPER)) == tints
