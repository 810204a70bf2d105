"""Reading over the API: the rows and the rights of the screens, for each kind of reader."""

import datetime
from collections.abc import Mapping
from contextvars import Context
from typing import Any

import pytest
from django.urls import reverse

from agencies.models import ApiScope, AuditEvent, Employee, Role, User
from agencies.services.record_event import record_event
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, AttendanceRecap
from tests.api.programs import asked, program
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_role, an_account
from tests.reports.verify.issued import a_scorecard

LISTS: Mapping[str, tuple[str, ApiScope]] = {
    "agencies": ("/api/v1/agencies/", ApiScope.ORGANISATION_READ),
    "employees": ("/api/v1/employees/", ApiScope.ORGANISATION_READ),
    "placements": ("/api/v1/placements/?day=2026-01-31", ApiScope.ORGANISATION_READ),
    "indicators": ("/api/v1/indicators/", ApiScope.INDICATORS_READ),
    "plans": ("/api/v1/plans/", ApiScope.PLANS_READ),
    "periods": ("/api/v1/periods/", ApiScope.EVALUATIONS_READ),
    "actuals": ("/api/v1/actuals/?period=2026-01", ApiScope.ACTUALS_READ),
    "attendance": ("/api/v1/attendance/?period=2026-01", ApiScope.ATTENDANCE_READ),
    "ratings": ("/api/v1/ratings/?period=2026-01", ApiScope.RATINGS_READ),
    "evaluations": ("/api/v1/evaluations/?period=2026-01", ApiScope.EVALUATIONS_READ),
    "documents": ("/api/v1/documents/", ApiScope.DOCUMENTS_READ),
    "audit": ("/api/v1/audit/", ApiScope.AUDIT_READ),
}

#: How many rows each reader finds; an address refused as a whole says 403.
SEEN: Mapping[str, Mapping[str, int]] = {
    "agencies": {"budi": 403, "citra": 403, "sari": 403, "kecamatan": 1, "region_admin": 3, "auditor": 3},
    "employees": {"budi": 403, "citra": 403, "sari": 403, "kecamatan": 1, "region_admin": 5, "auditor": 5},
    "placements": {"budi": 1, "citra": 1, "sari": 3, "ratna": 4, "kecamatan": 1, "region_admin": 5, "auditor": 5},
    "indicators": {"budi": 2, "citra": 2, "sari": 2, "kecamatan": 2, "region_admin": 2, "auditor": 2},
    "plans": {"budi": 1, "citra": 0, "sari": 1, "ratna": 1, "kecamatan": 0, "region_admin": 1, "auditor": 1},
    "periods": {"budi": 403, "citra": 403, "sari": 403, "kecamatan": 1, "region_admin": 1, "auditor": 1},
    "actuals": {"budi": 2, "citra": 0, "sari": 2, "ratna": 2, "kecamatan": 0, "region_admin": 2, "auditor": 2},
    "attendance": {"budi": 1, "citra": 0, "sari": 1, "ratna": 1, "kecamatan": 0, "region_admin": 1, "auditor": 1},
    "ratings": {"budi": 7, "citra": 0, "sari": 7, "ratna": 7, "kecamatan": 0, "region_admin": 7, "auditor": 7},
    "evaluations": {"budi": 1, "citra": 0, "sari": 1, "ratna": 1, "kecamatan": 0, "region_admin": 1, "auditor": 1},
    "documents": {"budi": 1, "citra": 0, "sari": 1, "ratna": 1, "kecamatan": 0, "region_admin": 1, "auditor": 1},
    "audit": {"budi": 403, "citra": 403, "sari": 403, "kecamatan": 403, "regional_head": 403},
}
CASES = [(what, who, seen) for what, readers in SEEN.items() for who, seen in readers.items()]


@pytest.fixture
def january(month: Month) -> Month:
    """Budi's January with a recap, evaluated and printed."""
    AttendanceRecap.objects.create(employee=month.budi, month=datetime.date(2026, 1, 1), workdays=21, present=20)
    month.evaluate()
    a_scorecard(month.evaluation())
    return month


def reader(cast: Cast, who: str) -> Employee | User:
    """One of the cast; ``kecamatan`` is the admin of another unit than Budi's."""
    if who != "kecamatan":
        person: Employee | User = getattr(cast, who)
        return person
    account = an_account("admin-kecamatan")
    a_role(account, Role.AGENCY_ADMIN, cast.kecamatan)
    return account


def rows_of(answer: Any) -> list[dict[str, Any]]:
    """The rows of a list."""
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


@pytest.mark.parametrize(("what", "who", "seen"), CASES, ids=[f"{who} reads {what}" for what, who, _seen in CASES])
def test_a_program_reads_the_rows_of_its_account(january: Month, what: str, who: str, seen: int) -> None:
    answer = asked(program(reader(january.cast, who)), LISTS[what][0])
    found = answer.status_code if answer.status_code != 200 else len(answer.json()["results"])
    assert found == seen


@pytest.mark.parametrize("what", LISTS)
def test_a_token_needs_the_scope_of_what_it_reads(january: Month, what: str) -> None:
    address, scope = LISTS[what]
    others = [one for one in ApiScope if one is not scope]
    answer = asked(program(january.cast.region_admin, *others), address)
    assert (answer.status_code, scope.value in answer.json()["detail"]) == (403, True)


@pytest.mark.parametrize("what", LISTS)
def test_the_scope_of_what_is_read_is_enough(january: Month, what: str) -> None:
    address, scope = LISTS[what]
    assert asked(program(january.cast.region_admin, scope), address).status_code == 200


@pytest.mark.parametrize("what", [what for what in LISTS if what != "audit"])
def test_another_region_finds_only_its_own_rows(bandung: Cast, january: Month, what: str) -> None:
    def of_bandung() -> Any:
        with region_scope(bandung.region.pk):
            return program(bandung.region_admin)

    client = Context().run(of_bandung)
    answer = asked(client, LISTS[what][0])
    if what in {"ratings", "evaluations"}:
        assert answer.status_code == 404
    else:
        nips = {row.get("nip") for row in rows_of(answer)}
        assert january.budi.nip not in nips - {bandung.budi.nip}
        assert len(rows_of(answer)) == {"agencies": 3, "employees": 5, "placements": 5}.get(what, 0)


def test_a_period_that_the_region_has_not_opened_has_no_ratings(january: Month) -> None:
    answer = asked(program(january.cast.region_admin), "/api/v1/ratings/?period=2026-02")
    assert answer.status_code == 404


def test_the_audit_trail_is_for_the_region_admin_and_the_auditor(january: Month) -> None:
    record_event(action=AuditEvent.Action.PERIOD_LOCKED, subject="2026-01")
    address = "/api/v1/audit/?action=period_locked"
    found = [rows_of(program(who).get(address)) for who in (january.cast.region_admin, january.cast.auditor)]
    assert [row["subject"] for rows in found for row in rows] == ["2026-01", "2026-01"]


def test_a_leader_is_found_with_the_unit(january: Month) -> None:
    unit = asked(program(january.cast.region_admin), "/api/v1/agencies/1.02.01/").json()
    assert (unit["head"], unit["people"], unit["sub_units"]) == ("Sari Wulandari", 3, [])


def test_a_person_comes_with_all_placements(january: Month) -> None:
    address = reverse("api-employee", args=[january.budi.pk])
    person = asked(program(january.cast.agency_admin), address).json()
    [place] = person["placements"]
    assert (person["nip"], place["agency"], place["supervisor"]) == (
        january.budi.nip,
        "1.02.01",
        january.cast.sari.nip,
    )


def test_a_plan_comes_with_its_items(january: Month) -> None:
    plan = asked(program(january.budi), reverse("api-plan", args=[january.plan.pk])).json()
    first = plan["items"][0]
    assert (first["agency"], first["code"], first["weight"], first["targets"]) == (
        "1.02",
        "IKU-1",
        "60.00",
        ["100"] * 12,
    )


def test_an_indicator_comes_with_its_versions(january: Month) -> None:
    found = asked(program(january.cast.citra), reverse("api-indicator", args=[january.patients.pk])).json()
    assert [(one["version"], one["valid_from"], one["direction"]) for one in found["versions"]] == [(1, None, "higher")]


def test_an_actual_is_a_text_in_the_unit_of_its_indicator(january: Month) -> None:
    rows = rows_of(asked(program(january.budi), "/api/v1/actuals/?period=2026-01"))
    assert [(row["code"], row["period"], row["value"]) for row in rows] == [
        ("IKU-1", "2026-01", "95"),
        ("IKU-2", "2026-01", "22"),
    ]


def test_the_note_of_an_employee_is_not_handed_on(january: Month) -> None:
    Actual.objects.update(note="Catatan untuk atasan")
    rows = rows_of(asked(program(january.cast.region_admin), "/api/v1/actuals/?period=2026-01"))
    assert {row["reason"] for row in rows} == {""}


def test_an_evaluation_lists_its_revisions(january: Month) -> None:
    Actual.objects.filter(indicator=january.patients).update(value=100)
    january.evaluate()
    client = program(january.budi)
    address = reverse("api-revisions", args=["2026-01", january.plan.pk])
    found = [(row["revision"], row["final_score"]) for row in client.get(address).json()]
    first = client.get(reverse("api-evaluation", args=["2026-01", january.plan.pk]) + "?revision=1").json()
    assert found == [(1, "100.70"), (2, "102.80")]
    assert (first["final_score"], first["is_latest"]) == ("100.70", False)


def test_a_document_says_whether_it_still_holds(january: Month) -> None:
    [row] = rows_of(asked(program(january.budi), "/api/v1/documents/?standing=berlaku&kind=scorecard"))
    assert (row["standing"], row["nip"], row["period"]) == ("berlaku", january.budi.nip, "2026-01")
