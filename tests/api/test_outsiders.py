"""What a vendor's program meets: sentences that it can read and mend by, in the language that it asks for."""

import json
from typing import Any

import pytest
from django.test import Client

from agencies.models import ApiScope
from tests.api.programs import a_token, asked, program, with_secret
from tests.api.sending import ACTUALS, an_actual_row, errors_of, sent, sent_text
from tests.appraisal.month import Month
from tests.reports.verify.issued import a_scorecard

ENGLISH = {"accept-language": "en"}
AGENCIES = "/api/v1/agencies/"


@pytest.fixture
def admin(month: Month) -> Client:
    """A program of the region's admin."""
    return program(month.cast.region_admin)


def detail(answer: Any) -> str:
    """The sentence of a refusal."""
    return str(answer.json()["detail"])


@pytest.mark.parametrize("body", ["{", '{"rows": NaN}', "\ufeff{}", f'{{"rows": {"9" * 5000}}}'])
def test_what_is_no_json_is_refused_in_the_language_of_the_program(month: Month, admin: Client, body: str) -> None:
    answer = sent_text(admin, ACTUALS, body, "k-1")
    assert detail(answer).startswith("Isi permintaan bukan JSON")


def test_a_member_that_is_named_twice_is_refused(month: Month, admin: Client) -> None:
    row = json.dumps(an_actual_row(month)).replace('"value"', '"value": "1", "value"')
    answer = sent_text(admin, ACTUALS, f'{{"rows": [{row}]}}', "k-1")
    assert (answer.status_code, '"value"' in detail(answer)) == (400, True)


@pytest.mark.parametrize("body", ["null", "[]", "1"])
def test_a_body_that_is_no_object_is_told_of_the_body_as_a_whole(month: Month, admin: Client, body: str) -> None:
    assert errors_of(sent_text(admin, ACTUALS, body, "k-1")) == [": Kirim sebagai objek JSON."]


def test_half_a_character_is_refused_in_the_language_of_the_program(month: Month, admin: Client) -> None:
    answer = sent(admin, ACTUALS, an_actual_row(month, "\ud800"))
    assert errors_of(answer) == ["rows/0/value: Kirim sebagai teks, dalam tanda petik."]


def test_a_word_that_is_not_known_is_refused_with_those_that_are(month: Month, admin: Client) -> None:
    assert errors_of(sent(admin, ACTUALS, an_actual_row(month), mode="EACH")) == [
        "mode: Nilai ini tidak dikenal. Pilih: all_or_nothing, each."
    ]


def test_a_period_that_cannot_be_read_is_told_in_english_too(month: Month, admin: Client) -> None:
    [error] = asked(admin, "/api/v1/actuals/?period=x", headers=ENGLISH).json()["errors"]
    assert error["message"].startswith('The period "x" cannot be read.')


def test_a_cursor_that_was_not_given_out_is_told_as_such(month: Month, admin: Client) -> None:
    answer = asked(admin, f"{AGENCIES}?cursor=x")
    assert (answer.status_code, detail(answer)[:6]) == (404, "Cursor")


def test_a_method_that_is_not_served_is_refused_with_those_that_are(month: Month, admin: Client) -> None:
    answer = admin.patch(AGENCIES)
    assert (answer.status_code, "GET, HEAD, OPTIONS" in detail(answer)) == (405, True)


def test_a_form_of_answer_that_is_not_served_is_refused_with_the_one_that_is(month: Month, admin: Client) -> None:
    answer = admin.get(AGENCIES, headers={"accept": "text/html"})
    assert (answer.status_code, "application/json" in detail(answer)) == (406, True)


def test_a_body_in_another_form_is_refused_with_the_one_that_is_served(month: Month, admin: Client) -> None:
    answer = admin.post(ACTUALS, "x", content_type="text/plain", headers={"idempotency-key": "k-1"})
    assert (answer.status_code, "application/json" in detail(answer)) == (415, True)


def test_who_shows_nothing_is_told_what_to_send(month: Month) -> None:
    assert "Authorization" in detail(asked(Client(), AGENCIES))


def test_the_name_of_the_scheme_is_read_in_any_case(month: Month) -> None:
    _token, secret = a_token(month.cast.region_admin)
    client = Client(headers={"authorization": f"bearer {secret.shown}"})
    assert asked(client, AGENCIES).status_code == 200


@pytest.mark.parametrize("scheme", ["", "Token ", "Basic "])
def test_a_secret_under_another_scheme_opens_nothing(month: Month, scheme: str) -> None:
    _token, secret = a_token(month.cast.region_admin)
    assert asked(Client(headers={"authorization": f"{scheme}{secret.shown}"}), AGENCIES).status_code == 401


@pytest.mark.parametrize("shown", ["", "tmb_1_x"])
def test_who_is_not_known_is_asked_to_slow_down(month: Month, monkeypatch: pytest.MonkeyPatch, shown: str) -> None:
    from agencies.api.throttles import PerCaller

    monkeypatch.setattr(PerCaller, "THROTTLE_RATES", {"unknown": "1/min"})
    client = with_secret(shown) if shown else Client()
    client.defaults["REMOTE_ADDR"] = f"192.0.2.{len(shown) + 1}"
    assert [asked(client, AGENCIES).status_code for _ in range(2)] == [401, 429]


def test_what_is_refused_counts_too(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    from agencies.api.throttles import PerCaller

    monkeypatch.setattr(PerCaller, "THROTTLE_RATES", {"token": "1/min"})
    client = program(month.cast.region_admin, ApiScope.AUDIT_READ)
    assert [asked(client, AGENCIES).status_code for _ in range(2)] == [403, 429]


@pytest.mark.parametrize("address", ["/api/v1/nothing/", AGENCIES])
def test_no_browser_or_proxy_keeps_a_refusal(month: Month, address: str) -> None:
    answer = asked(with_secret("x"), address)
    assert "no-store" in answer["Cache-Control"]
    assert "Authorization" in answer["Vary"]


@pytest.mark.parametrize("query", ["nips=1", "limit=1&limit=2", "agency=1.02&agency=1.02", "format=xml", "page=2"])
def test_a_parameter_that_would_be_lost_is_refused_by_name(month: Month, admin: Client, query: str) -> None:
    answer = asked(admin, f"{AGENCIES}?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, query.partition("=")[0])


def test_an_empty_agency_is_none_and_not_all(month: Month, admin: Client) -> None:
    assert asked(admin, f"{AGENCIES}?agency=").status_code == 400


def test_what_an_address_serves_is_told_to_whoever_may_only_write(month: Month) -> None:
    client = program(month.cast.region_admin, ApiScope.ACTUALS_WRITE)
    answer = client.options(ACTUALS)
    assert (answer.status_code, answer["Allow"]) == (200, "POST, PUT, OPTIONS")


def test_a_file_is_given_to_who_accepts_a_pdf_alone(month: Month, admin: Client) -> None:
    month.evaluate()
    address = f"/api/v1/documents/{a_scorecard(month.evaluation()).pk}/file/"
    answer = admin.get(address, headers={"accept": "application/pdf"})
    assert answer.status_code != 406


def test_who_accepts_a_pdf_alone_is_refused_in_problem_details(month: Month) -> None:
    month.evaluate()
    address = f"/api/v1/documents/{a_scorecard(month.evaluation()).pk}/file/"
    answer = program(month.cast.citra).get(address, headers={"accept": "application/pdf"})
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")


def test_a_browser_without_its_token_is_told_in_the_language_of_the_reader(month: Month) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(month.cast.region_admin)
    answer = sent(browser, ACTUALS, an_actual_row(month))
    assert (answer.status_code, "X-CSRFToken" in detail(answer)) == (403, True)
