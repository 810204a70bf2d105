"""Asking for feedback, and what becomes of the question."""

import pytest

from agencies.models import AuditEvent, Employee
from agencies.permissions import Actor, actor_of
from appraisal.models import FeedbackRequest
from appraisal.services.feedback.ask_feedback import MOST_OPEN, TooManyRequestsError, ask_feedback
from appraisal.services.feedback.decline_request import decline_request
from appraisal.services.feedback.feedback_errors import FeedbackRefusedError, NotForYouError, RequestClosedError
from appraisal.services.feedback.subjects import About
from appraisal.services.feedback.withdraw_request import withdraw_request
from tests.appraisal.feedback.words import a_request
from tests.cast import Cast
from tests.factories import an_employee

QUESTION = "Apa yang membuat rekap Oktober sulit diperiksa?"


def acting(who: Employee) -> Actor:
    """The actor behind an employee."""
    assert who.user is not None
    return actor_of(who.user)


def asked_by(who: Employee, of: Employee, question: str = QUESTION) -> FeedbackRequest:
    """A request of one to another."""
    return ask_feedback(asked=of, about=About(value="AK"), question=question, actor=acting(who))


def test_anybody_of_the_region_may_be_asked(kupang: Cast) -> None:
    assert asked_by(kupang.budi, kupang.dewi).state == "open"


def test_the_question_does_not_stand_in_the_audit_trail(kupang: Cast) -> None:
    asked_by(kupang.budi, kupang.sari)
    event = AuditEvent.objects.get(action="feedback_asked")
    assert QUESTION not in f"{event.subject} {event.details} {event.reason}"


def test_five_requests_wait_at_most(kupang: Cast) -> None:
    for number in range(MOST_OPEN):
        asked_by(kupang.budi, an_employee(f"Rekan {number}"))
    with pytest.raises(TooManyRequestsError, match="Lima permintaan"):
        asked_by(kupang.budi, kupang.sari)


def test_one_person_is_asked_once_at_a_time(kupang: Cast) -> None:
    asked_by(kupang.budi, kupang.sari)
    with pytest.raises(FeedbackRefusedError, match="masih menunggu"):
        asked_by(kupang.budi, kupang.sari, "Pertanyaan lain?")


def test_nobody_asks_oneself(kupang: Cast) -> None:
    with pytest.raises(FeedbackRefusedError, match="orang lain"):
        asked_by(kupang.budi, kupang.budi)


def test_who_has_no_account_cannot_be_asked(kupang: Cast) -> None:
    with pytest.raises(FeedbackRefusedError, match="belum memiliki akun"):
        asked_by(kupang.budi, an_employee("Eka Putri", account=False))


def test_a_question_says_something(kupang: Cast) -> None:
    with pytest.raises(FeedbackRefusedError, match="Tulis pertanyaan"):
        asked_by(kupang.budi, kupang.sari, "  ")


def test_who_is_no_employee_asks_nobody(kupang: Cast) -> None:
    with pytest.raises(NotForYouError):
        ask_feedback(asked=kupang.sari, about=About(), question=QUESTION, actor=actor_of(kupang.region_admin))


def test_the_asked_person_says_not_now_with_a_note(kupang: Cast) -> None:
    closed = decline_request(
        request=a_request(kupang.budi, kupang.sari), note="Setelah tanggal 5.", actor=acting(kupang.sari)
    )
    assert (closed.state, closed.decline_note) == ("declined", "Setelah tanggal 5.")


def test_saying_not_now_needs_a_note(kupang: Cast) -> None:
    with pytest.raises(FeedbackRefusedError, match="keterangan"):
        decline_request(request=a_request(kupang.budi, kupang.sari), note=" ", actor=acting(kupang.sari))


def test_nobody_else_says_not_now(kupang: Cast) -> None:
    with pytest.raises(NotForYouError):
        decline_request(request=a_request(kupang.budi, kupang.sari), note="Nanti.", actor=acting(kupang.budi))


def test_who_asked_takes_it_back_while_it_waits(kupang: Cast) -> None:
    request = a_request(kupang.budi, kupang.sari)
    assert withdraw_request(request=request, actor=acting(kupang.budi)).state == "withdrawn"
    with pytest.raises(RequestClosedError):
        withdraw_request(request=request, actor=acting(kupang.budi))


def test_nobody_else_takes_it_back(kupang: Cast) -> None:
    with pytest.raises(NotForYouError):
        withdraw_request(request=a_request(kupang.budi, kupang.sari), actor=acting(kupang.sari))
