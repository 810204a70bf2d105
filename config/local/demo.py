"""``make demo``: the whole product on this machine, supervised until Ctrl-C."""

import fcntl
import http.client
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from config.local import ROOT
from config.local.commands import export_addresses
from config.local.doctor import report_document_parts
from config.local.processes import Process, die_with_parent, spawn, tail
from config.local.product import TIMBANG, Command, Product
from config.local.servers import stop_servers
from config.local.signals import EndRequested, make_was_interrupted, until_told_to_end
from config.local.state import ServerError, data_folder, open_in

FIRST_PORT = 8000
READY_SECONDS = 120
WATCH_SECONDS = 0.2
WARM_STOP_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Part:
    """A process of the product that must live as long as the demo does."""

    name: str
    process: Process
    log: Path

    def stop(self) -> None:
        """Ask it to finish what it does; after a few seconds end it and its children."""
        self.process.stop((signal.SIGTERM, WARM_STOP_SECONDS))
        if self.process.is_alive():
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def run_demo(product: Product = TIMBANG) -> int:
    """Run the demo until a signal ends it. One that runs already is named instead.

    Raises:
        ServerError: a part of it does not start or ends by itself; everything else is stopped by then.
    """
    if "MAKELEVEL" in os.environ:
        die_with_parent()
    data = data_folder()
    os.environ.update(TIMBANG_DATA=str(data), DJANGO_SETTINGS_MODULE="config.settings.local", PYTHONUNBUFFERED="1")
    with _only_demo(data) as record:
        if record is None:
            print(f"Timbang sudah berjalan{_address_of_running(data)}. Untuk menghentikannya: make stop")
            return 0
        try:
            with until_told_to_end(), ExitStack() as stack:
                _run(product, data, record, stack)
        except EndRequested:
            print("Timbang berhenti.")
        return 0


def stop() -> int:
    """End a demo of the data folder, then its servers, and say what was running."""
    data = data_folder()
    process = _running_demo(data)
    if process:
        process.stop((signal.SIGTERM, 30.0))
    stopped = [*(["demo"] if process else []), *stop_servers(data)]
    print(f"Dihentikan: {', '.join(stopped)}." if stopped else "Tidak ada yang sedang berjalan.")
    return 0


def _run(product: Product, data: Path, record: TextIOWrapper, stack: ExitStack) -> None:
    servers = export_addresses(durable=True, tied_to_me=True)
    stack.callback(stop_servers, data, servers.started)
    if os.geteuid() == 0:
        print("Dijalankan sebagai root: web dan pekerja juga berjalan sebagai root, PostgreSQL tidak.")
    report_document_parts()
    product.prepare()
    listener = stack.enter_context(_listener())
    address = f"http://localhost:{listener.getsockname()[1]}"
    _write_record(record, address)
    os.environ.setdefault("TIMBANG_PUBLIC_URL", address)  # where documents and mails lead to
    parts = [Part(name, state.process, data / "logs" / f"{name}.log") for name, state in servers.running.items()]
    # The last to start is the first to stop: no new requests, no new tasks, then the tasks at work.
    for command in product.commands(data, listener.fileno()):
        parts.append(_start(command, data, listener))
        stack.callback(parts[-1].stop)
    _wait_until_ready(listener.getsockname()[1], parts)
    print(f"\nTimbang siap: {address}\nCatatan di {data / 'logs'}. Berhenti dengan Ctrl-C.")
    while True:
        _check(parts)
        time.sleep(WATCH_SECONDS)


def _start(command: Command, data: Path, listener: socket.socket) -> Part:
    log = data / "logs" / f"{command.name}.log"
    process = spawn(
        [sys.executable, "-m", *command.module],
        log=log,
        tied_to_me=True,
        cwd=ROOT,
        environment={**os.environ, "TIMBANG_DATABASE_ROLE": command.role},
        pass_fds=[listener.fileno()],
    )
    return Part(command.name, process, log)


@contextmanager
def _listener() -> Iterator[socket.socket]:
    """A listening socket on 127.0.0.1, at ``PORT`` (8000) or the next port that is free for localhost."""
    first = int(os.environ.get("PORT") or FIRST_PORT)
    for port in range(first, first + 100):
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if _is_taken_on_ipv6(port):
                continue
            try:
                listener.bind(("127.0.0.1", port))
                listener.listen(128)
            except OSError:
                continue
            yield listener
            return
    msg = f"Tidak ada port bebas dari {first} sampai {first + 99}. Pilih yang lain dengan PORT=... make demo"
    raise ServerError(msg)


def _is_taken_on_ipv6(port: int) -> bool:
    """Whether somebody else answers a browser that tries localhost as ::1 first."""
    try:
        with socket.socket(socket.AF_INET6) as neighbour:
            return neighbour.connect_ex(("::1", port)) == 0
    except OSError:  # This machine has no IPv6 at all.
        return False


def _wait_until_ready(port: int, parts: list[Part]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _is_ready(port):
        _check(parts)
        if time.monotonic() > deadline:
            web = parts[-1]
            msg = f"Timbang tidak siap dalam {READY_SECONDS} detik. Akhir catatan web ({web.log}):\n{tail(web.log)}"
            raise ServerError(msg)
        time.sleep(WATCH_SECONDS)


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/siap/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _check(parts: list[Part]) -> None:
    """Raises ServerError when a part has ended by itself, EndRequested when make was told to end."""
    if make_was_interrupted():
        raise EndRequested(signal.SIGINT)
    for part in parts:
        if not part.process.is_alive():
            msg = f"{part.name} berhenti sendiri. Akhir catatannya ({part.log}):\n{tail(part.log)}"
            raise ServerError(msg)


@contextmanager
def _only_demo(data: Path) -> Iterator[TextIOWrapper | None]:
    """The file that says who runs the demo of ``data``, locked for as long as it runs; None when another one does."""
    with open_in(data, "demo.json") as record:
        try:
            fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        _write_record(record, "")
        yield record


def _write_record(record: TextIOWrapper, address: str) -> None:
    record.truncate(0)
    json.dump({"process": asdict(Process.of(os.getpid())), "address": address}, record)
    record.flush()


def _address_of_running(data: Path) -> str:
    address = _read_record(data).get("address")
    return f" di {address}" if address else " (sedang dimulai)"


def _running_demo(data: Path) -> Process | None:
    try:
        process = Process(**_read_record(data)["process"])
    except (KeyError, TypeError):
        return None
    return process if process.is_alive() else None


def _read_record(data: Path) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads((data / "demo.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record
