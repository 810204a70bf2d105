"""Two processes of gunicorn, each counting for itself: whichever is asked tells the sum."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from django.conf import settings
from django.db import connections

from tests.operations.installations import address_of

TOKEN = "pemantau-9d0c5a7e1f2b4c6d8e0f"
ASKED = 24
PROCESS = 'timbang_requests_total{method="GET",route="help",status="200"}'
SECONDS_TO_START = 120


@contextmanager
def gunicorn(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A web server of two processes on the test's own database: its address, and the folder they count into."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    folder = tmp_path / "metrik"
    folder.mkdir()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": address_of("web", connections["default"].settings_dict["NAME"]),
        "PROMETHEUS_MULTIPROC_DIR": str(folder),
        "METRICS_TOKEN": TOKEN,
        "BIND": bind,
        "WEB_WORKERS": "2",
        "WEB_THREADS": "1",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
    with (tmp_path / "gunicorn.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=log)
    try:
        yield f"http://{bind}", folder
    finally:
        server.terminate()
        server.wait(30)


def asked(address: str) -> str:
    """The answer, as soon as the server is there; the connection waits for a process that still starts."""
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            answer = requests.get(address, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=SECONDS_TO_START)
        except requests.ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            assert answer.status_code == 200, answer.status_code
            return answer.text


def counting(folder: Path) -> int:
    """How many processes have counted so far."""
    return len(list(folder.glob("counter_*.db")))


@pytest.mark.django_db(transaction=True)
def test_whichever_process_is_asked_tells_what_all_have_counted(tmp_path: Path) -> None:
    with gunicorn(tmp_path) as (address, folder):
        sent = 0
        while sent < ASKED or (counting(folder) < 2 and sent < 40 * ASKED):
            asked(f"{address}/bantuan/")
            sent += 1
        assert counting(folder) == 2, "one of the two processes was never asked"
        told = {line.rpartition(" ")[0]: line.rpartition(" ")[2] for line in asked(f"{address}/metrik/").splitlines()}
        assert float(told[PROCESS]) == sent
