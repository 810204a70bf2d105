"""The official form of a plan (SKP) with its annexes, as values (PermenPANRB 6/2022; domain 5.1). Nothing here asks."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class FormKind(StrEnum):
    """The three layouts: for high leaders (JPT), and for staff by approach."""

    HIGH_LEADER = "jpt"
    QUANTITATIVE = "kuantitatif"
    QUALITATIVE = "kualitatif"


@dataclass(frozen=True, slots=True)
class FormPerson:
    """One of the two columns at the top. Empty texts are printed as a dash."""

    name: str
    nip: str
    grade: str
    position: str
    unit: str


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


@dataclass(frozen=True, slots=True)
class FormValue:
    """A core value with its guides and the leader's special expectation."""

    name: str
    guides: tuple[str, ...]
    expectation: str


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
    supervisor: FormPerson | None
    main: tuple[FormResult, ...]
    additional: tuple[FormResult, ...]
    values: tuple[FormValue, ...]
    annexes: tuple[tuple[str, tuple[str, ...]], ...]
    place: str
    agreed_on: datetime.date | None
