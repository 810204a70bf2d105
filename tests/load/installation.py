"""The product as it is shipped, on throw-away servers: production settings, gunicorn, worker, scheduler."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY_SECONDS = 60.0
CELERY = ("-m", "celery", "-A", "config")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Installation:
    """What runs, where it answers, and who is signed in."""

    address: str
    visitors: Path
    processes: Mapping[str, int]

    def cpu(self) -> dict[str, float]:
        """CPU seconds by part so far: a process with all below it; what ended is counted with its parent."""
        tree = _process_tree()
        return {name: sum(_cpu(one) for one in _with_children(pid, tree)) for name, pid in self.processes.items()}

    def waiting_tasks(self) -> int:
        """How many tasks no worker has taken yet."""
        from django.core.cache import cache

        return int(cache._cache.get_client().llen("celery"))  # type: ignore[attr-defined]


@contextmanager
def an_installation(folder: Path, *, employees: int, sessions: int) -> Iterator[Installation]:
    """Data, then processes; all of them end with the block."""
    visitors = folder / "visitors.json"
    _prepare(employees, sessions, visitors)
    port = _free_port()
    environment = _production(port)
    _run("manage.py", "collectstatic", "--noinput", "--verbosity", "0", environment=environment)
    with ExitStack() as stack:
        web = ["-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
        worker = [*CELERY, "worker", "--concurrency", "2", "--loglevel", "WARNING"]
        beat = [*CELERY, "beat", "--schedule", str(folder / "beat"), "--pidfile", "", "--loglevel", "WARNING"]
        role = {**environment, "TIMBANG_DATABASE_ROLE": "worker"}
        processes = {
            "web": stack.enter_context(_process(web, environment, folder / "web.log")),
            "worker": stack.enter_context(_process(worker, role, folder / "worker.log")),
            "scheduler": stack.enter_context(_process(beat, role, folder / "beat.log")),
            **_servers(),
        }
        address = f"http://localhost:{port}"
        _wait_until_ready(address)
        yield Installation(address, visitors, processes)


def _prepare(employees: int, sessions: int, visitors: Path) -> None:
    """In this process, as the owner makes the schema and the web role the rows."""
    import django
    from django.conf import settings

    settings.DATABASES["owner"] = {**settings.DATABASES["default"], "USER": "timbang_owner"}
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", database="owner", verbosity=0)
    from tests.load.people import prepare

    region = prepare(employees=employees, sessions=sessions, into=visitors)
    call_command("evaluate", "--region", region.code, "--period", "2026-01")
    connections.close_all()


def _production(port: int) -> dict[str, str]:
    """The environment of an installation behind a proxy on this machine."""
    from django.conf import settings

    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": settings.SECRET_KEY,  # the sessions were made under it
        "ALLOWED_HOSTS": "localhost",
        "CSRF_TRUSTED_ORIGINS": "https://localhost",
        "TIMBANG_PUBLIC_URL": "https://localhost",
        "METRICS_TOKEN": secrets.token_urlsafe(32),
        "BIND": f"127.0.0.1:{port}",
    }


def _run(*arguments: str, environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=dict(environment), check=True)


@contextmanager
def _process(arguments: list[str], environment: Mapping[str, str], log: Path) -> Iterator[int]:
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=dict(environment), stdout=file, stderr=subprocess.STDOUT
        )
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait(30)


def _servers() -> dict[str, int]:
    """The embedded servers of this run."""
    from config.local.servers import ensure_servers
    from config.local.state import data_folder

    running = ensure_servers(data_folder(), durable=True, tied_to_me=True).running
    return {name: state.process.pid for name, state in running.items()}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_ready(address: str) -> None:
    end = time.monotonic() + READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/siap/", timeout=5).close()  # noqa: S310 - our own address
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)
        else:
            return


def _process_tree() -> dict[int, list[int]]:
    tree: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, parent = int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        tree.setdefault(parent, []).append(pid)
    return tree


def _with_children(pid: int, tree: Mapping[int, list[int]]) -> Iterator[int]:
    yield pid
    for child in tree.get(pid, ()):
        yield from _with_children(child, tree)


def _cpu(pid: int) -> float:
    """Its own seconds and those of children that ended."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(part) for part in parts[11:15]) / TICKS
