"""Actuals from other systems: by the rules of files for admins, by those of the screen for people."""

import pytest
from django.test import Client

from agencies.models import ApiScope, AuditEvent
from agencies.permissions import actor_of
from appraisal.models import Actual, ActualState
from appraisal.services.periods.lock_period import lock_period
from tests.api.programs import program
from tests.api.sending import ACTUALS, an_actual_row, errors_of, sent, statuses
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month


@pytest.fixture
def admin(month: Month) -> Client:
    """A program of the region's admin."""
    return program(month.cast.region_admin)


def stored(month: Month, indicator: str = "IKU-1") -> Actual:
    """Budi's actual of January."""
    return Actual.objects.get(employee=month.budi, indicator__code=indicator, month="2026-01-01")


def test_a_changed_row_is_updated_and_counts_as_verified(month: Month, admin: Client) -> None:
    answer = sent(admin, ACTUALS, an_actual_row(month, "97.25"))
    assert statuses(answer) == ["updated"]
    assert (str(stored(month).value.normalize()), stored(month).state) == ("97.25", ActualState.VERIFIED)  # type: ignore[union-attr]


def test_each_row_says_what_became_of_it(month: Month, admin: Client) -> None:
    rows = [
        an_actual_row(month, "95.0"),
        an_actual_row(month, indicator="IKU-2"),
        an_actual_row(month, "90", period="2026-02"),
    ]
    answer = sent(admin, ACTUALS, *rows)
    assert statuses(answer) == ["unchanged", "updated", "created"]
    assert {name: answer.json()[name] for name in ("created", "updated", "unchanged", "refused")} == {
        "created": 1,
        "updated": 1,
        "unchanged": 1,
        "refused": 0,
    }


def test_a_month_is_declared_not_applicable_with_its_reason(month: Month, admin: Client) -> None:
    sent(admin, ACTUALS, an_actual_row(month, None, status="not_applicable", note="cuti besar"))
    assert (stored(month).state, stored(month).note) == (ActualState.NOT_APPLICABLE, "cuti besar")


def test_one_refused_row_keeps_all_out(month: Month, admin: Client) -> None:
    answer = sent(admin, ACTUALS, an_actual_row(month), an_actual_row(month, indicator="IKU-9"))
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    [error] = errors_of(answer)
    assert error.startswith("rows/1/indicator: ")
    assert stored(month).value == 95


def test_each_good_row_is_stored_beside_bad_ones(month: Month, admin: Client) -> None:
    rows = [
        an_actual_row(month, indicator="IKU-9"),
        an_actual_row(month),
        an_actual_row(month, nip="123"),
        an_actual_row(month, nip="199001012015011009"),
        an_actual_row(month, "1,5", indicator="IKU-2"),
    ]
    answer = sent(admin, ACTUALS, *rows, mode="each")
    assert statuses(answer) == ["refused", "updated", "refused", "refused", "refused"]
    assert [error.partition(":")[0] for error in errors_of(answer)] == ["indicator", "nip", "nip", "value"]
    assert stored(month).value == 97


def test_a_locked_month_refuses_its_rows_with_a_sentence(month: Month, admin: Client) -> None:
    month.evaluate()
    lock_period(period=a_period("2026-01"), actor=actor_of(month.cast.region_admin))
    rows = [an_actual_row(month), an_actual_row(month, period="2026-02")]
    answer = sent(admin, ACTUALS, *rows, mode="each")
    assert statuses(answer) == ["refused", "created"]
    assert errors_of(answer)[0].startswith("period: Periode 2026-01 sudah dikunci")


@pytest.mark.parametrize("value", ["1.234,56", "1,5", "1e5", ".5", "5.", " 5", "+5", "", "-", "NaN", "seratus", "١٢"])
def test_only_plain_decimals_are_numbers(month: Month, admin: Client, value: str) -> None:
    [error] = errors_of(sent(admin, ACTUALS, an_actual_row(month, value)))
    assert error.startswith("rows/0/value: ")


def test_a_point_is_always_decimal(month: Month, admin: Client) -> None:
    sent(admin, ACTUALS, an_actual_row(month, "302.663"))
    assert str(stored(month).value.normalize()) == "302.663"  # type: ignore[union-attr]


def test_a_key_twice_is_refused_the_second_time(month: Month, admin: Client) -> None:
    answer = sent(admin, ACTUALS, an_actual_row(month), an_actual_row(month, "98"), mode="each")
    assert statuses(answer) == ["updated", "refused"]
    assert "rows/0" in errors_of(answer)[0]


@pytest.mark.parametrize(
    "row",
    [
        {"value": 5},
        {"value": True},
        {"nip": 123},
        {"catatan": "x"},
        {"status": "tidak_berlaku"},
        {"period": None},
        {"note": "x" * 2001},
    ],
)
def test_a_row_of_another_form_is_refused_with_all(month: Month, admin: Client, row: dict[str, object]) -> None:
    answer = sent(admin, ACTUALS, an_actual_row(month) | row, mode="each")
    assert answer.status_code == 400
    assert errors_of(answer)[0].startswith(f"rows/0/{next(iter(row))}: ")


def test_a_thousand_rows_are_the_most(month: Month, admin: Client) -> None:
    answer = sent(admin, ACTUALS, *[an_actual_row(month)] * 1001)
    assert answer.status_code == 400
    assert errors_of(answer)[0].startswith("rows: ")


def test_an_agency_admin_sends_for_the_own_units_alone(month: Month) -> None:
    row = an_actual_row(month, nip=month.cast.dewi.nip)
    answer = sent(program(month.cast.agency_admin), ACTUALS, an_actual_row(month), row, mode="each")
    assert statuses(answer) == ["updated", "refused"]


def test_an_employee_reports_the_own_actual_to_the_supervisor(month: Month) -> None:
    assert statuses(sent(program(month.budi), ACTUALS, an_actual_row(month))) == ["updated"]
    assert stored(month).value == 97
    assert stored(month).state == ActualState.REPORTED


def test_an_employee_sends_nobody_elses_actual(month: Month) -> None:
    answer = sent(program(month.cast.citra), ACTUALS, an_actual_row(month))
    assert answer.status_code == 422
    assert errors_of(answer)[0].startswith("rows/0/nip: ")


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"indicator": "IKU-9"}, "indicator"),
        ({"period": "2027-01"}, "period"),
        ({"value": None, "status": "not_applicable", "note": "cuti"}, "status"),
    ],
)
def test_an_employee_is_refused_as_on_the_screen(month: Month, other: dict[str, object], place: str) -> None:
    answer = sent(program(month.budi), ACTUALS, an_actual_row(month) | other)
    assert errors_of(answer)[0].startswith(f"rows/0/{place}: ")


def test_an_employee_is_refused_a_locked_month_and_keeps_the_others(month: Month) -> None:
    month.evaluate()
    lock_period(period=a_period("2026-01"), actor=actor_of(month.cast.region_admin))
    rows = [an_actual_row(month), an_actual_row(month, period="2026-02")]
    answer = sent(program(month.budi), ACTUALS, *rows, mode="each")
    assert statuses(answer) == ["refused", "created"]


def test_who_is_neither_admin_nor_employee_sends_nothing(month: Month) -> None:
    assert sent(program(month.cast.auditor), ACTUALS, an_actual_row(month)).status_code == 403


def test_a_token_that_only_reads_sends_nothing(month: Month) -> None:
    answer = sent(program(month.cast.region_admin, ApiScope.ACTUALS_READ), ACTUALS, an_actual_row(month))
    assert (answer.status_code, "actuals:write" in answer.json()["detail"]) == (403, True)


def test_one_event_tells_of_a_request(month: Month, admin: Client) -> None:
    sent(admin, ACTUALS, an_actual_row(month), an_actual_row(month, indicator="IKU-9"), mode="each", key="malam-1")
    [event] = AuditEvent.objects.filter(action=AuditEvent.Action.ROWS_SENT)
    told = {name: event.details[name] for name in ("kind", "mode", "key", "updated", "refused")}
    assert told == {"kind": "actuals", "mode": "each", "key": "malam-1", "updated": 1, "refused": 1}


def test_a_period_of_the_future_is_open_to_files(month: Month, admin: Client) -> None:
    a_period("2026-12")
    assert statuses(sent(admin, ACTUALS, an_actual_row(month, period="2026-12"))) == ["created"]
