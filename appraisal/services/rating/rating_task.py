"""One line of the list of tasks."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from appraisal.scoring.wording import number


@dataclass(frozen=True, slots=True)
class RatingTask:
    """What to do, where, and how far it is. ``due`` puts it in order; without one it comes last."""

    text: str
    url: str
    note: str = ""
    status: str = ""
    kind: str = "neutral"
    due: datetime.date | None = None

    @property
    def urgency(self) -> datetime.date:
        """What the list is ordered by."""
        return self.due or datetime.date.max


def how_many(amount: int) -> str:
    """`1.250`."""
    return number(Decimal(amount))
