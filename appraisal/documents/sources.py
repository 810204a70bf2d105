"""Where the figures of a plan item come from: what was reported for each month, who looked at it, and the evidence."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from appraisal.scoring.wording import month_name


class ReportState(StrEnum):
    """What became of a reported month; the words are those of the state on screen (``ReportedMonth.state``)."""

    WAITING = "waiting"
    VERIFIED = "verified"
    FROM_FILE = "from_file"
    RETURNED = "returned"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of evidence by its key and name."""

    key: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ReportedMonth:
    """A reported month of an indicator.

    ``value`` is in the indicator's unit; ``decided_by`` and ``decided_at`` say who verified, returned or declared it,
    as far as that was done in the product; ``reason`` is what was written with it.
    """

    month: int
    value: Decimal | None
    state: ReportState
    decided_by: str
    decided_at: datetime.datetime | None
    reason: str
    files: tuple[AttachedFile, ...]

    @property
    def name(self) -> str:
        """The month by name."""
        return month_name(self.month)


@dataclass(frozen=True, slots=True)
class ItemSource:
    """An item's indicator and its reported months, in order; without any, nothing was reported yet."""

    indicator_id: int
    months: tuple[ReportedMonth, ...]

    @property
    def files(self) -> tuple[AttachedFile, ...]:
        """Every file once, in the order of the months."""
        found = {one.key: one for month in self.months for one in month.files}
        return tuple(found.values())

    @property
    def is_returned(self) -> bool:
        """Whether a month waits to be given again."""
        return any(month.state is ReportState.RETURNED for month in self.months)


Sources = Mapping[str, ItemSource]
"""By the key of the item."""
