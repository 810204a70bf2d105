"""Whoever writes an input asks for it to be evaluated, once, after the commit, and never fails by it."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from celery import Celery, current_app
from django.db import connection, transaction

from agencies.tenancy.scope import region_scope
from appraisal.models import StaleInput
from appraisal.services.evaluation.ask_refresh import _Broker, ask_refresh
from appraisal.services.evaluation.refresh_stale import refresh_stale
from tests.appraisal.month import Month
from tests.appraisal.sheets import save
from tests.cast import Cast, cast_of_kupang

FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2026, 1, 31)
NOBODY = "redis://localhost:1/0"
Captured = Callable[..., AbstractContextManager[list[object]]]


def asked() -> int:
    """How often this transaction will ask."""
    return sum(type(hook[1]).__name__ == "_Asking" for hook in connection.run_on_commit)


def test_many_changes_of_one_transaction_ask_once(kupang: Cast) -> None:
    for _change in range(3):
        ask_refresh()
    assert asked() == 1


def test_what_is_rolled_back_does_not_ask(kupang: Cast) -> None:
    with transaction.atomic():
        ask_refresh()
        transaction.set_rollback(True)
    assert asked() == 0


def test_asking_costs_no_statement(kupang: Cast, django_assert_num_queries: Captured) -> None:
    with django_assert_num_queries(0):
        ask_refresh()


def test_a_saved_rating_asks(month: Month) -> None:
    save(month, 5)
    assert asked() == 1


def test_what_is_left_is_asked_for_again(month: Month) -> None:
    refresh_stale(limit=1)
    assert asked() == 1


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_change_stands_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cast = cast_of_kupang()
    monkeypatch.setattr(current_app, "send_task", Celery("uji", broker=NOBODY, set_as_current=False).send_task)
    monkeypatch.setattr("appraisal.services.evaluation.ask_refresh._broker", _Broker())
    with region_scope(cast.region.pk):
        StaleInput.objects.create(employee=cast.budi, first_day=FIRST, last_day=LAST)
        ask_refresh()
    assert "Error calling ask_refresh in on_commit()" in caplog.text
    caplog.clear()
    with region_scope(cast.region.pk):
        ask_refresh()  # the next one who saves does not wait to find it away again
        assert StaleInput.objects.filter(employee=cast.budi).exists()
    assert not caplog.text
