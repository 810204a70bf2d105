"""Feedback and requests for tests, in the region that is in scope."""

import datetime

from django.utils import timezone

from agencies.models import Employee, User
from agencies.permissions import actor_of
from appraisal.models import Feedback, FeedbackRequest
from indicators.models import Indicator

STRENGTH = "Laporan 5 November selesai dua hari lebih awal."


def months_ago(number: int) -> datetime.date:
    """The first day of a month, counted back from the current one of the region."""
    day = timezone.localdate().replace(day=1)
    for _month in range(number):
        day = (day - datetime.timedelta(days=1)).replace(day=1)
    return day


def a_feedback(
    employee: Employee,
    author: Employee | User,
    *,
    month: datetime.date | None = None,
    strength: str = STRENGTH,
    suggestion: str = "",
    indicator: Indicator | None = None,
    value: str = "",
) -> Feedback:
    """Something that was said, given now; it speaks of the current month unless told otherwise."""
    account = author.user if isinstance(author, Employee) else author
    assert account is not None
    return Feedback.objects.create(
        employee=employee,
        author=account,
        author_employee=author if isinstance(author, Employee) else None,
        author_name=actor_of(account).name,
        month=month or months_ago(0),
        strength=strength,
        suggestion=suggestion,
        indicator=indicator,
        value=value,
    )


def a_request(
    employee: Employee, asked: Employee, question: str = "Bagian mana dari laporan saya yang sulit dibaca?"
) -> FeedbackRequest:
    """A question that waits for its answer."""
    return FeedbackRequest.objects.create(employee=employee, asked=asked, question=question)
