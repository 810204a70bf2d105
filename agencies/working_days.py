"""Which days a region works: Monday to Friday, without national holidays, joint leave and the region's own free days.

National holidays and joint leave (cuti bersama, SKB 3 Menteri) come from the holiday library, which says of Islamic and
other moon dates that are not decreed yet that they are estimates, and knows joint leave only once it is decreed. A
region's own rows (`RegionalDay`) come before both: they free a day, or have it worked in spite of the list.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Self

import holidays
from django.utils.dates import WEEKDAYS

from agencies.models import RegionalDay

COUNTRY, LANGUAGE = "ID", "id"
ESTIMATE = "(perkiraan)"
"""What the library writes behind a name whose date is not decreed yet."""

SATURDAY = 5
ONE_DAY = datetime.timedelta(days=1)


class DayKind(StrEnum):
    """Why a day counts differently from its weekday."""

    NATIONAL = "national"
    JOINT_LEAVE = "joint_leave"
    REGIONAL = "regional"
    WORKED = "worked"


_CATEGORIES = {DayKind.NATIONAL: "public", DayKind.JOINT_LEAVE: "government"}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is free, or worked, whatever its weekday says; ``name`` marks an estimated date itself."""

    day: datetime.date
    name: str
    kind: DayKind

    @property
    def is_estimate(self) -> bool:
        """Whether the date is not decreed yet and may still move."""
        return ESTIMATE in self.name


class OutsideCalendarError(LookupError):
    """A day was asked that the loaded years do not hold."""


@lru_cache(maxsize=64)
def national_days(year: int) -> tuple[SpecialDay, ...]:
    """The national holidays and the joint leave of a year, in order; a day that is both is a holiday."""
    found: dict[datetime.date, SpecialDay] = {}
    for kind, category in _CATEGORIES.items():
        listed = holidays.country_holidays(COUNTRY, years=year, categories=(category,), language=LANGUAGE, expand=False)
        for day, name in listed.items():
            found.setdefault(day, SpecialDay(day, name, kind))
    return tuple(found[day] for day in sorted(found))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendar of the region in scope over whole years, both ends included."""

    first_year: int
    last_year: int
    special: Mapping[datetime.date, SpecialDay]

    @classmethod
    def load(cls, first_day: datetime.date, last_day: datetime.date) -> Self:
        """The years of both days and one more at either end, so that counting from them stays inside. One query."""
        first_year = max(first_day.year - 1, datetime.MINYEAR)
        last_year = min(last_day.year + 1, datetime.MAXYEAR)
        rows = RegionalDay.objects.filter(day__year__gte=first_year, day__year__lte=last_year)
        own = rows.values_list("day", "name", "is_worked")
        return cls.of(first_year, last_year, [regional_day(*row) for row in own])

    @classmethod
    def of(cls, first_year: int, last_year: int, own: list[SpecialDay]) -> Self:
        """The calendar of some years with these days of a region. No query."""
        special = {one.day: one for year in range(first_year, last_year + 1) for one in national_days(year)}
        return cls(first_year, last_year, {**special, **{one.day: one for one in own}})

    def with_day(self, changed: SpecialDay) -> Self:
        """This calendar if a day counted so."""
        return type(self)(self.first_year, self.last_year, {**self.special, changed.day: changed})

    def is_worked(self, day: datetime.date) -> bool:
        """Whether the region works on a day.

        Raises:
            OutsideCalendarError: the day is of no loaded year.
        """
        if not self.first_year <= day.year <= self.last_year:
            msg = f"{day:%Y-%m-%d} is outside the calendar of {self.first_year} to {self.last_year}"
            raise OutsideCalendarError(msg)
        special = self.special.get(day)
        return day.weekday() < SATURDAY if special is None else special.kind is DayKind.WORKED

    def name_of(self, day: datetime.date) -> str | None:
        """Why a day is free: its holiday, else its weekday; None of a day that is worked."""
        if self.is_worked(day):
            return None
        special = self.special.get(day)
        return str(WEEKDAYS[day.weekday()]) if special is None else special.name

    def after(self, day: datetime.date, number: int) -> datetime.date:
        """The so-manieth working day after a day; with 0 the day itself if it is worked, else the next one."""
        return self._counted(day, number, ONE_DAY)

    def before(self, day: datetime.date, number: int) -> datetime.date:
        """The so-manieth working day before a day; with 0 the day itself if it is worked, else the one before."""
        return self._counted(day, number, -ONE_DAY)

    def free_between(self, first_day: datetime.date, last_day: datetime.date) -> Iterator[SpecialDay]:
        """The special days that take a Monday to Friday away in a span, in order, both ends included."""
        for day in sorted(self.special):
            if first_day <= day <= last_day and day.weekday() < SATURDAY and not self.is_worked(day):
                yield self.special[day]

    def _counted(self, day: datetime.date, number: int, one: datetime.timedelta) -> datetime.date:
        if number == 0:
            while not self.is_worked(day):
                day += one
            return day
        left = number
        while left:
            day += one
            left -= self.is_worked(day)
        return day


def regional_day(day: datetime.date, name: str, is_worked: bool) -> SpecialDay:  # noqa: FBT001 - as a row says it
    """A row of the region as a day of its calendar."""
    return SpecialDay(day, name, DayKind.WORKED if is_worked else DayKind.REGIONAL)
