"""Days whose placements may not change any more.

What closes them is known to higher apps only (a locked period is evaluated with the placements of its days), so they
say so here: each registers its question when it is ready.
"""

import datetime
from collections.abc import Callable

Question = Callable[[datetime.date, datetime.date | None], str | None]
"""From the first to the last day of a change (None: for good): a sentence why it is refused, or None."""

_questions: list[Question] = []


class DaysClosedError(ValueError):
    """A change would reach days that are closed; the text says which, since when, and whom to ask."""


def register(question: Question) -> None:
    """Let a higher app be asked; from ``AppConfig.ready``."""
    if question not in _questions:
        _questions.append(question)


def refuse_closed_days(first_day: datetime.date, last_day: datetime.date | None) -> None:
    """Go on only if no day of a change is closed. The answer holds until the transaction ends.

    Raises:
        DaysClosedError: some day is.
    """
    for question in _questions:
        refusal = question(first_day, last_day)
        if refusal is not None:
            raise DaysClosedError(refusal)
