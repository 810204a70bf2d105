"""What every address of the API does alike: refusals, pages, conditional requests, throttles."""

import pytest
from django.test import Client

from tests.api.programs import asked, program
from tests.appraisal.month import Month

LIST = "/api/v1/evaluations/?period=2026-01"


@pytest.fixture
def client(month: Month) -> Client:
    """A program of the region's admin, with January evaluated."""
    month.evaluate()
    return program(month.cast.region_admin)


def test_a_refusal_says_what_happened_and_how_to_mend_it(client: Client) -> None:
    answer = asked(client, "/api/v1/evaluations/?period=Januari")
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["title"]) == (400, "Permintaan tidak dapat dibaca")
    assert problem["instance"] == "/api/v1/evaluations/?period=Januari"
    assert problem["errors"][0]["field"] == "period"


def test_a_refusal_comes_in_english_if_the_program_asks_so(client: Client) -> None:
    answer = asked(client, "/api/v1/evaluations/?period=Januari", headers={"accept-language": "en"})
    assert answer.json()["title"] == "The request cannot be read"


@pytest.mark.parametrize("address", ["/api/v1/pegawai/", "/api/v1/evaluations/2026-13/1/", "/api/v1/actuals/a%0Ab/"])
def test_an_address_that_is_not_there_is_told_as_a_problem(client: Client, address: str) -> None:
    answer = asked(client, address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    first = asked(client, LIST)
    again = asked(client, LIST, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_has_changed_is_sent_again(client: Client) -> None:
    answer = asked(client, LIST, headers={"if-none-match": '"00"'})
    assert answer.status_code == 200


@pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "1e2"])
def test_a_page_of_an_odd_length_is_refused(client: Client, limit: str) -> None:
    answer = asked(client, f"{LIST}&limit={limit}")
    assert answer.json()["errors"][0]["field"] == "limit"


def test_who_asks_too_often_is_told_when_to_come_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from agencies.api.throttles import PerCaller

    monkeypatch.setattr(PerCaller, "THROTTLE_RATES", {"token": "1/min"})
    asked(client, LIST)
    answer = asked(client, LIST)
    assert (answer.status_code, answer.json()["title"]) == (429, "Terlalu sering")
    assert int(answer["Retry-After"]) > 0
    assert f"{answer['Retry-After']} detik" in answer.json()["detail"]


def test_a_method_that_is_not_served_is_405_with_those_that_are(client: Client) -> None:
    answer = client.delete("/api/v1/agencies/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("name", ["limit", "order", "nip", "changed_since"])
def test_an_empty_value_of_a_closed_form_is_refused(client: Client, name: str) -> None:
    answer = asked(client, f"{LIST}&{name}=")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, name)
