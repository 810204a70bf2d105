"""Requests for feedback as the two people see them: who asked, and who is asked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from agencies.permissions import Actor
from appraisal.models import FeedbackRequest
from appraisal.services.feedback.show_feedback import subject_of
from indicators.services.participation.load_threads import indicator_names


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """A request: who asks whom about what, and where it stands. ``about`` is empty where it is tied to nothing."""

    id: int
    employee_id: int
    employee: str
    asked: str
    about: str
    question: str
    asked_at: datetime.datetime
    closed_at: datetime.datetime | None
    state: FeedbackRequest.State
    decline_note: str

    @property
    def is_open(self) -> bool:
        """Whether an answer is awaited."""
        return self.state == FeedbackRequest.State.OPEN


def visible_requests(actor: Actor) -> QuerySet[FeedbackRequest]:
    """What the person asked, and what the person is asked. Nobody else reads them."""
    if actor.employee_id is None:
        return FeedbackRequest.objects.none()
    return FeedbackRequest.objects.filter(Q(employee_id=actor.employee_id) | Q(asked_id=actor.employee_id))


def open_requests_of(actor: Actor) -> QuerySet[FeedbackRequest]:
    """What the person asked and nobody answered yet."""
    return visible_requests(actor).filter(employee_id=actor.employee_id or 0, state=FeedbackRequest.State.OPEN)


def requests_of(actor: Actor) -> QuerySet[FeedbackRequest]:
    """Everything that the person asked, what waits first."""
    own = visible_requests(actor).filter(employee_id=actor.employee_id or 0)
    return own.select_related("employee", "asked").order_by(F("closed_at").desc(nulls_first=True), "-asked_at", "-id")


def requests_to(actor: Actor) -> QuerySet[FeedbackRequest]:
    """What the person is asked and has not answered, what waits longest first."""
    asked = visible_requests(actor).filter(asked_id=actor.employee_id or 0, state=FeedbackRequest.State.OPEN)
    return asked.select_related("employee", "asked").order_by("asked_at", "id")


def show_requests(rows: Iterable[FeedbackRequest]) -> tuple[ShownRequest, ...]:
    """In the order of the rows, which bring both people along. At most one query."""
    found = list(rows)
    names = indicator_names([one.indicator_id for one in found if one.indicator_id is not None], timezone.localdate())
    return tuple(
        ShownRequest(
            id=one.pk,
            employee_id=one.employee_id,
            employee=one.employee.name,
            asked=one.asked.name,
            about=subject_of(one.indicator_id, one.value, names),
            question=one.question,
            asked_at=one.asked_at,
            closed_at=one.closed_at,
            state=FeedbackRequest.State(one.state),
            decline_note=one.decline_note,
        )
        for one in found
    )
