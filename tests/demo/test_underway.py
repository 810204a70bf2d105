"""November under way: in each region the team of who signs in has something of everything that a month brings."""

import pytest

from appraisal.models import (
    Actual,
    ActualEvidence,
    ActualState,
    CheckIn,
    Exclusion,
    Feedback,
    FeedbackRequest,
    RaterNomination,
    Reminder,
    Verification,
)
from config.demo.ahead import find_team
from config.demo.book import Book, books
from config.demo.underway import MONTH
from tests.demo.conftest import Demo

BOOKS = list(books())
every_region = pytest.mark.parametrize("book", BOOKS, ids=[book.name for book in BOOKS])


@every_region
def test_the_employee_who_signs_in_has_something_left_to_report(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        employee = find_team(book).staff[1].employee
        due = employee.plans.get(year=MONTH.year).items.filter(targets__10__isnull=False)
        reported = Actual.objects.filter(employee=employee, month=MONTH).values("indicator_id")
        assert due.exclude(indicator_id__in=reported).exists()


@every_region
def test_reports_wait_for_verification_and_one_was_returned_with_a_reason(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        states = set(Actual.objects.filter(month=MONTH).values_list("state", flat=True))
        assert {ActualState.REPORTED, ActualState.RETURNED, ActualState.VERIFIED} <= states
        assert Verification.objects.get().reason


@every_region
def test_the_same_picture_supports_two_people(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        uses = ActualEvidence.objects.filter(evidence__media_type="image/jpeg")
        assert uses.values("actual__employee").distinct().count() == 2
        assert len(set(uses.values_list("evidence__sha256", flat=True))) == 1


@every_region
def test_feedback_a_question_a_talk_and_a_reminder_are_there(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        assert Feedback.objects.count() == 2
        assert FeedbackRequest.objects.get().state == FeedbackRequest.State.OPEN
        assert CheckIn.objects.get().steps.count() == 2
        assert Reminder.objects.get().employee == find_team(book).supervisor.employee


@every_region
def test_somebody_of_the_team_is_on_leave(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        away = Exclusion.objects.get().employee
        assert away.placements.filter(supervisor=find_team(book).supervisor.employee).exists()


@every_region
def test_peers_are_proposed_where_they_count(demo: Demo, book: Book) -> None:
    with demo.inside(book):
        assert RaterNomination.objects.exists() == (book.scheme.groups.peer > 0)
