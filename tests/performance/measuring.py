"""What a piece of work costs: CPU seconds of Python and of PostgreSQL, wall seconds, WAL, statements, peak memory."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from django.db import connection

Outcome = TypeVar("Outcome")

MIB = 1024 * 1024
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU and wall; ``wal`` in bytes; peaks in MiB, of the dearest process and of what is its own alone.

    ``python`` is this process and the workers; ``postgres`` every process of the server, those that write and read
    ahead for all backends included.
    """

    wall: float
    python: float
    postgres: float
    wal: int
    statements: int
    python_peak: float
    backend_peak: float

    @property
    def cpu(self) -> float:
        """Both together: the unit in which ways are compared."""
        return self.python + self.postgres

    def divided_by(self, times: int) -> "Cost":
        """What one of so many equal pieces cost."""
        if times == 1:
            return self
        per_piece = (self.wall / times, self.python / times, self.postgres / times)
        return Cost(*per_piece, self.wal // times, self.statements // times, self.python_peak, self.backend_peak)


def mean(costs: Sequence[Cost]) -> Cost:
    """What one of several equal pieces cost, each measured by itself; the peaks are the highest."""
    rows = [asdict(cost) for cost in costs]
    found = {name: sum(row[name] for row in rows) / len(rows) for name in rows[0]}
    peaks = {name: max(row[name] for row in rows) for name in ("python_peak", "backend_peak")}
    return Cost(**{**found, **peaks, "wal": int(found["wal"]), "statements": int(found["statements"])})


def middle(costs: Iterable[Cost]) -> Cost:
    """The median of each figure over the rounds."""
    rows = [asdict(cost) for cost in costs]
    found = {name: median(row[name] for row in rows) for name in rows[0]}
    return Cost(**{**found, "wal": int(found["wal"]), "statements": int(found["statements"])})


def measured(work: Callable[[], Outcome], *, workers: Callable[[], float] = lambda: 0.0) -> tuple[Outcome, Cost]:
    """Do it and say what it cost. ``workers`` tells the CPU seconds of worker processes so far."""
    connection.ensure_connection()
    backend: int = connection.connection.get_backend_pid()
    server = _parent_of(backend)
    _forget_peak(os.getpid())
    _forget_peak(backend)
    log = _log_position()
    before = (time.perf_counter(), time.process_time() + workers(), _cpu_of_server(server))
    with _counted_statements() as statements:
        outcome = work()
    after = (time.perf_counter(), time.process_time() + workers(), _cpu_of_server(server))
    wall, own, served = (now - then for now, then in zip(after, before, strict=True))
    return outcome, Cost(
        wall=wall,
        python=own,
        postgres=served,
        wal=_log_position() - log,
        statements=statements[0],
        python_peak=_peak_of(os.getpid()),
        backend_peak=_peak_of(backend),
    )


def cpu_of_session(leader: int) -> float:
    """CPU seconds of every process of a session, and of those of its processes that have ended."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/stat"):
        fields = _fields(status)
        if fields and int(fields[3]) == leader:
            total += _seconds(fields[11:15])
    return total


def _cpu_of_server(server: int) -> float:
    """Its living processes, and the backends that have ended; read again where one ends meanwhile."""
    while True:
        ended = _fields(Path(f"/proc/{server}/stat"))[11:15]
        living = [fields for fields in map(_fields, Path("/proc").glob("[0-9]*/stat")) if fields]
        if _fields(Path(f"/proc/{server}/stat"))[13:15] == ended[2:]:
            return _seconds(ended) + sum(_seconds(one[11:13]) for one in living if int(one[1]) == server)


def _parent_of(pid: int) -> int:
    return int(_fields(Path(f"/proc/{pid}/stat"))[1])


def _fields(status: Path) -> list[str]:
    """The fields after the name: state, parent, group, session, …; none where the process has ended meanwhile."""
    with suppress(OSError):
        return status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return []


def _seconds(ticks: Iterable[str]) -> float:
    return sum(map(int, ticks)) / _TICKS


def _forget_peak(pid: int) -> None:
    """Let the kernel count the peak anew; where it may not, the peak is the one since the process began."""
    with suppress(OSError):
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")


def _peak_of(pid: int) -> float:
    """MiB at most since then, without the pages that a backend shares with its server."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
        sizes = {
            name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if "kB" in rest
        }
        return (sizes["VmHWM"] - sizes["RssShmem"]) / 1024
    return 0.0


def _log_position() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
        position: int = cursor.fetchone()[0]
    return position


@contextmanager
def _counted_statements() -> Iterator[list[int]]:
    count = [0]

    def counting(execute: Callable[..., object], *arguments: object) -> object:
        count[0] += 1
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        yield count
