"""Feedback as pages show it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from appraisal.models import Feedback
from indicators.core_values import NAMES
from indicators.services.participation.load_threads import indicator_names


@dataclass(frozen=True, slots=True)
class ShownFeedback:
    """What somebody said. ``about`` names the indicator or the core value, and is empty where it is neither.

    ``month`` is the first day of the month that it speaks of; ``read_at`` is when the person marked it as read.
    """

    id: int
    employee: str
    author: str
    given_at: datetime.datetime
    month: datetime.date
    about: str
    strength: str
    suggestion: str
    read_at: datetime.datetime | None


def show_feedback(rows: Iterable[Feedback]) -> tuple[ShownFeedback, ...]:
    """In the order of the rows, which bring ``employee`` along. At most one query."""
    found = list(rows)
    names = indicator_names([one.indicator_id for one in found if one.indicator_id is not None], timezone.localdate())
    return tuple(_shown(one, names) for one in found)


def subject_of(indicator_id: int | None, value: str, names: dict[int, str]) -> str:
    """What feedback or a request is tied to, by name; empty for neither."""
    if indicator_id is not None:
        return names.get(indicator_id, "")
    return NAMES.get(value, "")


def _shown(feedback: Feedback, names: dict[int, str]) -> ShownFeedback:
    return ShownFeedback(
        id=feedback.pk,
        employee=feedback.employee.name,
        author=feedback.author_name,
        given_at=feedback.given_at,
        month=feedback.month,
        about=subject_of(feedback.indicator_id, feedback.value, names),
        strength=feedback.strength,
        suggestion=feedback.suggestion,
        read_at=feedback.read_at,
    )
