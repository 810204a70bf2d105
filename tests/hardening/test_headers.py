"""Headers, cookies and hosts. The answer of every address to everybody is looked at in test_access_matrix."""

import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.cast import Cast
from tests.hardening.answers import faults_of
from tests.hardening.production import shown_by_production


def _fails(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("gagal/", _fails), path("api/v1/gagal/", _fails)]
handler500 = "config.errors.server_error"


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/static/icon.svg", 200),
        ("get", "/static/js/nothing.js", 404),
        ("get", "/tidak-ada/", 404),
        ("post", "/sehat/", 405),
        ("get", "/masuk", 301),
        ("get", "/api/v1/tidak-ada/", 404),
        ("get", "/metrik/", 404),
        ("get", "/v/1-AAAAAAAAAAAAAAAAAAAAAA/", 404),
        ("options", "/sehat/", 405),
    ],
)
def test_what_no_view_answers_carries_the_headers_too(method: str, address: str, status: int) -> None:
    answer = getattr(Client(), method)(address)
    found = (answer.status_code, list(faults_of(answer, is_personal=False)))
    answer.close()
    assert found == (status, [])


@pytest.mark.usefixtures("db")
def test_a_host_that_is_not_ours_is_refused() -> None:
    answer = Client().get("/masuk/", headers={"host": "jahat.example"})
    assert (answer.status_code, list(faults_of(answer, is_personal=False))) == (400, [])
    assert "jahat.example" not in answer.content.decode()


@pytest.mark.usefixtures("db")
def test_a_host_named_by_a_stranger_in_between_is_not_believed() -> None:
    answer = Client().get("/masuk", headers={"x-forwarded-host": "jahat.example"})
    assert "jahat.example" not in answer["Location"]


@pytest.mark.urls("tests.hardening.test_headers")
@pytest.mark.parametrize("address", ["/gagal/", "/api/v1/gagal/"])
def test_a_failure_carries_the_headers(db: None, address: str) -> None:
    answer = Client(raise_request_exception=False).get(address)
    assert (answer.status_code, list(faults_of(answer, is_personal=False))) == (500, [])


def test_a_form_without_its_token_is_refused_with_the_headers(kupang: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    assert kupang.citra.user is not None
    client.force_login(kupang.citra.user)
    answer = client.post("/akun/kata-sandi/", {})
    assert (answer.status_code, list(faults_of(answer, is_personal=True))) == (403, [])


def test_the_metrics_that_are_shown_carry_them(client: Client, settings: LazySettings, db: None) -> None:
    settings.METRICS_TOKEN = "pemantau-9d0c5a7e1f2b4c6d8e0f"
    answer = client.get("/metrik/", headers={"authorization": f"Bearer {settings.METRICS_TOKEN}"})
    faults = list(faults_of(answer, is_personal=True))
    assert (answer.status_code, faults) == (200, [])


def production(code: str, tmp_path: Any, **changed: str) -> Any:
    """What a piece of Python finds under production's settings."""
    return json.loads(shown_by_production(code, tmp_path, **changed))


def test_production_keeps_cookies_from_scripts_and_from_plain_connections(tmp_path: Any) -> None:
    names = ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    found = production(f"import json; print(json.dumps([getattr(settings, name) for name in {names!r}]))", tmp_path)
    assert found == [True, True, True, True]


ASKED = """
import json, django
django.setup()
from django.test import Client
# Files are collected when the image is built, not where tests run.
settings.STORAGES["staticfiles"] = {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
answer = Client().get("/masuk/", secure={secure}, headers={{"host": {host!r}}})
print(json.dumps({{"status": answer.status_code, **answer.headers}}))
"""


@pytest.mark.parametrize(
    ("host", "secure", "status"),
    [("kinerja.contoh.go.id", False, 301), ("jahat.example", True, 400)],
    ids=["over plain http", "for another host"],
)
def test_production_turns_away(tmp_path: Any, host: str, secure: bool, status: int) -> None:
    found = production(ASKED.format(secure=secure, host=host), tmp_path)
    assert found["status"] == status
    assert found["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in found["Content-Security-Policy"]
    if status == 301:
        assert found["Location"] == "https://kinerja.contoh.go.id/masuk/"


def test_production_asks_browsers_to_stay_with_https_for_a_year(tmp_path: Any) -> None:
    code = ASKED.replace("/masuk/", "/sehat/").format(secure=True, host="kinerja.contoh.go.id")
    found = production(code, tmp_path)
    assert found["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
