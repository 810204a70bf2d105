"""The frame of every page: the region, the person, and only the places that the person may go to."""

import re

import pytest

from tests.cast import Cast
from tests.visitors import page, visitor

PLACE = re.compile(r'<li><a href="([^"]+)"( aria-current="page")?>')


@pytest.mark.parametrize(
    ("who", "address", "places"),
    [
        ("budi", "/kinerja/", ["/kinerja/"]),
        ("sari", "/kinerja/", ["/kinerja/", "/evaluasi/"]),
        ("region_admin", "/evaluasi/", ["/evaluasi/"]),
        ("agency_admin", "/evaluasi/", ["/evaluasi/"]),
    ],
)
def test_everybody_is_offered_the_own_places(kupang: Cast, who: str, address: str, places: list[str]) -> None:
    text = page(visitor(getattr(kupang, who)), address)
    assert [place for place, _is_here in PLACE.findall(text)] == places


def test_the_place_where_one_is_is_marked(kupang: Cast) -> None:
    text = page(visitor(kupang.sari), "/evaluasi/")
    assert [bool(is_here) for _place, is_here in PLACE.findall(text)] == [False, True]


def test_the_frame_names_region_and_person(kupang: Cast) -> None:
    text = page(visitor(kupang.budi), "/kinerja/")
    assert "Kota Kupang</span>" in text
    assert "Budi Santoso</span>" in text
    assert re.search(r"Data per \d+ \w+ \d{4} pukul \d\d\.\d\d WITA\.", text)
