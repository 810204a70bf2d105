"""Attendance recaps from the attendance machine, under the token of an admin."""

from contextvars import Context

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import ApiToken
from agencies.tenancy.scope import region_scope
from appraisal.models import AttendanceRecap
from tests.api.programs import program
from tests.api.sending import ATTENDANCE, a_recap, a_recap_row, errors_of, sent, sent_text, statuses
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement, an_employee


@pytest.fixture
def machine(month: Month) -> Client:
    """A program of the dinas' admin, which has been used before."""
    client = program(month.cast.agency_admin)
    ApiToken.objects.update(last_used_at=timezone.now())
    return client


def test_a_recap_is_stored_and_sending_it_again_changes_nothing(month: Month, machine: Client) -> None:
    assert statuses(sent(machine, ATTENDANCE, a_recap_row(month))) == ["created"]
    assert statuses(sent(machine, ATTENDANCE, a_recap_row(month))) == ["unchanged"]
    assert AttendanceRecap.objects.get().absent == 1


def test_a_recap_that_differs_is_updated(month: Month, machine: Client) -> None:
    sent(machine, ATTENDANCE, a_recap_row(month))
    assert statuses(sent(machine, ATTENDANCE, a_recap_row(month, tl1=2))) == ["updated"]


@pytest.mark.parametrize(
    ("other", "place"),
    [({"present": 22}, "present"), ({"absent": 32}, "absent"), ({"tl1": -1}, "tl1"), ({"period": "2026"}, "period")],
)
def test_counts_that_cannot_be_are_refused(month: Month, machine: Client, other: dict[str, object], place: str) -> None:
    [error] = errors_of(sent(machine, ATTENDANCE, a_recap_row(month) | other))
    assert error.startswith(f"rows/0/{place}: ")


@pytest.mark.parametrize("count", ["1", True, None, 1.5])
def test_a_count_is_a_whole_number(month: Month, machine: Client, count: object) -> None:
    assert sent(machine, ATTENDANCE, a_recap_row(month, tl1=count), mode="each").status_code == 400


def test_somebody_of_another_unit_is_refused(month: Month, machine: Client) -> None:
    rows = [a_recap_row(month), a_recap_row(month, nip=month.cast.dewi.nip)]
    assert statuses(sent(machine, ATTENDANCE, *rows, mode="each")) == ["created", "refused"]


def test_people_send_no_recaps(month: Month) -> None:
    assert sent(program(month.cast.sari), ATTENDANCE, a_recap_row(month)).status_code == 403


def test_twenty_rows_cost_no_more_statements_than_two(month: Month, machine: Client) -> None:
    people = [an_employee(f"Pegawai {number}") for number in range(22)]
    for person in people:
        a_placement(person, month.cast.puskesmas, month.cast.sari)
    rows = [a_recap(person.nip) for person in people]
    with CaptureQueriesContext(connection) as few:
        sent(machine, ATTENDANCE, *rows[:2])
    with CaptureQueriesContext(connection) as many:
        sent(machine, ATTENDANCE, *rows[2:])
    assert len(many) == len(few)


def test_refused_rows_of_every_sort_cost_a_fixed_number_of_statements(month: Month, machine: Client) -> None:
    strangers = [a_recap(nip) for nip in ("199001012015011001", "199001012015011002")]
    with CaptureQueriesContext(connection) as few:
        sent(machine, ATTENDANCE, a_recap_row(month), strangers[0], mode="each")
    with CaptureQueriesContext(connection) as many:
        sent(machine, ATTENDANCE, a_recap_row(month, tl1=1), *strangers, a_recap(month.cast.dewi.nip), mode="each")
    assert len(many) == len(few)


def program_of_the_admin(cast: Cast) -> Client:
    """A program of a region that is not in scope."""
    with region_scope(cast.region.pk):
        return program(cast.region_admin)


def test_a_program_of_another_region_does_not_learn_who_works_here(bandung: Cast, month: Month) -> None:
    stranger = Context().run(program_of_the_admin, bandung)
    known = Context().run(sent, stranger, ATTENDANCE, a_recap_row(month), mode="each").json()
    unknown = Context().run(sent, stranger, ATTENDANCE, a_recap("199001012015011009"), mode="each").json()
    assert known == unknown
    assert known["refused"] == 1


def test_more_than_a_request_may_bring_is_refused(month: Month, machine: Client) -> None:
    answer = sent_text(machine, ATTENDANCE, " " * 3_000_000, "k-1")
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
