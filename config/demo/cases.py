"""What happens to named people of the demo: the cases that a system must get right, written in ``region.toml``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar


class Figure(NamedTuple):
    """Somebody with a name and NIP of the demo's own: the first of a post in a unit, better or worse than usual."""

    key: str
    nip: str
    name: str
    unit: str
    post: str
    quality: float = 0.0
    level: int = 0


class Transfer(NamedTuple):
    """Goes to the same post of another unit on a day."""

    who: str
    to: str
    day: str


class Acting(NamedTuple):
    """Leads another unit as plt for some days, with the plan of its head."""

    who: str
    unit: str
    post: str
    first_day: str
    last_day: str


class Leave(NamedTuple):
    """Is away in whole months: nothing applies, nobody rates, no recap."""

    who: str
    months: Sequence[int]
    reason: str


class NotReported(NamedTuple):
    """Did not report an indicator in a month."""

    who: str
    indicator: str
    month: int


class Newcomer(NamedTuple):
    """Began on a day and has no plan yet."""

    who: str
    day: str


class FewPeers(NamedTuple):
    """Was rated by fewer peers than others."""

    who: str
    peers: int


class Absence(NamedTuple):
    """Was absent without explanation for some days of a month."""

    who: str
    month: int
    days: int


class OtherRating(NamedTuple):
    """The rater sets another rating of an axis, with a reason."""

    who: str
    period: str
    axis: str
    rating: str
    reason: str


class Delivered(NamedTuple):
    """The rater hands the result over; with a ``response`` the employee has taken note of it."""

    who: str
    period: str
    recommendation: str
    response: str = ""


Case = TypeVar("Case", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Cases:
    """All named people of a region and their cases. A kind that does not occur is an empty list."""

    figures: Sequence[Figure]
    transfers: Sequence[Transfer]
    acting: Sequence[Acting]
    leaves: Sequence[Leave]
    not_reported: Sequence[NotReported]
    newcomers: Sequence[Newcomer]
    few_peers: Sequence[FewPeers]
    absences: Sequence[Absence]
    ratings: Sequence[OtherRating]
    deliveries: Sequence[Delivered]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Cases":
        """Read them from the tables of a region's file."""
        return cls(**{name: list(_read(facts.get(name, ()), kind)) for name, kind in _KINDS.items()})

    def leave_of(self, who: str, month: int) -> Leave | None:
        """The leave that somebody has in a month."""
        return next((leave for leave in self.leaves if leave.who == who and month in leave.months), None)

    def is_silent(self, who: str, indicator: str, month: int) -> bool:
        """Whether somebody did not report an indicator in a month."""
        return NotReported(who, indicator, month) in self.not_reported

    def first_day_of(self, who: str) -> str | None:
        """The first day of somebody new."""
        return next((newcomer.day for newcomer in self.newcomers if newcomer.who == who), None)

    def transfer_of(self, who: str) -> Transfer | None:
        """Where somebody goes."""
        return next((transfer for transfer in self.transfers if transfer.who == who), None)

    def absent_days(self, who: str, month: int) -> int:
        """The days of a month on which somebody was absent without explanation."""
        return sum(absence.days for absence in self.absences if (absence.who, absence.month) == (who, month))

    def peers_of(self, who: str, usual: int) -> int:
        """How many peers rate somebody."""
        return next((few.peers for few in self.few_peers if few.who == who), usual)


def _read(rows: Sequence[Mapping[str, Any]], kind: type[Case]) -> Iterator[Case]:
    return (kind(**row) for row in rows)


_KINDS: Mapping[str, Any] = {
    "figures": Figure,
    "transfers": Transfer,
    "acting": Acting,
    "leaves": Leave,
    "not_reported": NotReported,
    "newcomers": Newcomer,
    "few_peers": FewPeers,
    "absences": Absence,
    "ratings": OtherRating,
    "deliveries": Delivered,
}
