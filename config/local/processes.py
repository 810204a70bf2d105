"""Processes that must be found again, end with their starter, or run under another account."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

POLL_SECONDS = 0.02
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Process:
    """A running process. ``born`` is when the kernel says it started: a pid alone may be somebody else's tomorrow."""

    pid: int
    born: str

    @classmethod
    def of(cls, pid: int) -> Self:
        """The process that has ``pid`` now; one that has ended already is remembered as such."""
        return cls(pid, _born(pid) or "")

    def is_alive(self) -> bool:
        """Whether this very process still runs (a zombie does not)."""
        return bool(self.born) and _born(self.pid) == self.born

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended, at most ``seconds``; returns whether it has."""
        deadline = time.monotonic() + seconds
        while self.is_alive():
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
        return True

    def stop(self, *steps: tuple[signal.Signals, float]) -> None:
        """Send each signal in turn and give it its seconds, until the process has ended."""
        for name, seconds in steps:
            if not self.is_alive():
                return
            with suppress(ProcessLookupError):
                os.kill(self.pid, name)
            if self.wait(seconds):
                return


def _born(pid: int) -> str | None:
    """Start time of a live process, None when there is none."""
    if sys.platform == "linux":
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return None
        state, started = fields[0], fields[19]
    else:
        question = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
        answer = subprocess.run(question, capture_output=True, text=True, check=False)
        state, _, started = answer.stdout.strip().partition(" ")
    return None if state[:1] in {"", "Z", "X"} else started


def processes_in(folder: Path) -> list[Process]:
    """Processes whose working folder is ``folder``, among those we may look at. Empty where there is no ``/proc``."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.samefile(folder):
                found.append(Process.of(int(link.parent.name)))
        except OSError:
            continue
    return found


@dataclass(frozen=True, slots=True)
class Account:
    """The account a server runs as when root starts it."""

    name: str
    uid: int
    gid: int

    def options(self) -> dict[str, Any]:
        """Keywords of ``subprocess`` that drop every right of root."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def unprivileged_account(owner: int = 0) -> Account | None:
    """For root: the account ``owner`` (a uid, of who has the files already), else postgres, else nobody.

    None for everybody else, who runs servers as themselves.
    """
    if os.geteuid() != 0:
        return None
    lookups: list[Callable[[], pwd.struct_passwd]] = [
        *([lambda: pwd.getpwuid(owner)] if owner else []),
        lambda: pwd.getpwnam("postgres"),
        lambda: pwd.getpwnam("nobody"),
    ]
    for lookup in lookups:
        try:
            entry = lookup()
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    return None


def die_with_parent() -> None:
    """Ask the kernel (Linux) for SIGINT when the starter of this process ends, however it ends.

    SIGINT, since it is PostgreSQL's fast shutdown; at SIGTERM it would wait for its clients.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    tied_to_me: bool,
    account: Account | None = None,
    pass_fds: Sequence[int] = (),
    cwd: Path = Path("/"),
    environment: Mapping[str, str] | None = None,
) -> Process:
    """Start ``command`` in the background, in its own session, writing to ``log`` (emptied first).

    A tied process gets SIGINT when this one ends, even by ``kill -9``; another one is left to run.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent if tied_to_me else None,  # noqa: PLW1509 - no thread is running here
            pass_fds=pass_fds,
            cwd=cwd,
            env=environment,
            **(account.options() if account else {}),
        )
    process.returncode = (
        0  # It may outlive us, which Popen would warn about; from now on its pid and birth stand for it.
    )
    return Process.of(process.pid)


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, indented, for a message."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
