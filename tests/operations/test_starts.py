"""Web, worker and commands say in one sentence why they do not start, as an administrator starts them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests.operations.installations import Installation, a_new_database, address_of
from tests.operations.test_refusals import OURS, SAFE

GUNICORN = ("-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi")
CELERY = ("-m", "celery", "--app", "config", "--quiet", "worker", "--concurrency", "1", "--pool", "solo")
SECONDS = 90


def said(tmp_path: Path, *command: str, **changed: str) -> list[str]:
    """The lines with which a process of production ends, which is not well."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    outcome = subprocess.run(
        [sys.executable, *command],
        env={**inherited, **SAFE, "TIMBANG_DATA": str(tmp_path), "BIND": "127.0.0.1:0", **changed},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert outcome.returncode != 0, outcome.stdout
    return [line for line in outcome.stderr.splitlines() if not line.startswith("{")]


@pytest.mark.parametrize("command", [GUNICORN, CELERY], ids=["web", "worker"])
def test_an_unsafe_setting_is_one_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert said(tmp_path, *command, ALLOWED_HOSTS="*") == [
        "ALLOWED_HOSTS menerima nama apa saja. Sebutkan nama-namanya satu per satu, tanpa *."
    ]


def test_a_number_that_is_none_is_named(tmp_path: Path) -> None:
    lines = said(tmp_path, *GUNICORN, WEB_WORKERS="banyak")
    assert "WEB_WORKERS harus bilangan bulat, bukan 'banyak'." in lines[-1]
    assert "Traceback" not in "".join(lines)


def test_a_web_that_sees_every_region_ends(tmp_path: Path, db: None) -> None:
    # The worker's login may become the system role, which is right for a worker alone.
    address = address_of("worker", connections["default"].settings_dict["NAME"])
    lines = said(tmp_path, *GUNICORN, DATABASE_URL=address, REDIS_URL=settings.REDIS_URL)
    assert any("timbang_worker may become timbang_system" in line for line in lines)


@pytest.mark.parametrize(
    ("command", "needed", "given"), [(GUNICORN, "web", "worker"), (CELERY, "worker", "web")], ids=["web", "worker"]
)
def test_what_runs_with_the_login_of_the_other_ends(
    tmp_path: Path, db: None, command: tuple[str, ...], needed: str, given: str
) -> None:
    name = connections["default"].settings_dict["NAME"]
    urls = {"DATABASE_URL": address_of("web", name), "DATABASE_WORKER_URL": address_of("worker", name)}
    lines = said(tmp_path, *command, TIMBANG_DATABASE_ROLE=given, REDIS_URL=settings.REDIS_URL, **urls)
    assert f"Proses ini memerlukan TIMBANG_DATABASE_ROLE={needed}, bukan {given}." in lines


def test_a_command_without_a_schema_says_migrate(tmp_path: Path, db: None) -> None:
    with a_new_database("test_timbang_empty") as name:
        outcome = Installation(name, tmp_path).manage("create_region", "53.71", "Kota Kupang")
    assert outcome.returncode == 1
    assert outcome.stderr.splitlines() == [
        "Skema basis data belum dibuat, atau bukan dari versi ini. Jalankan manage.py migrate."
    ]


def test_a_command_without_a_database_says_so(tmp_path: Path) -> None:
    outcome = Installation("test_timbang_tidak_ada", tmp_path).manage("create_region", "53.71", "Kota Kupang")
    assert outcome.returncode == 1
    assert len(outcome.stderr.splitlines()) == 1
    assert "Basis data tidak dapat dipakai" in outcome.stderr


def test_the_traceback_is_shown_to_whoever_asks_for_it(tmp_path: Path) -> None:
    command = ("create_region", "53.71", "Kota Kupang", "--traceback")
    assert "Traceback" in Installation("test_timbang_tidak_ada", tmp_path).manage(*command).stderr
