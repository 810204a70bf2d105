"""Two programs change one actual at the same moment, each by the version that it has seen: one of them wins."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from agencies.models import AuditEvent
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual
from tests.api.programs import asked, program
from tests.api.sending import ACTUALS, sent
from tests.appraisal.factories import a_period, a_scheme, an_actual
from tests.cast import Cast, cast_of_kupang
from tests.factories import a_plan, an_indicator

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 10


@dataclass(frozen=True, slots=True)
class Stored:
    """Budi's actual of January, and the programs of who may change it."""

    cast: Cast
    actual: Actual
    programs: dict[str, Client]

    @property
    def address(self) -> str:
        """Where it is."""
        return f"/api/v1/actuals/{self.actual.pk}/"

    @property
    def tag(self) -> str:
        """The version that a program reads just now."""
        return str(asked(self.programs["admin"], self.address)["ETag"])

    def put(self, who: str, value: str, seen: str) -> Any:
        """The answer to a change by who has seen a version."""
        body = json.dumps({"value": value})
        headers = {"if-match": seen}
        return self.programs[who].put(self.address, body, content_type="application/json", headers=headers)


@pytest.fixture
def stored() -> Stored:
    """Committed, so that every thread sees it."""
    cast = cast_of_kupang()
    with region_scope(cast.region.pk):
        a_scheme()
        a_period("2026-01")
        patients = an_indicator(cast.dinas, "IKU-1")
        a_plan(cast.budi, cast.puskesmas, {patients: ("100", "100")})
        actual = an_actual(cast.budi, patients, "2026-01", "95")
        programs = {"admin": program(cast.region_admin), "agency": program(cast.agency_admin)}
        programs["budi"] = program(cast.budi)
    return Stored(cast, actual, programs)


@contextmanager
def nobody_gets_on(stored: Stored, waiting: int) -> Iterator[None]:
    """Let the row go only when as many as are said wait for it: each has read it by then, and none has written."""
    with region_scope(stored.cast.region.pk):
        Actual.objects.select_for_update().get(pk=stored.actual.pk)
        yield
        until_waiting(waiting)


def until_waiting(count: int) -> None:
    """Until as many wait for a lock."""
    until = time.monotonic() + SECONDS
    while _waiting() < count:
        assert time.monotonic() < until, "they did not meet"
        time.sleep(0.02)


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_stat_clear_snapshot()"
        )  # a transaction sees the others as they were when it first asked
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("first", "second"), [("admin", "admin"), ("admin", "agency"), ("budi", "budi"), ("admin", "budi")]
)
def test_of_two_who_have_seen_the_same_version_one_wins_and_the_other_is_told(
    stored: Stored, first: str, second: str
) -> None:
    seen = stored.tag
    answers: dict[str, Any] = {}

    def put(who: str, value: str) -> None:
        answers[value] = stored.put(who, value, seen)
        connection.close()

    threads = [threading.Thread(target=put, args=act) for act in ((first, "96"), (second, "97"))]
    with nobody_gets_on(stored, waiting=2):
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers.values()) == [200, 412]
    [won] = [value for value, answer in answers.items() if answer.status_code == 200]
    with region_scope(stored.cast.region.pk):
        assert Actual.objects.get(pk=stored.actual.pk).value == Decimal(won)
        assert AuditEvent.objects.filter(action=AuditEvent.Action.ROWS_SENT).count() == 1
    assert answers[won]["ETag"] == stored.tag


def test_who_has_seen_what_a_file_changes_meanwhile_is_told(stored: Stored) -> None:
    seen = stored.tag
    answers: dict[str, Any] = {}
    row = {"nip": stored.cast.budi.nip, "period": "2026-01", "agency": "1.02", "indicator": "IKU-1", "value": "96"}

    def send() -> None:
        answers["bulk"] = sent(stored.programs["admin"], ACTUALS, row)
        connection.close()

    def put() -> None:
        answers["put"] = stored.put("agency", "97", seen)
        connection.close()

    threads = [threading.Thread(target=act) for act in (send, put)]
    with nobody_gets_on(stored, waiting=2):
        threads[0].start()
        until_waiting(1)
        threads[1].start()
    for thread in threads:
        thread.join()
    assert [answers["bulk"].status_code, answers["put"].status_code] == [200, 412]
