"""Cookies as production sets them, on somebody's way from the door to the own account."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.conf import settings as tests_settings
from django.db import connection
from django.test import Client

from tests.cast import Cast, cast_of_kupang
from tests.hardening.production import shown_by_production
from tests.operations.installations import address_of

PASSWORD = "kuda-laut-berenang-tenang"
TO_THE_ACCOUNT = """
import json, django
django.setup()
from django.test import Client
from agencies.models import User
# Files are collected when the image is built, not where tests run.
settings.STORAGES["staticfiles"] = {{"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
person = User.objects.get(login={login!r})
person.set_password({password!r})
person.save()
browser = Client(headers={{"host": "kinerja.contoh.go.id"}})
asked = {{"secure": True}}
browser.get("/masuk/", **asked)
typed = {{"region": "53.71", "login": {login!r}, "password": {password!r}}}
statuses = [browser.post("/masuk/", typed, **asked).status_code]
chosen = {{"theme": "dark", "shortcuts": "off", "language": "en"}}
statuses += [browser.post("/akun/tampilan/", chosen, **asked).status_code, browser.get("/akun/", **asked).status_code]
kept = {{one.key: dict(one) for one in browser.cookies.values()}}
print(json.dumps({{"statuses": statuses, "kept": kept}}))
"""
SITE_WIDE = {"sessionid", "csrftoken", "perangkat", "daerah", "tema", "pintasan", "django_language", "messages"}


@pytest.fixture
def people(transactional_db: None) -> Cast:
    """Kota Kupang, committed: production asks in a process of its own."""
    return cast_of_kupang()


@pytest.fixture
def kept(people: Cast, tmp_path: Path) -> Mapping[str, Mapping[str, object]]:
    """The attributes of every cookie after signing in and choosing a look, by name."""
    code = TO_THE_ACCOUNT.format(login=people.auditor.login, password=PASSWORD)
    database = address_of("web", connection.settings_dict["NAME"])
    found = json.loads(shown_by_production(code, tmp_path, DATABASE_URL=database, REDIS_URL=tests_settings.REDIS_URL))
    assert found["statuses"] == [302, 302, 200]
    return dict(found["kept"])


def test_production_lets_no_other_host_plant_a_cookie(kept: Mapping[str, Mapping[str, object]]) -> None:
    """A browser refuses such names without ``Secure``, without the path ``/``, with a domain, and over plain http."""
    assert set(kept) == {f"__Host-{name}" for name in SITE_WIDE}
    attributes = {(one["secure"], one["path"], one["domain"], one["samesite"]) for one in kept.values()}
    assert attributes == {(True, "/", "", "Lax")}


def test_scripts_read_the_token_for_forms_and_no_other_cookie_of_production(
    kept: Mapping[str, Mapping[str, object]],
) -> None:
    lasting = {name: one for name, one in kept.items() if one["max-age"] != 0}
    assert [name for name, one in lasting.items() if not one["httponly"]] == ["__Host-csrftoken"]


def test_without_https_names_are_plain(client: Client, db: None) -> None:
    client.get("/masuk/")
    assert set(client.cookies) == {"csrftoken"}
