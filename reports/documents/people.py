"""People as rows of a file: the recap of domain 5.5, and who is missing. A figure stands only where it may."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class RowStatus(StrEnum):
    """Where somebody stands; the words of the contract's export (section 4), and one for who has no evaluation."""

    COMPLETE = "lengkap"
    INCOMPLETE = "belum_lengkap"
    FINAL = "final"
    UNPLANNED = "tanpa_skp"


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit as each of its people's rows names it, with the unit above it."""

    code: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """The figures of a complete evaluation that may be shown; ratings and predicate in the words of files."""

    result: Decimal
    behaviour: Decimal
    final: Decimal
    result_rating: str
    behaviour_rating: str
    predicate: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One evaluation in force, or one person without any (``tanpa_skp``), as the recap of domain 5.5 names it.

    ``figures`` is empty unless the evaluation is complete and not held back (docs/adr/0008). ``months`` holds the
    predicate of each month of a longer period by its code; ``rated_at`` is local time to the minute.
    """

    unit: ListedUnit
    nip: str
    name: str
    grade: str
    position: str
    position_kind: str
    placement_kind: str
    plan_from: datetime.date | None
    plan_until: datetime.date | None
    plan_state: str
    status: RowStatus
    figures: PersonFigures | None = None
    rater: str = ""
    rater_position: str = ""
    rated_at: str = ""
    months: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One thing that somebody's evaluation lacks, and who is awaited for it; for who has no plan, that."""

    unit: ListedUnit
    nip: str
    name: str
    position: str
    status: RowStatus
    lacks: str
    awaited: str
