"""What is asked under a key is done once, and answered alike ever after."""

import datetime
import json
import threading
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from agencies.models import AuditEvent, SentRequest
from agencies.services.forget_sent_requests import forget_sent_requests
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, AttendanceRecap
from tests.api.programs import program
from tests.api.sending import ACTUALS, ATTENDANCE, a_recap, an_actual_row, errors_of, sent, sent_text
from tests.appraisal.month import Month
from tests.cast import cast_of_kupang


@pytest.fixture
def admin(month: Month) -> Client:
    """A program of the region's admin."""
    return program(month.cast.region_admin)


def acts() -> int:
    """How often rows were taken."""
    return AuditEvent.objects.filter(action=AuditEvent.Action.ROWS_SENT).count()


def test_the_same_request_is_answered_with_the_same_bytes_and_not_done_again(month: Month, admin: Client) -> None:
    first = sent(admin, ACTUALS, an_actual_row(month), key="k-1")
    Actual.objects.update(value=1)
    again = sent(admin, ACTUALS, an_actual_row(month), key="k-1")
    assert (again.status_code, again.content, again["Idempotency-Replayed"]) == (200, first.content, "true")
    assert (acts(), set(Actual.objects.values_list("value", flat=True))) == (1, {Decimal(1)})


def test_a_refusal_is_repeated_with_the_same_bytes(month: Month, admin: Client) -> None:
    first, again = (sent(admin, ACTUALS, an_actual_row(month, "x"), key="k-1") for _ in range(2))
    assert (again.status_code, again["Content-Type"], again.content) == (422, "application/problem+json", first.content)


def test_another_request_under_the_same_key_is_refused(month: Month, admin: Client) -> None:
    sent(admin, ACTUALS, an_actual_row(month), key="k-1")
    answer = sent(admin, ACTUALS, an_actual_row(month, "98"), key="k-1")
    assert (answer.status_code, acts()) == (409, 1)


def test_a_request_that_could_not_be_read_leaves_its_key_free(month: Month, admin: Client) -> None:
    assert sent(admin, ACTUALS, "no row", key="k-1").status_code == 400
    assert sent(admin, ACTUALS, an_actual_row(month), key="k-1").status_code == 200


@pytest.mark.parametrize("key", ["", "dua kata", "x" * 81])
def test_a_key_is_needed(month: Month, admin: Client, key: str) -> None:
    answer = sent_text(admin, ACTUALS, json.dumps({"rows": [an_actual_row(month)]}), key)
    assert answer.status_code == 400
    assert errors_of(answer)[0].startswith("Idempotency-Key: ")


def test_keys_of_two_accounts_do_not_meet(month: Month, admin: Client) -> None:
    sent(admin, ACTUALS, an_actual_row(month), key="k-1")
    answer = sent(program(month.cast.agency_admin), ACTUALS, an_actual_row(month, "98"), key="k-1")
    assert answer.status_code == 200


def test_what_is_put_is_taken_as_what_is_posted(month: Month, admin: Client) -> None:
    body = json.dumps({"rows": [an_actual_row(month)]})
    answer = admin.put(ACTUALS, body, content_type="application/json", headers={"idempotency-key": "k-1"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", "{}", '{"rows": []}', '{"rows": {}}', '{"rows": [null]}', '{"\\ud800": 1}']
)
def test_a_body_of_another_form_is_refused(month: Month, admin: Client, body: str) -> None:
    assert sent_text(admin, ACTUALS, body, "k-1").status_code == 400


def test_a_body_that_is_nested_without_end_is_refused(month: Month, admin: Client) -> None:
    assert sent_text(admin, ACTUALS, "[" * 100_000, "k-1").status_code == 400


def test_keys_are_forgotten_after_seven_days(month: Month, admin: Client) -> None:
    sent(admin, ACTUALS, an_actual_row(month), key="old")
    SentRequest.objects.update(sent_at=timezone.now() - datetime.timedelta(days=7, minutes=1))
    sent(admin, ACTUALS, an_actual_row(month), key="new")
    assert forget_sent_requests(now=timezone.now()) == 1
    assert list(SentRequest.objects.values_list("key", flat=True)) == ["new"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_done_once() -> None:
    cast = cast_of_kupang()
    with region_scope(cast.region.pk):
        client = program(cast.region_admin)
    start, answers = threading.Barrier(2, timeout=20), list[Any]()

    def send() -> None:
        start.wait()
        answers.append(sent(client, ATTENDANCE, a_recap(cast.budi.nip), key="k-1"))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert sum("Idempotency-Replayed" in answer for answer in answers) == 1
    with region_scope(cast.region.pk):
        assert (acts(), AttendanceRecap.objects.count()) == (1, 1)
