"""The official form of a plan (SKP) with its annexes, as values (PermenPANRB 6/2022; domain 5.1). Nothing here asks."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from reports.documents.spans import long_span


class FormKind(StrEnum):
    """The three layouts: for high leaders (JPT), and for staff by approach."""

    HIGH_LEADER = "jpt"
    QUANTITATIVE = "kuantitatif"
    QUALITATIVE = "kualitatif"


@dataclass(frozen=True, slots=True)
class FormPerson:
    """Somebody whom an official form names. Empty texts are printed as a dash; a name that is not known, as the
    regional head's may be, is left free to be written by hand.
    """

    name: str
    nip: str
    grade: str
    position: str
    unit: str

    def signing(self, title: str = "") -> "SigningPerson":
        """The same one below a signature; ``title`` stands above it."""
        return SigningPerson(title, self.name, self.nip or None, self.position)


@dataclass(frozen=True, slots=True)
class SigningPerson:
    """Who signs an official form. Whoever has no NIP (None) is told by the post below the name."""

    title: str
    name: str
    nip: str | None
    post: str


MOST_LINES_TOGETHER = 20
"""So many lines of a table stay on one sheet; a row of more breaks where the sheet ends, since it may fit on none."""


def lines_of(*texts: str, width: int) -> int:
    """About how many lines some paragraphs fill in a column of so many letters."""
    return sum(-(-max(1, len(text)) // width) for text in texts)


@dataclass(frozen=True, slots=True)
class FormItem:
    """An indicator with its aspect, the target of the year with its unit, and the months told short."""

    aspect: str
    indicator: str
    target: str
    months: str
    measure: str
    weight: str


@dataclass(frozen=True, slots=True)
class FormResult:
    """A planned result with the superior's result that it supports."""

    supports: str
    text: str
    perspective: str
    items: tuple[FormItem, ...]

    @property
    def is_short(self) -> bool:
        """Whether it stays on one sheet."""
        rows = sum(
            max(lines_of(one.indicator, one.measure, width=25), lines_of(one.target, one.months, width=30))
            for one in self.items
        )
        return max(rows, lines_of(self.text, width=25), lines_of(self.supports, width=25)) <= MOST_LINES_TOGETHER


@dataclass(frozen=True, slots=True)
class FormValue:
    """A core value with its guides and the leader's special expectation."""

    name: str
    guides: tuple[str, ...]
    expectation: str

    @property
    def is_short(self) -> bool:
        """Whether it stays on one sheet."""
        return lines_of(self.expectation, width=40) <= MOST_LINES_TOGETHER


@dataclass(frozen=True, slots=True)
class PlanForm:
    """Everything that the form says. ``status`` is empty once both have agreed; ``number`` names version and plan."""

    kind: FormKind
    year: int
    first_day: datetime.date
    last_day: datetime.date
    agency: str
    number: str
    status: str
    addendum: str
    employee: FormPerson
    supervisor: FormPerson
    main: tuple[FormResult, ...]
    additional: tuple[FormResult, ...]
    values: tuple[FormValue, ...]
    annexes: tuple[tuple[str, tuple[str, ...]], ...]
    place: str
    agreed_on: datetime.date | None

    @property
    def days(self) -> str:
        """`1 Januari s.d. 31 Desember 2026`."""
        return long_span(self.first_day, self.last_day)
