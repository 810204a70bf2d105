"""The one style sheet that browsers get: all parts, in order, small."""

import gzip

from config.stylesheet import PARTS, joined_stylesheet

MOST_BYTES = 14_000
"""Compressed; 12 KB with brotli."""
LONGEST_PART = 150


def test_it_fits_a_slow_network() -> None:
    assert len(gzip.compress(joined_stylesheet().read_bytes())) <= MOST_BYTES


def test_it_begins_with_the_order_of_the_layers() -> None:
    assert joined_stylesheet().read_text(encoding="utf-8").startswith("@layer reset, tokens,")


def test_it_carries_no_comments() -> None:
    assert "/*" not in joined_stylesheet().read_text(encoding="utf-8")


def test_a_part_is_short() -> None:
    lengths = {part.name: len(part.read_text(encoding="utf-8").splitlines()) for part in PARTS.glob("*.css")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_PART} == {}
