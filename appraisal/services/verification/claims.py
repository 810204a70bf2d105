"""A reported month as its verifier sees it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from agencies.name_order import sort_key
from appraisal.models import ActualState, Verification
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import Target
from appraisal.services.evidence.find_evidence import ShownEvidence


class FlagKind(StrEnum):
    """What makes a claim worth a look before it is accepted. None of them forbids it."""

    NO_EVIDENCE = "no_evidence"
    IMPLAUSIBLE = "implausible"
    TWIN = "twin"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Flag:
    """``short`` fits a tag, ``sentence`` says it in full."""

    kind: FlagKind
    short: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The last thing that was said of a claim."""

    outcome: Verification.Outcome
    reason: str
    by: str
    by_id: int
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """An actual with its plan item, its rater and what is remarkable about it.

    ``actual_id`` is 0 for a month of which nothing was reported. ``version`` names the state that was seen; ``locked``
    is the sentence of the lock, empty while the month is open. ``rater_id`` is the rater of record, ``rater`` the
    name. ``attainment`` is that of the month alone, in percent, nothing where it cannot be computed.
    """

    actual_id: int
    employee_id: int
    name: str
    nip: str
    plan_id: int
    agency_id: int
    position: str
    rater_id: int | None
    rater: str
    superior_id: int | None
    indicator_id: int
    indicator: str
    unit: str
    month: datetime.date
    value: Decimal | None
    state: str
    note: str
    version: str
    target: Target | None
    attainment: Decimal | None
    earlier: tuple[tuple[datetime.date, Decimal], ...]
    evidence: tuple[ShownEvidence, ...]
    flags: tuple[Flag, ...]
    decision: Decision | None
    locked: str

    @property
    def place(self) -> tuple[datetime.date, str, str, str]:
        """Where it stands in lists: by month, name and indicator."""
        return self.month, sort_key(self.name), self.nip, self.indicator

    @property
    def code(self) -> str:
        """The month as a period code."""
        return f"{self.month:%Y-%m}"

    @property
    def month_label(self) -> str:
        """`November 2026`."""
        return parse_period_code(self.code).label

    @property
    def waits(self) -> bool:
        """Whether the verifier has not said anything of it yet."""
        return self.state == "reported" and bool(self.actual_id)

    @property
    def is_plain(self) -> bool:
        """Whether nothing about it asks for a look: no flag, and no note of the employee."""
        return self.waits and not self.flags and not self.note

    @property
    def was_returned(self) -> str:
        """Why it was returned before it was given again; empty where it was not."""
        last = self.decision
        return last.reason if last is not None and last.outcome == Verification.Outcome.RETURNED and self.waits else ""

    @property
    def may_take_back(self) -> bool:
        """Whether there is a decision in force that can be taken back: not where a file said something else since."""
        last = self.decision
        return not self.locked and last is not None and _STATES.get(last.outcome) == self.state


_STATES = {
    Verification.Outcome.ACCEPTED: ActualState.VERIFIED,
    Verification.Outcome.RETURNED: ActualState.RETURNED,
    Verification.Outcome.NOT_APPLICABLE: ActualState.NOT_APPLICABLE,
}
"""What a decision makes of an actual."""
