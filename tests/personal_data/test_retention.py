"""Whose retention is over."""

import datetime

import pytest
from django.conf import settings

from agencies.services.personal_data.find_departed import departed, retention_ends_for
from tests.cast import Cast
from tests.factories import a_placement, an_employee
from tests.personal_data.long_ago import TODAY

FIRST = datetime.date(2015, 1, 1)


@pytest.mark.parametrize(
    ("last_day", "is_over"),
    [(datetime.date(2021, 11, 22), True), (datetime.date(2021, 11, 23), False), (None, False)],
)
def test_retention_counts_from_the_last_day(kupang: Cast, last_day: datetime.date | None, is_over: bool) -> None:
    person = an_employee("Wiwin Astuti")
    a_placement(person, kupang.puskesmas, first_day=FIRST, last_day=last_day)
    assert departed(TODAY).filter(pk=person.pk).exists() is is_over


def test_a_later_placement_keeps_the_data(kupang: Cast) -> None:
    person = an_employee("Wiwin Astuti")
    a_placement(person, kupang.puskesmas, first_day=FIRST, last_day=datetime.date(2016, 1, 1))
    a_placement(person, kupang.dinas, first_day=datetime.date(2016, 1, 2))
    assert not departed(TODAY).exists()


def test_somebody_who_was_never_placed_is_not_among_them(kupang: Cast) -> None:
    an_employee("Wiwin Astuti")
    assert not departed(TODAY).exists()


def test_the_region_decides_how_many_years_but_never_less_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "RETENTION_YEARS", 10)
    assert retention_ends_for(TODAY) == datetime.date(2016, 11, 23)
    monkeypatch.setattr(settings, "RETENTION_YEARS", 0)
    assert retention_ends_for(datetime.date(2024, 2, 29)) == datetime.date(2023, 2, 28)
