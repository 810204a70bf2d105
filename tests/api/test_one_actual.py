"""One stored actual over the API: nobody's change is undone by who has not seen it."""

import json
from typing import Any

import pytest
from django.test import Client

from agencies.models import ApiScope, AuditEvent
from agencies.permissions import actor_of
from appraisal.models import Actual, ActualState
from appraisal.services.periods.lock_period import lock_period
from tests.api.programs import program
from tests.api.sending import errors_of
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month


@pytest.fixture
def admin(month: Month) -> Client:
    """A program of the region's admin."""
    return program(month.cast.region_admin)


def stored(month: Month) -> Actual:
    """What Budi achieved with patients in January."""
    return Actual.objects.get(employee=month.budi, indicator=month.patients, month="2026-01-01")


def address_of(month: Month) -> str:
    """Where it is."""
    return f"/api/v1/actuals/{stored(month).pk}/"


def put(client: Client, month: Month, seen: str | None = "*", **body: Any) -> Any:
    """The answer to another value, by who has seen a version."""
    headers = {} if seen is None else {"if-match": seen}
    sent = json.dumps(body or {"value": "97"})
    return client.put(address_of(month), sent, content_type="application/json", headers=headers)


def test_an_actual_is_read_with_its_tag(month: Month, admin: Client) -> None:
    answer = admin.get(address_of(month))
    assert (answer.json()["id"], answer.json()["value"]) == (stored(month).pk, "95")
    assert answer["ETag"]


def test_what_was_seen_is_changed_and_comes_back_with_a_new_tag(month: Month, admin: Client) -> None:
    seen = admin.get(address_of(month))["ETag"]
    answer = put(admin, month, seen)
    assert (answer.status_code, answer.json()["value"], answer["ETag"] != seen) == (200, "97", True)
    assert put(admin, month, answer["ETag"], value="98").status_code == 200


def test_what_was_changed_meanwhile_stays(month: Month, admin: Client) -> None:
    seen = admin.get(address_of(month))["ETag"]
    put(program(month.budi), month, seen, value="96")
    answer = put(admin, month, seen)
    assert (answer.status_code, answer.json()["title"]) == (412, "Sudah berubah")
    assert stored(month).value == 96


def test_who_does_not_say_what_was_seen_is_asked_to(month: Month, admin: Client) -> None:
    answer = put(admin, month, None)
    assert (answer.status_code, answer.json()["title"]) == (428, "Syarat belum disebut")
    assert stored(month).value == 95


@pytest.mark.parametrize(
    ("seen", "status"), [("*", 200), ('"lain", {}', 200), ("W/{}", 200), ("lain", 412), ('"lain"', 412)]
)
def test_tags_are_read_as_programs_send_them(month: Month, admin: Client, seen: str, status: int) -> None:
    tag = admin.get(address_of(month))["ETag"]
    assert put(admin, month, seen.replace("{}", tag)).status_code == status


def test_a_tag_that_compression_has_weakened_still_names_the_row(month: Month, admin: Client) -> None:
    tag = admin.get(address_of(month), headers={"accept-encoding": "gzip"})["ETag"]
    assert put(admin, month, tag).status_code == 200


def test_what_an_admin_puts_counts_and_what_an_employee_puts_waits(month: Month, admin: Client) -> None:
    put(admin, month, value="97")
    assert stored(month).state == ActualState.VERIFIED
    put(program(month.budi), month, value="98", note="Data akhir bulan.")
    assert (stored(month).state, stored(month).note) == (ActualState.REPORTED, "Data akhir bulan.")


@pytest.mark.parametrize(
    ("body", "place"),
    [({"value": "1,5"}, "value"), ({"value": None}, "value"), ({"value": None, "status": "not_applicable"}, "note")],
)
def test_what_cannot_be_taken_is_refused_by_its_place(
    month: Month, admin: Client, body: dict[str, Any], place: str
) -> None:
    answer = put(admin, month, **body)
    assert answer.status_code == 422
    assert stored(month).value == 95
    assert errors_of(answer)[0].startswith(f"{place}: ")


@pytest.mark.parametrize("body", [{"value": 97}, {"nilai": "97"}, {"status": "tidak_berlaku"}])
def test_a_body_of_another_form_is_400(month: Month, admin: Client, body: dict[str, Any]) -> None:
    assert put(admin, month, **body).status_code == 400


def test_a_locked_month_stays(month: Month, admin: Client) -> None:
    month.evaluate()
    lock_period(period=a_period("2026-01"), actor=actor_of(month.cast.region_admin))
    assert put(admin, month).status_code == 422
    assert stored(month).value == 95


@pytest.mark.parametrize(("who", "status"), [("sari", 403), ("citra", 403), ("auditor", 403), ("agency_admin", 200)])
def test_only_its_employee_and_the_admins_change_it(month: Month, who: str, status: int) -> None:
    assert put(program(getattr(month.cast, who)), month).status_code == status


def test_reading_and_writing_need_their_scopes(month: Month) -> None:
    reader = program(month.cast.region_admin, ApiScope.ACTUALS_READ)
    assert (reader.get(address_of(month)).status_code, put(reader, month).status_code) == (200, 403)


def test_a_change_is_recorded_as_sent_rows(month: Month, admin: Client) -> None:
    put(admin, month)
    event = AuditEvent.objects.get(action=AuditEvent.Action.ROWS_SENT)
    assert (event.subject, event.details["updated"]) == ("actuals, 1 baris", 1)
