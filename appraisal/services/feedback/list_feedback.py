"""The page of feedback: which lists a person has, and what stands in them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from agencies.models import Employee, Role
from agencies.permissions import Actor
from appraisal.models import Feedback
from appraisal.services.feedback.find_feedback import given_by, received_by
from appraisal.services.feedback.show_feedback import ShownFeedback, show_feedback
from appraisal.services.team.team_places import followed_people


class Shelf(StrEnum):
    """The lists, as the address names them."""

    RECEIVED = "diterima"
    ASKED = "diminta"
    GIVEN = "diberikan"


@dataclass(frozen=True, slots=True)
class MonthOfFeedback:
    """What speaks of one month; ``month`` is its first day."""

    month: datetime.date
    items: tuple[ShownFeedback, ...]


def shelves_of(actor: Actor) -> tuple[Shelf, ...]:
    """The lists that a person has: who is no employee gets none and asks for none."""
    if actor.employee_id is not None:
        return tuple(Shelf)
    return (Shelf.GIVEN,) if Role.REGIONAL_HEAD in actor.roles else ()


def feedback_on(shelf: Shelf, actor: Actor) -> QuerySet[Feedback]:
    """What a list holds, in no order yet."""
    return given_by(actor) if shelf is Shelf.GIVEN else received_by(actor)


def months_of(rows: QuerySet[Feedback]) -> list[datetime.date]:
    """The months of which anything speaks, the newest first. One query."""
    return list(rows.order_by("-month").values_list("month", flat=True).distinct())


def count_unread(actor: Actor) -> int:
    """How much a person got and has not marked as read. One query."""
    return int(received_by(actor).aggregate(unread=Count("id", filter=Q(read_at=None)))["unread"])


def by_month(rows: Sequence[Feedback]) -> tuple[MonthOfFeedback, ...]:
    """One page of a list, in its order, what speaks of the same month together. At most one query."""
    shown = show_feedback(rows)
    return tuple(MonthOfFeedback(month, tuple(items)) for month, items in groupby(shown, key=lambda one: one.month))


def follows(actor: Actor, employee: Employee, day: datetime.date) -> bool:
    """Whether somebody rates a person on a day, or is the superior of the rater: who reads what the person gets."""
    return followed_people(actor, day, day).filter(pk=employee.pk).exists()
