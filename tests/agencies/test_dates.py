"""Days and times on the screen."""

import datetime

import pytest
from django.utils import timezone, translation

from agencies.dates import long_date, moment, zone_words

NOON_UTC = datetime.datetime(2026, 8, 21, 12, 5, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("language", "written"), [("id", "3 Agustus 2026"), ("en", "3 August 2026")])
def test_a_day_is_written_in_the_language_of_the_reader(language: str, written: str) -> None:
    with translation.override(language):
        assert long_date(datetime.date(2026, 8, 3)) == written


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "21 Agustus 2026 pukul 19.05 WIB"),
        ("Asia/Makassar", "21 Agustus 2026 pukul 20.05 WITA"),
        ("Asia/Jayapura", "21 Agustus 2026 pukul 21.05 WIT"),
    ],
)
def test_a_moment_is_told_in_the_time_of_the_region(zone: str, written: str) -> None:
    with timezone.override(zone):
        assert moment(NOON_UTC) == written


def test_the_day_of_a_moment_is_that_of_the_region() -> None:
    late_in_london = datetime.datetime(2026, 8, 21, 23, 5, tzinfo=datetime.UTC)
    with timezone.override("Asia/Makassar"):
        assert long_date(late_in_london) == "22 Agustus 2026"


@pytest.mark.parametrize(
    ("zone", "written"), [("Asia/Jakarta", "WIB (Asia/Jakarta)"), ("Asia/Makassar", "WITA (Asia/Makassar)")]
)
def test_a_zone_is_told_by_the_letters_that_people_use(zone: str, written: str) -> None:
    assert zone_words(zone) == written
