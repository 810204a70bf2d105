"""Days and amounts as official paper writes them."""

import datetime

import pytest

from reports.documents.spans import in_unit, long_span


@pytest.mark.parametrize(
    ("first_day", "last_day", "written"),
    [
        ((2026, 11, 1), (2026, 11, 30), "1 s.d. 30 November 2026"),
        ((2026, 1, 1), (2026, 12, 31), "1 Januari s.d. 31 Desember 2026"),
        ((2025, 12, 1), (2026, 1, 31), "1 Desember 2025 s.d. 31 Januari 2026"),
    ],
)
def test_what_two_days_share_stands_once(
    first_day: tuple[int, int, int], last_day: tuple[int, int, int], written: str
) -> None:
    assert long_span(datetime.date(*first_day), datetime.date(*last_day)) == written


@pytest.mark.parametrize(("unit", "written"), [("%", "98%"), ("orang", "98 orang"), ("", "98")])
def test_a_percent_sign_stands_at_its_figure(unit: str, written: str) -> None:
    assert in_unit("98", unit) == written
