"""The contrast of every pair of colours that meet, computed from the tokens (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from config.stylesheet import all_styles

STYLE_SHEET = all_styles()
TOKEN = re.compile(r"--([a-z0-9-]+): var\(--light, (#[0-9A-F]{6})\) var\(--dark, (#[0-9A-F]{6})\);")
LIGHT = {name: light for name, light, _dark in TOKEN.findall(STYLE_SHEET)}
DARK = {name: dark for name, _light, dark in TOKEN.findall(STYLE_SHEET)}

GROUNDS = ("page", "surface", "surface-2")
TEXTS = ("text", "text-2", "text-3", "accent", "visited", "danger", "success", "warning")
PREDICATES = ("sb", "b", "bp", "k", "sk")
CHARTS = ("chart", "chart-2", "chart-line")
HEATS = ("1", "2", "3", "4", "5")

TEXT_PAIRS = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    *((f"{predicate}-text", f"{predicate}-tint") for predicate in PREDICATES),
    *((f"on-heat-{step}", f"heat-{step}") for step in HEATS),
    *((kind, f"{kind}-tint") for kind in ("success", "warning", "danger")),
    ("accent", "info-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-danger", "danger"),
    ("on-danger", "danger-strong"),
    ("on-bar", "bar"),
    ("page", "text"),
]
SHAPE_PAIRS = [
    *((predicate, ground) for predicate in PREDICATES for ground in ("page", "surface")),
    *(("control", ground) for ground in GROUNDS),
    *((mark, f"band-{band}") for mark in ("chart", "text") for band in ("low", "mid", "high")),
    *((mark, "page") for mark in CHARTS),
    ("accent", "page"),
]
THEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_largest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme: str, front: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast(tokens[front], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), SHAPE_PAIRS)
def test_shapes_and_borders_can_be_seen(theme: str, front: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast(tokens[front], tokens[ground]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_running_text_is_far_above_the_minimum(theme: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast(tokens["text"], tokens[ground]) >= 7
