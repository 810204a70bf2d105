"""How a list is narrowed, ordered and turned page by page; and what it answers to what it cannot mean."""

import datetime
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import AuditEvent
from agencies.services.record_event import record_event
from appraisal.models import Actual, AttendanceRecap
from tests.api.programs import asked, program
from tests.api.test_reading import LISTS, rows_of
from tests.appraisal.factories import an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan, an_employee
from tests.reports.verify.issued import a_scorecard

JANUARY = datetime.date(2026, 1, 1)


@pytest.fixture
def client(month: Month) -> Client:
    """A program of the region's admin, with January evaluated."""
    month.evaluate()
    return program(month.cast.region_admin)


def with_parameter(address: str, name: str, value: str) -> str:
    """The address with one more parameter, or another value of one."""
    path, _mark, query = address.partition("?")
    kept = [one for one in query.split("&") if one and not one.startswith(f"{name}=")]
    return f"{path}?{'&'.join([*kept, f'{name}={value}'])}"


ODD = [
    *product(["placements", "indicators"], ["day"], ["kemarin", "2026-02-30", "2026-1-1T"]),
    *product(
        ["actuals", "audit", "documents", "evaluations", "ratings"], ["changed_since"], ["kini", "2026-02-30T25:00"]
    ),
    *product(["plans", "employees", "actuals", "attendance"], ["nip"], ["123", "x" * 18, "1" * 19]),
    *product(["plans", "periods"], ["year"], ["26", "duaribu", "99999"]),
    *product(["actuals", "attendance"], ["period"], ["2026-Q1", "2026", "Januari", ""]),
    *product([one for one in LISTS if one not in {"periods", "audit"}], ["agency"], ["9.99", "%00"]),
    *product(LISTS, ["order"], ["salary", "-"]),
    *product(LISTS, ["limit"], ["0", "x"]),
    ("actuals", "state", "salah"),
    ("actuals", "indicator", "satu"),
    ("audit", "action", "hapus"),
    ("audit", "until", "nanti"),
    ("documents", "kind", "ijazah"),
    ("documents", "standing", "hilang"),
    ("indicators", "direction", "miring"),
    ("indicators", "aspect", "warna"),
    ("periods", "kind", "dekade"),
    ("periods", "state", "rusak"),
    ("placements", "kind", "tetap"),
    ("placements", "supervisor", "Sari"),
    ("plans", "kind", "tetap"),
    ("ratings", "role", "tetangga"),
]
ODD = [one for one in ODD if one[:2] != ("indicators", "nip") and one[:2] != ("audit", "agency")]


@pytest.mark.parametrize(("what", "name", "value"), ODD)
def test_what_cannot_be_meant_is_named(client: Client, what: str, name: str, value: str) -> None:
    answer = asked(client, with_parameter(LISTS[what][0], name, value))
    problem = answer.json()
    assert (answer.status_code, [one["field"] for one in problem["errors"]]) == (400, [name])
    assert problem["errors"][0]["message"].endswith(".")


@pytest.mark.parametrize(
    ("what", "cursor"),
    list(product(LISTS, ["bukan", "cD0lMDA=", "cD1hYmM=", "cj0xJnA9eCUwMA==", "bz05OTk5OTk5OTk5OTk="])),
)
def test_a_cursor_of_another_list_is_not_there(client: Client, what: str, cursor: str) -> None:
    answer = asked(client, with_parameter(LISTS[what][0], "cursor", cursor))
    assert answer.status_code in {200, 404}


def orders_of(what: str) -> list[str]:
    """The orders that a list offers, as its refusal names them."""
    from django.urls import resolve

    view: Any = resolve(LISTS[what][0].partition("?")[0]).func
    return list(view.view_class.orders)


@pytest.mark.parametrize(("what", "order"), [(what, order) for what in LISTS for order in orders_of(what)])
def test_pages_bring_every_row_once_in_every_order(month: Month, what: str, order: str) -> None:
    more_people(month, 3)
    month.evaluate()
    client = program(month.cast.region_admin)
    address = with_parameter(LISTS[what][0], "order", order)
    whole = rows_of(client.get(with_parameter(address, "limit", "200")))
    paged, following = [], with_parameter(address, "limit", "2")
    while following:
        answer = client.get(following).json()
        paged += answer["results"]
        following = answer["next"]
    assert paged == whole


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("actuals/?period=2026-01&agency=1.02.01", 2),
        ("actuals/?period=2026-01&agency=7.01", 0),
        ("attendance/?period=2026-01&agency=1.02", 1),
        ("attendance/?period=2026-01&agency=7.01", 0),
        ("ratings/?period=2026-01&agency=7.01", 0),
        ("ratings/?period=2026-01&role=supervisor&agency=1.02", 7),
        ("plans/?year=2026&agency=1.02", 1),
        ("plans/?year=2025", 0),
        ("plans/?kind=plt", 0),
        ("periods/?kind=month&state=open&year=2026", 1),
        ("periods/?state=locked", 0),
        ("placements/?agency=1.02&day=2026-01-31", 4),
        ("placements/?day=2025-12-31", 0),
        ("employees/?search=Budi", 1),
        ("agencies/?search=puskesmas", 1),
        ("agencies/?agency=1.02", 2),
        ("indicators/?search=rumah", 1),
        ("indicators/?direction=lower", 0),
        ("evaluations/?period=2026-01&changed_since=2999-01-01T00:00:00Z", 0),
        ("evaluations/?period=2026-01&changed_since=2026-01-01T00:00:00+08:00", 1),
        ("actuals/?period=2026-01&changed_since=2999-01-01", 0),
        ("audit/?changed_since=2999-01-01T00:00:00Z", 0),
    ],
)
def test_a_list_is_narrowed(month: Month, address: str, found: int) -> None:
    AttendanceRecap.objects.create(employee=month.budi, month=JANUARY, workdays=21, present=20)
    month.evaluate()
    answer = asked(program(month.cast.region_admin), f"/api/v1/{address}")
    assert (answer.status_code if answer.status_code != 200 else len(rows_of(answer))) == found


def test_where_only_months_are_read_no_other_period_is_offered(month: Month) -> None:
    [error] = asked(program(month.cast.region_admin), "/api/v1/actuals/").json()["errors"]
    assert (error["field"], "2026-Q1" in error["message"], "2026-01" in error["message"]) == ("period", False, True)


def test_one_person_is_found_by_the_nip(month: Month) -> None:
    month.evaluate()
    client, nip = program(month.cast.region_admin), month.budi.nip
    found = [
        len(rows_of(client.get(f"/api/v1/{address}nip={nip}")))
        for address in (
            "employees/?",
            "placements/?day=2026-01-31&",
            "plans/?",
            "actuals/?period=2026-01&",
            "ratings/?period=2026-01&",
            "evaluations/?period=2026-01&",
        )
    ]
    assert found == [1, 1, 1, 2, 7, 1]


def test_only_what_changed_since_is_told(month: Month) -> None:
    moment = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    Actual.objects.update(updated_at=moment)
    Actual.objects.filter(indicator=month.visits).update(updated_at=moment + datetime.timedelta(hours=1))
    address = "/api/v1/actuals/?period=2026-01&changed_since=2026-03-01T08:30:00%2B08:00"
    assert [row["code"] for row in rows_of(asked(program(month.budi), address))] == ["IKU-2"]


def more_people(month: Month, count: int) -> None:
    """More people in the puskesmas, each with everything that a list tells of."""
    for number in range(count):
        person = an_employee(f"Pegawai {number}")
        a_placement(person, month.cast.puskesmas, month.cast.sari)
        plan = a_plan(person, month.cast.puskesmas, {month.patients: ("100", "10")})
        an_actual(person, month.patients, "2026-01", "9")
        supervisor_ratings(person, month.cast.sari, "2026-01", 3)
        AttendanceRecap.objects.create(employee=person, month=JANUARY, workdays=21, present=20)
        record_event(action=AuditEvent.Action.MAIL_ADDRESS_CHANGED, subject=person.name)
        month.evaluate()
        a_scorecard(month.evaluation(plan))


@pytest.mark.parametrize("who", ["region_admin", "agency_admin", "sari"])
def test_statements_do_not_grow_with_rows(month: Month, who: str) -> None:
    client = program(getattr(month.cast, who))
    more_people(month, 2)
    few = {what: statements(client, address) for what, (address, _scope) in LISTS.items()}
    more_people(month, 6)
    assert {what: statements(client, address) for what, (address, _scope) in LISTS.items()} == few


def statements(client: Client, address: str) -> int:
    """How many the second of two like requests needs."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)
