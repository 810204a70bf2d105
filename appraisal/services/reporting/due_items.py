"""What is due of a person in a month, as screens say it: prepared, without a query left to ask."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from appraisal.scoring.rounding import sum_of
from appraisal.scoring.types import ItemKind, Pattern, Target
from appraisal.scoring.wording import month_name, number, target_text
from appraisal.services.evaluation.load_sheets import LoadedPlan
from appraisal.services.exclusions.find_exclusions import Excluded
from appraisal.services.reporting.find_month import ReportMonth

UNREPORTED_VERSION = "belum"


class ReportState(StrEnum):
    """Where an item of a month stands, for its author."""

    UNREPORTED = "unreported"
    REPORTED = "reported"
    VERIFIED = "verified"
    RETURNED = "returned"
    NOT_APPLICABLE = "not_applicable"


class Measured(NamedTuple):
    """What an indicator says in the month: the words of the version that counts."""

    indicator_id: int
    name: str
    unit: str
    definition: str
    formula: str
    source: str
    publisher: str


class Decided(NamedTuple):
    """The last decision on an actual: who, when, and the reason where one was given."""

    name: str
    at: datetime.datetime
    reason: str


class Stored(NamedTuple):
    """An actual as it is stored."""

    actual_id: int
    value: Decimal | None
    state: ReportState
    note: str

    @property
    def version(self) -> str:
        """A digest: another one says that somebody changed the actual meanwhile."""
        value = None if self.value is None else self.value.normalize()
        return sha256(repr((value, str(self.state), self.note)).encode()).hexdigest()[:16]


class Earlier(NamedTuple):
    """An earlier month of the year: what was planned, and what was reported and counts."""

    month: int
    target: Target | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class DueItem:
    """An indicator that is due of a person in a month. ``key`` is its name in the sheets of the engine.

    ``rater`` is who verifies; empty means the regional head. ``evidence`` are the keys of the files attached.
    """

    key: str
    measured: Measured
    kind: ItemKind
    pattern: Pattern
    weight: Decimal | None
    target: Target | None
    stored: Stored | None
    decided: Decided | None
    earlier: tuple[Earlier, ...]
    rater: str
    evidence: frozenset[UUID]

    @property
    def indicator_id(self) -> int:
        """The number of the indicator in addresses."""
        return self.measured.indicator_id

    @property
    def name(self) -> str:
        """What is measured."""
        return self.measured.name

    @property
    def unit(self) -> str:
        """In what."""
        return self.measured.unit

    @property
    def state(self) -> ReportState:
        """Where it stands."""
        return self.stored.state if self.stored else ReportState.UNREPORTED

    @property
    def value(self) -> Decimal | None:
        """The reported value, also while it is returned."""
        return self.stored.value if self.stored else None

    @property
    def note(self) -> str:
        """The author's note; of a month that was declared not applicable the reason."""
        return self.stored.note if self.stored else ""

    @property
    def version(self) -> str:
        """What a form carries, so that it never overwrites unseen."""
        if self.stored is None:
            return UNREPORTED_VERSION
        seen = self.stored.version, *sorted(str(key) for key in self.evidence)
        return sha256(repr(seen).encode()).hexdigest()[:16]

    @property
    def is_done(self) -> bool:
        """Whether nothing is waited for from its author."""
        return self.state not in {ReportState.UNREPORTED, ReportState.RETURNED}

    @property
    def is_additional(self) -> bool:
        """Whether it is an additional task, which needs no target."""
        return self.kind is ItemKind.ADDITIONAL

    @property
    def can_add(self) -> bool:
        """Whether an amount may be added to what is reported: of a count that has some."""
        return self.pattern is Pattern.COUNT and self.value is not None and self.state is not ReportState.NOT_APPLICABLE

    @property
    def verifier(self) -> str:
        """Who verifies, as a sentence names them."""
        return self.rater or _("kepala daerah")

    @property
    def target_words(self) -> str:
        """`20 orang`; an additional task has none."""
        return f"{target_text(self.target)} {self.unit}" if self.target else ""

    @property
    def earlier_words(self) -> str:
        """What earlier months of the year say: a count its sum, anything else the latest; empty without any."""
        if not self.earlier:
            return ""
        if self.pattern is not Pattern.COUNT:
            latest = self.earlier[-1]
            values = {"month": month_name(latest.month), "value": f"{number(latest.value)} {self.unit}"}
            if latest.target is None:
                return _("Terakhir, %(month)s: %(value)s.") % values
            values["target"] = target_text(latest.target)
            return _("Terakhir, %(month)s: %(value)s, target %(target)s.") % values
        first, last = month_name(self.earlier[0].month), month_name(self.earlier[-1].month)
        months = first if len(self.earlier) == 1 else _("%(first)s s.d. %(last)s") % {"first": first, "last": last}
        values = {"months": months, "value": number(sum_of([one.value for one in self.earlier]))}
        lows = [one.target.low for one in self.earlier if one.target is not None and one.target.high is None]
        if len(lows) < len(self.earlier):
            return _("%(months)s: %(value)s %(unit)s.") % {**values, "unit": self.unit}
        return _("%(months)s: %(value)s dari target %(target)s %(unit)s.") % {
            **values,
            "target": number(sum_of(lows)),
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class MonthReport:
    """Everything due of a person in a month. ``plans`` are what the engine scores the month from.

    ``problem`` says why nothing can be said (no scheme); ``has_plan`` whether any plan of that year is agreed.
    """

    employee_id: int
    nip: str
    month: ReportMonth
    items: tuple[DueItem, ...]
    plans: tuple[LoadedPlan, ...]
    excluded: Excluded | None
    has_plan: bool
    problem: str = ""

    @property
    def done(self) -> int:
        """How many items wait for nothing from their author."""
        return sum(item.is_done for item in self.items)

    @property
    def waiting_first(self) -> tuple[DueItem, ...]:
        """The items with those first that wait for their author, each part in the order of the plan."""
        return tuple(sorted(self.items, key=lambda item: item.is_done))

    def item(self, indicator_id: int) -> DueItem | None:
        """The item of an indicator, where it is due."""
        return next((item for item in self.items if item.indicator_id == indicator_id), None)
