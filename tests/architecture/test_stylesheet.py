"""The style sheets that browsers get: all parts, in order, small."""

import gzip

import pytest

from config.stylesheet import APP, COMMENT, DESK, RATING, SHEETS, joined_stylesheet

MOST_BYTES = {APP: 14_000, DESK: 8_000, RATING: 6_000}
"""Compressed. Every page pays for the first (12 KB with brotli), the pages of desk work and of raters for another."""
LONGEST_PART = 150


@pytest.mark.parametrize("name", SHEETS)
def test_it_fits_a_slow_network(name: str) -> None:
    assert len(gzip.compress(joined_stylesheet(name).read_bytes())) <= MOST_BYTES[name]


def test_it_begins_with_the_order_of_the_layers() -> None:
    assert joined_stylesheet().read_text(encoding="utf-8").startswith("@layer reset, tokens,")


@pytest.mark.parametrize("name", SHEETS)
def test_it_carries_no_comments(name: str) -> None:
    assert "/*" not in joined_stylesheet(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [DESK, RATING])
def test_what_some_pages_add_stays_in_its_layer(name: str) -> None:
    for part in SHEETS[name].glob("*.css"):
        rules = COMMENT.sub("", part.read_text(encoding="utf-8"))
        assert rules.startswith(("@layer", "@media")), part.name


def test_a_part_is_short() -> None:
    parts = [part for folder in SHEETS.values() for part in folder.glob("*.css")]
    lengths = {part.name: len(part.read_text(encoding="utf-8").splitlines()) for part in parts}
    assert {name: length for name, length in lengths.items() if length > LONGEST_PART} == {}
