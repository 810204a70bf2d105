"""What is known about the servers of one data folder, and the folder's lock."""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import TextIOWrapper
from pathlib import Path

from config.local import ROOT
from config.local.processes import Account, Process

# A socket's path may have 107 bytes at most, and TMPDIR may be long or closed to the database's account.
SOCKET_PARENT = Path("/tmp")  # noqa: S108 - the folder itself comes from mkdtemp


class ServerError(Exception):
    """An embedded server cannot be started or used; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class ServerState:
    """A server that was started: its process, its socket, and the folders to remove after it."""

    process: Process
    address: str
    folders: list[str] = field(default_factory=list)

    def is_running(self) -> bool:
        """Whether clients can still reach it."""
        return self.process.is_alive() and Path(self.address).exists()

    def remove_folders(self) -> None:
        """Remove the socket's folder and copied programs."""
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)


def data_folder() -> Path:
    """``$TIMBANG_DATA``, by default ``.data`` beside ``manage.py``; the same rule as in the settings."""
    return Path(os.environ.get("TIMBANG_DATA") or ROOT / ".data").resolve()


def open_in(data: Path, name: str) -> TextIOWrapper:
    """Open a file of the data folder to read and append, making both where missing.

    Raises:
        ServerError: it is not ours to write.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return (data / name).open("a+", encoding="utf-8")
    except PermissionError as error:
        msg = f"Folder data {data} tidak dapat ditulisi akun ini. Pilih folder lain dengan TIMBANG_DATA."
        raise ServerError(msg) from error


@contextmanager
def locked(data: Path) -> Iterator[dict[str, ServerState]]:
    """The known servers by name, for one process at a time; the caller's changes are written back."""
    with open_in(data, "servers.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = data / "servers.json"
        servers = _read(path)
        try:
            yield servers
        finally:
            _write(path, servers)


def private_folder(account: Account | None) -> Path:
    """A new folder for a socket that only ``account`` (None: we ourselves) and root can enter."""
    folder = Path(tempfile.mkdtemp(prefix="timbang-", dir=SOCKET_PARENT))
    if account:
        os.chown(folder, account.uid, account.gid)
    return folder


def _read(path: Path) -> dict[str, ServerState]:
    """What was written; nothing when the file is missing or was cut off."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: ServerState(Process(**entry["process"]), entry["address"], entry["folders"])
            for name, entry in entries.items()
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(path: Path, servers: dict[str, ServerState]) -> None:
    unfinished = path.with_suffix(".new")
    entries = {name: asdict(state) for name, state in servers.items()}
    unfinished.write_text(json.dumps(entries, indent=2), encoding="utf-8")
    unfinished.replace(path)
