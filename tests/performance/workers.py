"""Real Celery workers as processes, for the question what a second one brings."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from celery import current_app
from django.conf import settings

from tests.performance.measuring import cpu_of_session

START_SECONDS = 120
STOP_SECONDS = 30


@contextmanager
def celery_worker(*, processes: int, log: Path) -> Iterator["Worker"]:
    """A worker with so many processes, as an installation starts it; ended afterwards.

    Raises:
        RuntimeError: it does not start; the text is the end of its log.
    """
    current_app.control.purge()
    worker = Worker(processes, log)
    try:
        worker.wait()
        yield worker
    finally:
        worker.stop()


class Worker:
    """One ``celery worker`` with its pool: a session of its own."""

    def __init__(self, processes: int, log: Path) -> None:
        self._name = f"bench-{uuid.uuid4().hex}@timbang"
        self._log = log
        command = ["celery", "-A", "config", "worker", "-c", str(processes), "--loglevel", "WARNING", "-n", self._name]
        with log.open("w") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *command],
                env={**os.environ, "TIMBANG_DATABASE_ROLE": "worker"},
                cwd=settings.BASE_DIR,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while not current_app.control.ping(timeout=0.5, destination=[self._name]):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(self._log.read_text()[-2000:])

    def cpu(self) -> float:
        """CPU seconds so far, of the worker and its pool."""
        return cpu_of_session(self._process.pid)

    def stop(self) -> None:
        """Ask it to end; after a while, make it."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
