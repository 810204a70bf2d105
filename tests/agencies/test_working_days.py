"""Working days: the national list of 2026, its estimates, the days of a region, and counting over year ends."""

from datetime import date

import pytest

from agencies.models import RegionalDay
from agencies.tenancy.scope import region_scope
from agencies.working_days import DayKind, OutsideCalendarError, WorkingDays, national_days
from tests.cast import Cast, cast_of_kupang

HOLIDAYS_2026 = "1-1 1-16 2-17 3-19 3-21 3-22 4-3 4-5 5-1 5-14 5-27 5-31 6-1 6-16 8-17 8-25 12-25"
JOINT_LEAVE_2026 = "2-16 3-18 3-20 3-23 3-24 5-15 5-28 12-24"


def days(listed: str, year: int = 2026) -> list[date]:
    """`1-16` as a date, one after the other."""
    return [date(year, *map(int, one.split("-"))) for one in listed.split()]


def a_regional_day(cast: Cast, day: date, name: str = "Hari Jadi Kota Kupang", *, is_worked: bool = False) -> None:
    """A day that the region counts differently."""
    RegionalDay.objects.create(day=day, name=name, is_worked=is_worked, decided_by=cast.region_admin)


def of_2026() -> WorkingDays:
    """The calendar of the region in scope around 2026."""
    return WorkingDays.load(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("kind", "listed"), [(DayKind.NATIONAL, HOLIDAYS_2026), (DayKind.JOINT_LEAVE, JOINT_LEAVE_2026)]
)
def test_the_days_of_2026_are_those_of_the_joint_decree(kind: DayKind, listed: str) -> None:
    assert [one.day for one in national_days(2026) if one.kind is kind] == days(listed)


@pytest.mark.parametrize("day", days(f"{HOLIDAYS_2026} {JOINT_LEAVE_2026}"))
def test_a_national_day_is_free_and_says_why(kupang: Cast, day: date) -> None:
    calendar = of_2026()
    assert not calendar.is_worked(day)
    assert calendar.name_of(day) == calendar.special[day].name


def test_2026_has_as_many_working_days_as_its_weekdays_leave(kupang: Cast) -> None:
    calendar = of_2026()
    year = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    free_weekdays = [day for day in days(f"{HOLIDAYS_2026} {JOINT_LEAVE_2026}") if day.weekday() < 5]
    assert sum(map(calendar.is_worked, year)) == 261 - len(free_weekdays)


def test_a_weekend_says_its_name(kupang: Cast) -> None:
    calendar = of_2026()
    assert calendar.name_of(date(2026, 1, 3)) == "Sabtu"
    assert calendar.name_of(date(2026, 1, 4)) == "Minggu"
    assert calendar.name_of(date(2026, 1, 5)) is None


def test_a_holiday_on_a_sunday_is_named_as_the_holiday(kupang: Cast) -> None:
    assert of_2026().name_of(date(2026, 4, 5)) == "Kebangkitan Yesus Kristus"


def test_dates_that_are_not_decreed_say_so() -> None:
    estimates = {one.day: one.name for one in national_days(2027) if one.is_estimate}
    assert estimates[date(2027, 3, 10)] == "Hari Raya Idul Fitri (perkiraan)"
    assert not any(one.is_estimate for one in national_days(2026))


def test_counting_goes_over_the_end_of_a_year(kupang: Cast) -> None:
    calendar = of_2026()
    assert calendar.after(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert calendar.after(date(2025, 12, 31), 3) == date(2026, 1, 6)
    assert calendar.before(date(2026, 1, 1), 1) == date(2025, 12, 31)


def test_zero_is_the_day_itself_or_the_nearest_worked_one(kupang: Cast) -> None:
    calendar = of_2026()
    assert calendar.after(date(2026, 1, 31), 0) == date(2026, 2, 2)
    assert calendar.before(date(2026, 1, 31), 0) == date(2026, 1, 30)
    assert calendar.after(date(2026, 1, 30), 0) == calendar.before(date(2026, 1, 30), 0) == date(2026, 1, 30)


def test_a_leap_day_is_worked_and_counted(kupang: Cast) -> None:
    calendar = WorkingDays.load(date(2028, 2, 1), date(2028, 2, 29))
    assert calendar.is_worked(date(2028, 2, 29))
    assert calendar.after(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert calendar.before(date(2028, 3, 1), 1) == date(2028, 2, 29)


def test_idulfitri_and_its_joint_leave_are_stepped_over(kupang: Cast) -> None:
    assert of_2026().after(date(2026, 3, 17), 1) == date(2026, 3, 25)


def test_a_region_frees_a_day_of_its_own(kupang: Cast) -> None:
    a_regional_day(kupang, date(2026, 4, 23))
    calendar = of_2026()
    assert calendar.name_of(date(2026, 4, 23)) == "Hari Jadi Kota Kupang"
    assert calendar.after(date(2026, 4, 22), 1) == date(2026, 4, 24)


def test_a_region_works_on_a_national_day(kupang: Cast) -> None:
    a_regional_day(kupang, date(2026, 12, 24), "Pelayanan akhir tahun", is_worked=True)
    calendar = of_2026()
    assert calendar.is_worked(date(2026, 12, 24))
    assert calendar.name_of(date(2026, 12, 24)) is None
    assert calendar.after(date(2026, 12, 23), 1) == date(2026, 12, 24)


def test_a_day_of_another_region_frees_nobody(bandung: Cast) -> None:
    kupang = cast_of_kupang()
    with region_scope(bandung.region.pk):
        a_regional_day(bandung, date(2026, 9, 25), "Hari Jadi Kota Bandung")
    with region_scope(kupang.region.pk):
        assert of_2026().is_worked(date(2026, 9, 25))


def test_only_days_taken_from_the_week_are_free_in_between(kupang: Cast) -> None:
    a_regional_day(kupang, date(2026, 4, 25), "Sabtu yang dirayakan")
    found = of_2026().free_between(date(2026, 4, 1), date(2026, 4, 30))
    assert [one.name for one in found] == ["Wafat Yesus Kristus"]


def test_a_day_outside_the_loaded_years_is_refused(kupang: Cast) -> None:
    with pytest.raises(OutsideCalendarError):
        of_2026().is_worked(date(2028, 1, 1))
