"""What the demo runs: the preparation of the database, and a worker, a scheduler and the web."""

import multiprocessing
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from config.local import ROOT
from config.local.state import ServerError


@dataclass(frozen=True, slots=True)
class Command:
    """A process to run: its name, what follows ``python -m``, and its login of the database."""

    name: str
    module: list[str]
    role: str


@dataclass(frozen=True, slots=True)
class Product:
    """How to prepare the database, and what to run with a data folder and the descriptor of the web's socket.

    Commands come in the order of starting; the last must answer ``/siap/`` on that socket.
    """

    prepare: Callable[[], None]
    commands: Callable[[Path, int], Iterator[Command]]


def prepare_database() -> None:
    """The schema, then the demo's data; a database with other data keeps just that.

    Raises:
        ServerError: the schema cannot be brought up to date; the reason has been printed.
    """
    print("Menyiapkan basis data ...")
    if _manage("migrate", "--verbosity", "0"):
        msg = "Basis data tidak dapat disiapkan; sebabnya tertulis di atas."
        raise ServerError(msg)
    if _manage("load_demo"):
        print("Data contoh tidak dimuat; sebabnya tertulis di atas. Timbang dijalankan dengan data yang ada.")


def commands(data: Path, descriptor: int) -> Iterator[Command]:
    """Worker, scheduler and web, sized for a machine with two cores."""
    celery = ["celery", "-A", "config"]
    pool = "prefork"
    if not _has_shared_memory():
        print("Memori bersama (/dev/shm) tidak dapat dipakai: pekerja memakai utas, bukan proses.")
        pool = "threads"
    quick_start = ["--without-gossip", "--without-mingle"]
    yield Command("worker", [*celery, "worker", "--pool", pool, "--concurrency", "2", *quick_start, *LOGGED], "worker")
    schedule = str(data / "beat-schedule")
    yield Command("beat", [*celery, "beat", "--schedule", schedule, "--pidfile", "", *LOGGED], "worker")
    size = ["--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "3"]
    listening = ["--bind", f"fd://{descriptor}", "--access-logfile", "-", "--no-control-socket"]
    yield Command("web", ["gunicorn", "config.wsgi", *listening, *size], "web")


def _manage(*arguments: str) -> int:
    return subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=False).returncode


def _has_shared_memory() -> bool:
    """Whether processes can share a semaphore, which Celery's pool of processes needs (a bare container may not)."""
    try:
        multiprocessing.Semaphore()
    except OSError:
        return False
    return True


LOGGED = ["--loglevel", "INFO"]
TIMBANG = Product(prepare_database, commands)
