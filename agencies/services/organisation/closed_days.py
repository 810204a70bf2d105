"""Days whose placements may not change any more.

What closes them is known to higher apps only (a locked period is evaluated with the placements of its days), so they
say so here: each registers its question when it is ready.
"""

import datetime
from collections.abc import Callable, Collection, Mapping

Days = tuple[datetime.date, datetime.date | None]
"""From the first to the last day of a change (None: for good)."""

Question = Callable[[Collection[Days]], Mapping[Days, str]]
"""Of some changes those that are refused, each with the sentence that says why."""

_questions: list[Question] = []


class DaysClosedError(ValueError):
    """A change would reach days that are closed; the text says which, since when, and whom to ask."""


def register(question: Question) -> None:
    """Let a higher app be asked; from ``AppConfig.ready``."""
    if question not in _questions:
        _questions.append(question)


def closed_days(changes: Collection[Days]) -> dict[Days, str]:
    """Those changes of which some day is closed, with the reason. The answer holds until the transaction ends."""
    refused: dict[Days, str] = {}
    if changes:
        for question in _questions:
            refused |= {days: sentence for days, sentence in question(changes).items() if days not in refused}
    return refused


def refuse_closed_days(first_day: datetime.date, last_day: datetime.date | None) -> None:
    """Go on only if no day of a change is closed. The answer holds until the transaction ends.

    Raises:
        DaysClosedError: some day is.
    """
    for refusal in closed_days([(first_day, last_day)]).values():
        raise DaysClosedError(refusal)
