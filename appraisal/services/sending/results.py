"""What became of the rows that a program sent."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from agencies.files.errors import RowError
from agencies.services.take_file import TakenRows


class Mode(StrEnum):
    """Whether rows stand by each other."""

    ALL_OR_NOTHING = "all_or_nothing"
    EACH = "each"


class RowStatus(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row. Errors name the place by the header that the column has in files."""

    row: int
    status: RowStatus
    errors: tuple[RowError, ...] = ()

    @classmethod
    def refused(cls, row: int, *errors: RowError) -> Self:
        """A row that was not taken."""
        return cls(row, RowStatus.REFUSED, errors)


@dataclass(frozen=True, slots=True)
class SentRows:
    """All results in the order of the rows. ``is_stored``: the good ones are there; else nothing was changed."""

    results: tuple[RowResult, ...]
    is_stored: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many rows came to what."""
        counted = Counter(result.status for result in self.results)
        return {status.value: counted[status] for status in RowStatus}

    @property
    def errors(self) -> Iterator[RowError]:
        """All that stands against rows."""
        return (error for result in self.results for error in result.errors)


def results_of(taken: TakenRows, numbers: Iterable[int]) -> Iterator[RowResult]:
    """Of rows that were all taken, by their numbers."""
    for number in numbers:
        if number in taken.new_rows:
            yield RowResult(number, RowStatus.CREATED)
        elif number in taken.updated_rows:
            yield RowResult(number, RowStatus.UPDATED)
        else:
            yield RowResult(number, RowStatus.UNCHANGED)


def refusals(errors: Iterable[RowError]) -> Iterator[RowResult]:
    """One result for each row that errors name, in their order."""
    by_row: dict[int, list[RowError]] = {}
    for error in errors:
        if error.row is not None:
            by_row.setdefault(error.row, []).append(error)
    return (RowResult.refused(row, *found) for row, found in by_row.items())
