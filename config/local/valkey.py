"""The embedded Valkey (or Redis): broker, results and cache, through a private socket only."""

import shutil
import signal
import socket
import time
from contextlib import ExitStack
from pathlib import Path

from config.local.binaries import find_valkey
from config.local.processes import POLL_SECONDS, Process, processes_in, spawn, tail
from config.local.state import ServerError, ServerState, private_folder

START_SECONDS = 30
STOP_STEPS = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 2.0))


def start(data: Path, *, durable: bool, tied_to_me: bool) -> ServerState:
    """Start it. A durable one keeps its queues in ``data/valkey`` over a restart.

    Raises:
        ServerError: it does not start; the message has the end of its log.
        MissingBinaryError: there is no Valkey or Redis to start.
    """
    storage = data / "valkey"
    storage.mkdir(mode=0o700, exist_ok=True)
    for leftover in processes_in(storage):  # One that no record knows would write the same file.
        leftover.stop(*STOP_STEPS)
    with ExitStack() as undo:
        folder = private_folder(None)
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        options = {"--port": "0", "--unixsocket": str(folder / "s"), "--unixsocketperm": "700", "--dir": str(storage)}
        options |= {"--appendonly": "no", "--save": "60 1" if durable else ""}
        command: list[str | Path] = [find_valkey()[0], *(word for option in options.items() for word in option)]
        log = data / "logs" / "valkey.log"
        try:
            process = _serve(command, folder / "s", log, tied_to_me=tied_to_me)
        except ServerError:
            # Queues written by another version cannot be read; the database, not the queue, is the record.
            if not (storage / "dump.rdb").exists():
                raise
            (storage / "dump.rdb").replace(storage / "dump.rdb.unreadable")
            process = _serve(command, folder / "s", log, tied_to_me=tied_to_me)
        undo.pop_all()
    return ServerState(process, str(folder / "s"), [str(folder)])


def addresses(state: ServerState) -> dict[str, str]:
    """The variable that leads to broker, results and cache."""
    return {"REDIS_URL": f"unix://{state.address}"}


def _serve(command: list[str | Path], address: Path, log: Path, *, tied_to_me: bool) -> Process:
    process = spawn(command, log=log, tied_to_me=tied_to_me)
    deadline = time.monotonic() + START_SECONDS
    while not _answers(address):
        if not process.is_alive() or time.monotonic() > deadline:
            process.stop(*STOP_STEPS)
            msg = f"Valkey tidak mau berjalan. Akhir catatannya ({log}):\n{tail(log)}"
            raise ServerError(msg)
        time.sleep(POLL_SECONDS)
    return process


def _answers(address: Path) -> bool:
    """Whether it answers a ping; while it loads its queues it says so instead."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1)
        try:
            client.connect(str(address))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
