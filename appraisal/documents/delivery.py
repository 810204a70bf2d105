"""What became of a result after it was computed: delivered, acknowledged, replaced."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from appraisal.scoring.language import say
from appraisal.scoring.types import Predicate


class DeliveryState(StrEnum):
    """How far the result in force has come to its employee; the word is the one of addresses."""

    NOT_DELIVERED = "belum"
    DELIVERED = "disampaikan"
    ACKNOWLEDGED = "diketahui"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A revision as its employee got it (PermenPANRB 6/2022, Art. 28-30).

    Without ``delivered_by`` it was the regional head's account (contract 2.8). Whoever acknowledges has taken note,
    not agreed; ``response`` is what the employee noted then. ``acted_by`` is whose account did it. ``by_schedule``: the
    region's schedule did, and the rater has not written a recommendation since.
    """

    revision: int
    recommendation: str
    delivered_by: str | None
    delivered_at: datetime.datetime
    acknowledged_at: datetime.datetime | None
    response: str
    acted_by: str | None = None
    by_schedule: bool = False

    @property
    def author(self) -> str | None:
        """Who handed it over; of somebody who stood in for the rater with the rater's name (docs/adr/0007)."""
        if self.by_schedule:
            return say("Jadwal daerah")
        if self.delivered_by is None or self.acted_by in {None, self.delivered_by}:
            return self.delivered_by
        return say("{name} atas nama {rater}", name=self.acted_by, rater=self.delivered_by)

    @property
    def is_acknowledged(self) -> bool:
        """Whether the employee has taken note."""
        return self.acknowledged_at is not None


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of an evaluation with what it said; without ``predicate`` it was incomplete."""

    number: int
    evaluated_at: datetime.datetime
    final: Decimal | None
    predicate: Predicate | None
    delivered: Delivered | None


@dataclass(frozen=True, slots=True)
class Trail:
    """The revisions of one plan in one period, oldest first."""

    revisions: tuple[Revision, ...] = ()

    def delivered_of(self, number: int) -> Delivered | None:
        """The delivery of just this revision."""
        return next((one.delivered for one in self.revisions if one.number == number), None)

    def delivered_before(self, number: int) -> Delivered | None:
        """The last delivery of an earlier revision: what the employee was told before."""
        earlier = [one.delivered for one in self.revisions if one.number < number and one.delivered]
        return earlier[-1] if earlier else None

    def only(self, numbers: Collection[int]) -> "Trail":
        """The same without the revisions that somebody may not read."""
        return Trail(tuple(one for one in self.revisions if one.number in numbers))

    def without_outcomes(self, *, but_of: int | None) -> "Trail":
        """The same without what undelivered revisions said; ``but_of`` is one that may be told all the same."""
        return Trail(
            tuple(
                one if one.delivered or one.number == but_of else replace(one, final=None, predicate=None)
                for one in self.revisions
            )
        )
