"""Two regions ask the real server at once, from many threads: no answer ever mixes them."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from agencies.models import Employee
from agencies.tenancy.scope import region_scope
from appraisal.services.create_region import create_region
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.periods.ensure_period import ensure_period
from tests.appraisal.factories import an_actual, supervisor_ratings
from tests.factories import a_placement, a_plan, an_agency, an_employee, an_indicator

REQUESTS = 400
THREADS = 16
START_SECONDS = 40


@pytest.fixture
def server(transactional_db: None, tmp_path: Path) -> Iterator[int]:
    """gunicorn with one process and eight threads on the test database; its port."""
    web = connections["default"].settings_dict
    url = f"postgres://{web['USER']}@{web['HOST'].replace('/', '%2F')}/{web['NAME']}"
    port = 8800 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    command = ["gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "8"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": url,
        "TIMBANG_DATABASE_ROLE": "web",
    }
    with (tmp_path / "web.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], env=environment, cwd=settings.BASE_DIR, stdout=log, stderr=log
        )
    _wait_for(port, tmp_path / "web.log")
    yield port
    process.terminate()
    process.wait()


def test_no_answer_ever_mixes_two_regions(server: int) -> None:
    cookies = {name: _evaluated_person(code, name) for code, name in (("53.71", "Kupang"), ("32.73", "Bandung"))}
    asked = [("Kupang", "Bandung"), ("Bandung", "Kupang")] * (REQUESTS // 2)
    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(lambda pair: _get(server, cookies[pair[0]]), asked))
    wrong = [
        (own, status)
        for (own, other), (status, text) in zip(asked, answers, strict=True)
        if status != 200 or f"Pegawai {own}" not in text or other in text
    ]
    assert wrong == []


def _evaluated_person(code: str, name: str) -> str:
    """A region with one evaluated employee, named after the region; the session cookie of the employee."""
    region = create_region(code=code, name=f"Kota {name}", time_zone="Asia/Jakarta")
    with region_scope(region.pk):
        agency = an_agency(name=f"Dinas {name}")
        head = an_employee(f"Kepala {name}")
        a_placement(head, agency)
        employee = an_employee(f"Pegawai {name}")
        a_placement(employee, agency, head)
        indicator = an_indicator(agency, name=f"Layanan {name}")
        a_plan(employee, agency, {indicator: ("100", "10")})
        an_actual(employee, indicator, "2026-01", "9")
        supervisor_ratings(employee, head, "2026-01", 3)
        period = ensure_period(code="2026-01")
    evaluate_period(region_id=region.pk, period_id=period.pk)
    return _session_of(employee)


def _session_of(employee: Employee) -> str:
    client = Client()
    assert employee.user is not None
    client.force_login(employee.user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _get(port: int, cookie: str, address: str = "/kinerja/") -> tuple[int, str]:
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "Host": "localhost"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", address, headers=headers)
        with closing(connection.getresponse()) as answer:
            return answer.status, answer.read().decode()


def _wait_for(port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _is_alive(port):
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)


def _is_alive(port: int) -> bool:
    try:
        status, _text = _get(port, "", "/sehat/")
    except OSError:
        return False
    return status == 200
