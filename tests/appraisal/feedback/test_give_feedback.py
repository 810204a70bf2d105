"""Somebody says what went well, and what would help."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from agencies.models import AuditEvent, Employee, User
from agencies.permissions import actor_of
from appraisal.models import Feedback, FeedbackRequest
from appraisal.services.feedback.feedback_errors import FeedbackRefusedError, NotForYouError, RequestClosedError
from appraisal.services.feedback.give_feedback import give_feedback
from appraisal.services.feedback.subjects import About
from tests.appraisal.feedback.words import STRENGTH, a_feedback, a_request, months_ago
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_agency, an_employee, an_indicator

GENERAL = About()


def given(
    employee: Employee,
    author: Employee | User,
    *,
    strength: str = STRENGTH,
    about: About = GENERAL,
    month: datetime.date | None = None,
    request: FeedbackRequest | None = None,
) -> Feedback:
    """What somebody gives."""
    account = author.user if isinstance(author, Employee) else author
    assert account is not None
    return give_feedback(
        employee=employee,
        about=about,
        month=month or months_ago(0),
        strength=strength,
        suggestion="",
        actor=actor_of(account),
        request=request,
    )


@pytest.mark.parametrize("author", ["sari", "ratna", "citra"])
def test_rater_superior_and_colleague_give_it_at_any_time(kupang: Cast, author: str) -> None:
    assert given(kupang.budi, getattr(kupang, author)).strength == STRENGTH


def test_who_works_elsewhere_gives_it_only_when_asked(kupang: Cast) -> None:
    with pytest.raises(NotForYouError):
        given(kupang.budi, kupang.dewi)
    assert given(kupang.budi, kupang.dewi, request=a_request(kupang.budi, kupang.dewi)).author_name == "Dewi Anggraini"


def test_a_request_does_not_open_the_door_to_others(kupang: Cast) -> None:
    asked = a_request(kupang.budi, kupang.sari)
    with pytest.raises(NotForYouError):
        given(kupang.budi, kupang.dewi, request=asked)


def test_who_shares_a_supervisor_in_another_unit_gives_it(kupang: Cast) -> None:
    clinic = an_agency("1.02.02", "Puskesmas Alak", parent=kupang.dinas)
    head = an_employee("Eka Putri")
    a_placement(head, clinic, kupang.ratna)
    assert given(kupang.sari, head).author_name == "Eka Putri"


def test_the_regional_head_gives_it_to_those_without_a_supervisor(kupang: Cast) -> None:
    assert given(kupang.dewi, kupang.regional_head).author_employee_id is None
    with pytest.raises(NotForYouError):
        given(kupang.budi, kupang.regional_head)


def test_nobody_gives_it_to_oneself(kupang: Cast) -> None:
    with pytest.raises(NotForYouError):
        given(kupang.budi, kupang.budi)


def test_an_answer_closes_the_request(kupang: Cast) -> None:
    asked = a_request(kupang.budi, kupang.sari)
    answer = given(kupang.budi, kupang.sari, request=asked)
    asked.refresh_from_db()
    assert (asked.state, asked.closed_at) == ("answered", answer.given_at)


def test_a_closed_request_is_not_answered_again(kupang: Cast) -> None:
    asked = a_request(kupang.budi, kupang.sari)
    given(kupang.budi, kupang.sari, request=asked)
    with pytest.raises(RequestClosedError):
        given(kupang.budi, kupang.sari, request=asked, strength="Jawaban lain.")


def test_the_same_words_twice_are_one_piece_of_feedback(kupang: Cast) -> None:
    assert given(kupang.budi, kupang.sari).pk == given(kupang.budi, kupang.sari).pk
    assert AuditEvent.objects.filter(action="feedback_given").count() == 1


def test_it_may_be_tied_to_an_indicator_of_the_persons_plan(kupang: Cast) -> None:
    mine, foreign = an_indicator(kupang.dinas, "IKU-1"), an_indicator(kupang.dinas, "IKU-2")
    a_plan(kupang.budi, kupang.puskesmas, {mine: ("100", "10")}, year=months_ago(0).year)
    assert given(kupang.budi, kupang.sari, about=About(mine.pk)).indicator_id == mine.pk
    with pytest.raises(FeedbackRefusedError):
        given(kupang.budi, kupang.sari, about=About(foreign.pk), strength="Lain.")


@pytest.mark.parametrize("about", [About(value="XX"), About(indicator_id=1, value="AK")])
def test_it_is_tied_to_nothing_else(kupang: Cast, about: About) -> None:
    with pytest.raises(FeedbackRefusedError):
        given(kupang.budi, kupang.sari, about=about)


@pytest.mark.parametrize("text", ["", "  \n ", "a" * 2_001])
def test_it_says_something_and_not_too_much(kupang: Cast, text: str) -> None:
    with pytest.raises(FeedbackRefusedError):
        given(kupang.budi, kupang.sari, strength=text)


@pytest.mark.parametrize("back", [-1, 6])
def test_it_speaks_of_one_of_the_last_six_months(kupang: Cast, back: int) -> None:
    month = months_ago(back) if back > 0 else (months_ago(0) + datetime.timedelta(days=32)).replace(day=1)
    with pytest.raises(FeedbackRefusedError):
        given(kupang.budi, kupang.sari, month=month)


def test_the_audit_trail_does_not_repeat_the_words(kupang: Cast) -> None:
    given(kupang.budi, kupang.sari)
    event = AuditEvent.objects.get(action="feedback_given")
    assert STRENGTH not in f"{event.subject} {event.details} {event.reason}"
    assert event.subject == "umpan balik untuk Budi Santoso"


def test_nothing_of_it_changes_afterwards(kupang: Cast) -> None:
    said = a_feedback(kupang.budi, kupang.sari)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=said.pk).update(strength="Lain.")
