"""A log that follows a request or a task from end to end and names nobody."""

import logging
import re
from contextvars import Context
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client, RequestFactory

from agencies.models import ApiScope
from appraisal.services.evaluation import ask_refresh
from appraisal.tasks import refresh_stale
from config.errors import server_error
from config.observing.context import request_id, request_id_from
from config.observing.lines import without_secrets
from tests.api.programs import a_token, with_secret
from tests.cast import Cast
from tests.operations.log_lines import Lines, caught
from tests.visitors import visitor

GIVEN = "proxy-7f3a.2026"
PASSWORD = "kata-sandi-yang-salah"


def asked(client: Client, address: str, **more: Any) -> Lines:
    """The lines of one request, met as a server meets it: outside any scope."""
    with caught() as lines:
        Context().run(client.get, address, **more)
    return lines


def refresh(cast: Cast) -> Any:
    """A task of the region, run here."""
    return refresh_stale.apply(kwargs={"region_id": cast.region.pk})


def test_a_request_leaves_one_line_with_its_facts(kupang: Cast) -> None:
    (line,) = asked(visitor(kupang.budi), "/kinerja/").of("timbang.requests")
    assert line.pop("ms") >= 0
    assert re.fullmatch(r"[0-9a-f]{32}", line.pop("request_id"))
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "timbang.requests",
        "message": "request",
        "region": kupang.region.code,
        "region_id": kupang.region.pk,
        "account": str(kupang.budi.user.key),
        "method": "GET",
        "route": line["route"],
        "status": 200,
    }
    assert "/" not in line["route"]


def test_a_well_formed_id_of_the_proxy_is_kept_and_sent_back(client: Client, db: None) -> None:
    answer = client.get("/sehat/", headers={"x-request-id": GIVEN})
    assert answer["X-Request-ID"] == GIVEN


@pytest.mark.parametrize("given", ["", "kurang", "a b c d e f g h", "x" * 65, "198501012010011001", 'a"b\n,c1234567'])
def test_any_other_id_is_replaced(given: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", request_id_from(given))


def test_every_line_of_a_request_carries_its_id(client: Client, db: None) -> None:
    lines = asked(client, "/tidak-ada/", headers={"x-request-id": GIVEN})
    assert {line["request_id"] for name in ("timbang.requests", "django.request") for line in lines.of(name)} == {GIVEN}


def test_after_a_request_its_id_is_gone(client: Client, db: None) -> None:
    client.get("/sehat/")
    assert request_id.get() == ""


def test_probes_leave_no_line_while_all_is_well(client: Client, db: None) -> None:
    assert asked(client, "/sehat/").of("timbang.requests") == []


def test_a_task_leaves_one_line_with_its_region(kupang: Cast) -> None:
    with caught() as lines:
        done = refresh(kupang)
    (line,) = lines.of("timbang.tasks")
    assert (line["task"], line["task_id"]) == (ask_refresh.TASK, done.id)
    assert (line["region_id"], line["state"]) == (kupang.region.pk, "SUCCESS")


def test_a_task_carries_the_id_of_the_request_that_asked_for_it() -> None:
    from config.observing.task_lines import carry_request_id

    headers: dict[str, object] = {}
    token = request_id.set(GIVEN)
    carry_request_id(headers=headers)
    request_id.reset(token)
    assert headers == {"timbang_request_id": GIVEN}


def test_no_line_names_a_person_or_tells_a_secret(kupang: Cast) -> None:
    people = [kupang.budi, kupang.sari, kupang.ratna, kupang.citra, kupang.dewi]
    _token, secret = a_token(kupang.region_admin, *ApiScope)
    code = kupang.region.code
    with caught() as lines:
        for person in people:
            _walk(person, secret.shown, code)
        refresh(kupang)
        _fail_in_every_way(kupang)
    secrets = [secret.shown, PASSWORD, "tandatangan-publik"]
    names = [name for person in people for name in (person.nip, person.name, person.name.split()[0])]
    assert lines.of("timbang.requests")
    assert [word for word in (*secrets, *names) if word in lines.text] == []


def _walk(person: object, secret: str, code: str) -> None:
    """What people and programs ask for, with names and secrets wherever they can stand."""
    nip, name = person.nip, person.name  # type: ignore[attr-defined]
    signed_in = visitor(person)  # type: ignore[arg-type]
    for address in ("/", "/kinerja/", f"/pegawai/?cari={nip}", f"/{nip}/{name}/", f"/cari/?q={name}"):
        Context().run(signed_in.get, address, headers={"x-request-id": nip})
    Context().run(Client().post, "/masuk/", {"region": code, "login": nip, "password": PASSWORD})
    Context().run(Client(enforce_csrf_checks=True).post, f"/masuk/?next=/{nip}/", {"login": nip})
    Context().run(Client().get, "/v/1-tandatangan-publik/")
    Context().run(Client().get, f"/api/v1/evaluations/?period=2026-01&nip={nip}")
    Context().run(with_secret(secret).get, f"/api/v1/evaluations/?period=2026-01&nip={nip}")
    Context().run(with_secret(f"{secret}x").get, f"/api/v1/evaluations/{nip}/")
    Context().run(Client(headers={"host": f"{nip}.contoh"}).get, "/masuk/")


def _fail_in_every_way(kupang: Cast) -> None:
    """Failures whose words quote a row, as libraries write them."""
    budi = kupang.budi
    request = RequestFactory().get(f"/pegawai/{budi.nip}/")
    try:
        _quote_a_row(ValueError(f"{budi.name} ({budi.nip})"), KeyError(budi.name))
    except ValueError as error:
        server_error(request)
        say("django.request").exception("%s: %s", "Internal Server Error", request.path)
        say("timbang.reports").exception("A document could not be made")
        say("appraisal").warning("Plan %s was not evaluated: %s", 7, error)
        say("celery.app.trace").exception("Task %(name)s raised: %(exc)s", {"name": "x", "exc": repr(error)})
        say("appraisal").exception(error)
        say("lain").exception("Row of %s, Bearer abcdefgh, password=%s", budi.nip, PASSWORD)


def _quote_a_row(error: Exception, cause: Exception) -> None:
    raise error from cause


def say(name: str) -> logging.Logger:
    """The logger of a library."""
    return logging.getLogger(name)


def test_an_exception_tells_kind_causes_and_place_but_not_its_words(db: None) -> None:
    with caught() as lines:
        try:
            _quote_a_row(IntegrityError("Key (nip)=(1985) exists"), OperationalError("server closed\nDETAIL: x"))
        except IntegrityError:
            say("timbang.uji").exception("It failed")
    (line,) = lines.of("timbang.uji")
    assert line["exception"]["kind"] == "IntegrityError"
    assert line["exception"]["causes"] == ["OperationalError: server closed"]
    assert line["exception"]["place"][-1].endswith("_quote_a_row")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("NIP 19850101 201001 1 001 dan 198501012010011001.", "NIP [nip] dan [nip]."),
        ("GET /v/3-abcdef123/ gagal", "GET /v/[token]/ gagal"),
        ("GET /sandi/3/abcdef123-_/ gagal", "GET /[tautan]/ gagal"),
        ("redis://:kunci@broker:6379/0 tidak menjawab", "redis://[rahasia]@broker:6379/0 tidak menjawab"),
        ("surat ke budi.lay@contoh.go.id", "surat ke [surel]"),
        ("Run 41 of 2026-01 waits", "Run 41 of 2026-01 waits"),
    ],
)
def test_what_looks_like_a_secret_is_taken_out(said: str, written: str) -> None:
    assert without_secrets(said) == written
