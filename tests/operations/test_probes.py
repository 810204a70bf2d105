"""What machines ask: is it alive, can it work, how is it doing."""

import ipaddress
import re
import socket
import threading
import time
from contextvars import Context
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client

from appraisal.models import EvaluationRun
from appraisal.services.periods.ensure_period import ensure_period
from config import health, probe
from config.observing import worker_facts
from config.settings.base import cache_at
from tests.cast import Cast
from tests.visitors import visitor

TOKEN = "pemantau-9d0c5a7e1f2b4c6d8e0f"
METRICS = "/metrik/"


@pytest.fixture
def watched(settings: LazySettings) -> dict[str, str]:
    """The token is set; the header that shows it."""
    settings.METRICS_TOKEN = TOKEN
    cache.delete("metrics:active-runs")
    return {"authorization": f"Bearer {TOKEN}"}


def figures(client: Client, headers: dict[str, str]) -> dict[str, float]:
    """What is answered, by name with labels."""
    answer = Context().run(client.get, METRICS, headers=headers)
    assert answer.status_code == 200
    lines = [line for line in answer.content.decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _space, value in (line.rpartition(" ") for line in lines)}


def test_it_lives_without_the_database(client: Client) -> None:
    assert client.get("/sehat/").json() == {"status": "hidup"}


def test_it_is_ready_when_database_broker_and_schema_are(client: Client, db: None) -> None:
    assert client.get("/siap/").json() == {"status": "siap"}


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_it_is_not_ready_before_migrate_has_run(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_schema_is_current", False)
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reports' RETURNING name, applied")
        taken = cursor.fetchall()
    try:
        answer = client.get("/siap/")
    finally:
        with connections["owner"].cursor() as cursor:
            statement = "INSERT INTO django_migrations (app, name, applied) VALUES ('reports', %s, %s)"
            cursor.executemany(statement, taken)
    assert (answer.status_code, answer.json()) == (503, {"status": "belum siap: migrasi"})


def test_without_a_token_nothing_is_there(client: Client, db: None) -> None:
    assert client.get(METRICS).status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer lain", f"Basic {TOKEN}x"])
def test_a_wrong_token_is_told_nothing(client: Client, watched: dict[str, str], db: None, shown: str) -> None:
    assert client.get(METRICS, headers={"authorization": shown}).status_code == 404


def test_an_empty_token_opens_nothing(client: Client, settings: LazySettings, db: None) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get(METRICS, headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("network", "forwarded", "status"),
    [("127.0.0.0/8", {}, 200), ("10.0.0.0/8", {}, 404), ("127.0.0.0/8", {"x-forwarded-for": "10.1.1.1"}, 404)],
    ids=["named", "another", "through a proxy"],
)
def test_a_network_is_let_in_only_directly(
    client: Client, settings: LazySettings, network: str, forwarded: dict[str, str], status: int
) -> None:
    settings.METRICS_NETWORKS = [ipaddress.ip_network(network)]
    assert client.get(METRICS, headers=forwarded).status_code == status


def test_requests_are_counted_by_route_and_status(kupang: Cast, watched: dict[str, str]) -> None:
    client = visitor(kupang.budi)
    name = 'timbang_requests_total{method="GET",route="-",status="404"}'
    before = figures(client, watched).get(name, 0)
    Context().run(client.get, f"/{kupang.budi.nip}/")
    assert figures(client, watched)[name] == before + 1


def test_queue_tasks_and_runs_are_told(kupang: Cast, watched: dict[str, str]) -> None:
    worker_facts.note_task(name="uji.tugas", state="SUCCESS", seconds=1.5)
    EvaluationRun.objects.create(period=ensure_period(code="2026-01"))
    found = figures(Client(), watched)
    assert found["timbang_queue_length"] >= 0
    assert found['timbang_tasks_total{state="SUCCESS",task="uji.tugas"}'] >= 1
    assert found['timbang_task_seconds_total{task="uji.tugas"}'] >= 1.5
    assert found['timbang_active_runs{kind="evaluation"}'] == 1
    assert found['timbang_up{part="broker"}'] == found['timbang_up{part="database"}'] == 1


def test_a_broker_that_is_away_is_told_and_hides_nothing_else(
    client: Client, watched: dict[str, str], settings: LazySettings, db: None
) -> None:
    settings.REDIS_URL = "unix:///tidak/ada"
    worker_facts.broker.cache_clear()
    try:
        found = figures(client, watched)
        worker_facts.note_task(name="uji.tugas", state="SUCCESS", seconds=1.5)
    finally:
        worker_facts.broker.cache_clear()
    assert found['timbang_up{part="broker"}'] == 0
    assert found['timbang_up{part="database"}'] == 1


def test_a_cache_that_is_away_hides_no_figure(
    client: Client, watched: dict[str, str], settings: LazySettings, db: None
) -> None:
    settings.CACHES = {"default": cache_at("unix:///tidak/ada")}
    assert figures(client, watched)['timbang_up{part="database"}'] == 1


def test_no_figure_names_a_region_or_a_person(kupang: Cast, watched: dict[str, str]) -> None:
    client: Any = visitor(kupang.budi)
    Context().run(client.get, "/kinerja/")
    text = Context().run(client.get, METRICS, headers=watched).content.decode()
    for word in (kupang.region.name, kupang.region.code, kupang.budi.nip, kupang.budi.name):
        assert not re.search(rf"(?<![\d.]){re.escape(word)}(?!\d)", text)


def test_a_worker_is_well_while_tasks_are_finished(capsys: pytest.CaptureFixture[str]) -> None:
    worker_facts.note_task(name="uji.tugas", state="SUCCESS", seconds=0.1)
    call_command("worker_health")
    assert "Tugas terakhir selesai" in capsys.readouterr().out


def test_a_worker_that_finishes_nothing_is_not_well() -> None:
    worker_facts.broker().set(worker_facts.LAST, 1_700_000_000)
    with pytest.raises(CommandError, match="detik lalu"):
        call_command("worker_health")


def test_a_task_from_the_future_says_nothing_of_the_worker() -> None:
    worker_facts.broker().set(worker_facts.LAST, int(time.time()) + 7200)
    with pytest.raises(CommandError, match="di depan jam mesin ini"):
        call_command("worker_health")


@pytest.mark.parametrize("bind", ["127.0.0.1:{}", "0.0.0.0:{}", ":{}"])
def test_the_probe_asks_where_the_web_listens(monkeypatch: pytest.MonkeyPatch, bind: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("BIND", bind.format(server.getsockname()[1]))
        server.settimeout(20)
        asking = threading.Thread(target=probe.main)
        asking.start()
        link, _address = server.accept()
        assert link.recv(100).startswith(b"GET /siap/ ")
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        link.close()
        asking.join(20)
