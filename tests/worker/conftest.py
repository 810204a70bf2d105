"""A real Celery worker on the test database and the real broker."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings
from django.db import connections

START_SECONDS = 120


def environment_of_the_worker(**more: str) -> dict[str, str]:
    """What leads another process to the test's own database, as the worker's role; ``more`` comes on top."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_WORKER_URL": _address_of_the_test_database(),
        "TIMBANG_DATABASE_ROLE": "worker",
        **more,
    }


class Worker:
    """One worker process with its pool; killed as a whole group, as a power cut would.

    ``broker`` is the address of another broker than the one of all tests.
    """

    def __init__(self, log: Path, *, processes: int = 1, broker: str = "") -> None:
        self._name = f"uji-{uuid.uuid4().hex}@timbang"
        self._log = log.open("w")
        command = ["celery", "-A", "config", "worker", "-c", str(processes), "--loglevel", "INFO", "-n", self._name]
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=environment_of_the_worker(**({"REDIS_URL": broker} if broker else {})),
            cwd=settings.BASE_DIR,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers(log, broker):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                pytest.fail(log.read_text())

    def _answers(self, log: Path, broker: str) -> bool:
        if broker:  # This process knows only the broker of all tests.
            time.sleep(0.1)
            return "ready." in log.read_text()
        return bool(current_app.control.ping(timeout=0.5, destination=[self._name]))

    def deploy_away(self) -> None:
        """SIGTERM, as a deploy sends it: finish what is under way, take nothing new. Returns at once."""
        os.kill(self._process.pid, signal.SIGTERM)

    def exit_code(self) -> int:
        """What it ended with; waits for that."""
        return self._process.wait(timeout=START_SECONDS)

    def kill(self) -> None:
        """SIGKILL to the worker and its pool; nothing where it is gone already."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._log.close()


def _address_of_the_test_database() -> str:
    worker = connections["worker"].settings_dict
    return f"postgres://{worker['USER']}@{worker['HOST'].replace('/', '%2F')}/{worker['NAME']}"


@pytest.fixture
def empty_queue() -> Iterator[None]:
    """No task of another test waits."""
    current_app.control.purge()
    yield
    current_app.control.purge()


@pytest.fixture
def worker(transactional_db: None, empty_queue: None, tmp_path: Path) -> Iterator[Worker]:
    """A worker that answers."""
    running = Worker(tmp_path / "worker.log")
    yield running
    running.kill()
