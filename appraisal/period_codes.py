"""Period codes: what `2026-01`, `2026-Q1`, `2026-S1` and `2026` say (contract 1). No Django.

Models, services and views alike read them here, so that a code means the same days everywhere.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

from appraisal.scoring.language import say
from appraisal.scoring.wording import month_name

Kind = Literal["month", "quarter", "semester", "year"]

EARLIEST_YEAR = 1900
"""As in the files: a year before it is a slip of the pen."""

_MONTHS_IN: dict[Kind, int] = {"month": 1, "quarter": 3, "semester": 6}
_ORDINALS = ("I", "II", "III", "IV")
_CODE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|S(?P<semester>[12])))?", re.IGNORECASE
)


class PeriodCodeError(ValueError):
    """The text is no period code; the message is an Indonesian sentence that names the four notations."""


class PeriodSpan(NamedTuple):
    """A period by its code: its kind and its months, all of one year."""

    code: str
    kind: Kind
    year: int
    first_month: int
    last_month: int

    @property
    def first_day(self) -> date:
        """The first day of its first month."""
        return date(self.year, self.first_month, 1)

    @property
    def last_day(self) -> date:
        """The last day of its last month."""
        return date(self.year, self.last_month, monthrange(self.year, self.last_month)[1])

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.first_day, self.last_day

    @property
    def months(self) -> tuple[int, ...]:
        """The numbers of its months, 1 to 12."""
        return tuple(range(self.first_month, self.last_month + 1))

    @property
    def month_codes(self) -> tuple[str, ...]:
        """The codes of its months; of a month its own."""
        return tuple(f"{self.year:04}-{month:02}" for month in self.months)

    @property
    def label(self) -> str:
        """As people say it: `Januari 2026`, `Triwulan I 2026`, `Semester II 2026`, `Tahun 2026`."""
        names: dict[Kind, str] = {
            "month": month_name(self.first_month),
            "quarter": say("Triwulan {ordinal}", ordinal=_ORDINALS[(self.first_month - 1) // 3]),
            "semester": say("Semester {ordinal}", ordinal=_ORDINALS[(self.first_month - 1) // 6]),
            "year": say("Tahun"),
        }
        return f"{names[self.kind]} {self.year}"


def parse_period_code(text: str) -> PeriodSpan:
    """The period that a code names; small letters and outer spaces are taken too.

    Raises:
        PeriodCodeError: it is none of the four notations.
    """
    match = _CODE.fullmatch(text.strip())
    if match is None or int(match["year"]) < EARLIEST_YEAR:
        hint = "Tulis bulan 2026-01, triwulan 2026-Q1, semester 2026-S1 atau tahun 2026."
        msg = f'Periode "{text}" tidak dikenal. {hint}'
        raise PeriodCodeError(msg)
    code, year = match[0].upper(), int(match["year"])
    for kind, length in _MONTHS_IN.items():
        if match[kind]:
            last = int(match[kind]) * length
            return PeriodSpan(code, kind, year, last - length + 1, last)
    return PeriodSpan(code, "year", year, 1, 12)


def month_code(day: date) -> str:
    """The code of the month that a day belongs to."""
    return f"{day.year:04}-{day.month:02}"
