"""The embedded PostgreSQL: a private cluster, reachable through a socket in a private folder only."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from agencies.tenancy.roles import OWNER, WEB, WORKER, role_statements
from config.local.binaries import PostgresBinaries, find_postgres
from config.local.processes import POLL_SECONDS, Account, Process, processes_in, spawn, tail, unprivileged_account
from config.local.state import ServerError, ServerState, private_folder

DATABASE = "timbang"
PORT = 5432  # Names the socket file; nothing listens on TCP. In the URL so that PGPORT of the caller changes nothing.
SUPERUSER = "postgres"
START_SECONDS = 60
STOP_STEPS = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 2.0))
# Orphans of a killed server end by themselves as soon as they notice.
ORPHAN_STOP_STEPS = ((signal.SIGQUIT, 3.0), (signal.SIGKILL, 2.0))

# For two cores shared with web and worker: no parallel plans (they need /dev/shm, which containers keep small).
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Only where losing everything in a power cut is no loss.
THROW_AWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A data directory, with the programs and the account (None: our own) that serve it."""

    folder: Path
    binaries: PostgresBinaries
    account: Account | None

    @contextmanager
    def reachable(self, folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
        """A name of ``folder`` for the server's account, and the descriptors it needs to inherit.

        When root starts it, the folders above may be closed to that account and must stay so. A descriptor that root
        opened leads past them; only ``folder`` itself belongs to the account.
        """
        if self.account is None:
            yield str(folder), ()
            return
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield f"/proc/self/fd/{descriptor}", (descriptor,)
        finally:
            os.close(descriptor)

    def create(self, *, durable: bool) -> None:
        """Make the data directory. It takes its name when complete, so a start that is cut off leaves no half one."""
        unfinished = self.folder.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if self.account:
            os.chown(unfinished, self.account.uid, self.account.gid)
        with self.reachable(unfinished) as (name, descriptors):
            answer = subprocess.run(
                [self.binaries.program("initdb"), "-D", name, *_initdb_options(self.binaries.major, durable=durable)],
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env=_clean_environment(),
                pass_fds=descriptors,
                **(self.account.options() if self.account else {}),
            )
        if answer.returncode:
            msg = f"PostgreSQL tidak dapat membuat basis data di {unfinished}:\n{answer.stderr.strip()}"
            raise ServerError(msg)
        unfinished.rename(self.folder)

    def serve(self, socket: Path, log: Path, *, durable: bool, tied_to_me: bool) -> Process:
        """Start the server on ``socket`` and wait until it answers. Raises ServerError with the end of its log."""
        settings = {**SETTINGS, **({} if durable else THROW_AWAY_SETTINGS), "unix_socket_directories": str(socket)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.reachable(self.folder) as (name, descriptors):
            process = spawn(
                [self.binaries.program("postgres"), "-D", name, "-p", str(PORT), *options],
                log=log,
                tied_to_me=tied_to_me,
                account=self.account,
                pass_fds=descriptors,
                environment=_clean_environment(),
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready(process):
            if not process.is_alive() or time.monotonic() > deadline:
                process.stop(*STOP_STEPS)
                msg = f"PostgreSQL tidak mau berjalan. Akhir catatannya ({log}):\n{tail(log)}"
                raise ServerError(msg)
            time.sleep(POLL_SECONDS)
        return process

    def _is_ready(self, process: Process) -> bool:
        """What ``pg_ctl`` reads: line 1 of the pid file is the server's pid, line 8 its status."""
        lines = _pid_file_lines(self.folder)
        return len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready"

    def prepare(self, *, durable: bool) -> None:
        """Leave a cluster that this PostgreSQL can serve and nobody else does."""
        self._end_leftovers()
        self._move_other_version_aside()
        if not self.folder.exists():
            self.create(durable=durable)

    def _move_other_version_aside(self) -> None:
        """A cluster can be served by its own major version only; another one is kept under a name that says so."""
        try:
            written = int((self.folder / "PG_VERSION").read_text(encoding="ascii"))
        except FileNotFoundError:
            return
        if written == self.binaries.major:
            return
        aside = self.folder.with_name(f"postgres-{written}-{time.strftime('%Y%m%d-%H%M%S')}")
        self.folder.rename(aside)
        print(
            f"Basis data ini dibuat oleh PostgreSQL {written}, yang tersedia sekarang {self.binaries.version}. "
            f"Data lama disimpan di {aside}; basis data baru dibuat.",
            file=sys.stderr,
        )

    def _end_leftovers(self) -> None:
        """End what a killed server left running on this cluster, then drop its pid file.

        That file may mislead: after ``kill -9`` its pid may be a zombie that nobody reaps, after a container restarts
        some other process, and PostgreSQL would refuse to start for either. Every process of a server has the cluster
        as its working folder, so once none has it the file is stale for certain.
        """
        pid_file = self.folder / "postmaster.pid"
        if sys.platform != "linux" or not pid_file.exists():
            return
        recorded = (_pid_file_lines(self.folder) or [""])[0]
        at_work = processes_in(self.folder)
        for process in at_work:
            if str(process.pid) == recorded:
                process.stop(*STOP_STEPS)
        for process in at_work:
            process.stop(*ORPHAN_STOP_STEPS)
        pid_file.unlink(missing_ok=True)


def start(data: Path, *, durable: bool, tied_to_me: bool) -> ServerState:
    """Start PostgreSQL on the cluster in ``data``, made where missing, with the product's roles and database.

    Raises:
        ServerError: it does not start; the message has the end of its log.
        MissingBinaryError: there is no PostgreSQL to start.
    """
    folder = data / "postgres"
    _refuse_foreign_cluster(folder)
    found = find_postgres()
    account = unprivileged_account(owner=folder.stat().st_uid if folder.exists() else 0)
    with ExitStack() as undo:
        socket = private_folder(account)
        undo.callback(shutil.rmtree, socket, ignore_errors=True)
        binaries, folders = found, [str(socket)]
        if account and not found.runs_as(account):
            copy = Path(tempfile.mkdtemp(prefix="timbang-postgres-", dir="/var/tmp"))
            undo.callback(shutil.rmtree, copy, ignore_errors=True)
            copy.chmod(0o755)
            binaries = found.copied_to(copy)
            folders.append(str(copy))
        cluster = Cluster(folder, binaries, account)
        cluster.prepare(durable=durable)
        process = cluster.serve(socket, data / "logs" / "postgres.log", durable=durable, tied_to_me=tied_to_me)
        undo.callback(process.stop, *STOP_STEPS)
        _run_sql(found, socket, role_statements(database=DATABASE))
        undo.pop_all()
    return ServerState(process, str(socket / f".s.PGSQL.{PORT}"), folders)


def addresses(state: ServerState) -> dict[str, str]:
    """The variables that lead each part of the product to its own login."""
    host = quote(str(Path(state.address).parent), safe="")
    names = {"DATABASE_URL": WEB, "DATABASE_WORKER_URL": WORKER, "DATABASE_OWNER_URL": OWNER}
    return {name: f"postgres://{role}@{host}:{PORT}/{DATABASE}" for name, role in names.items()}


def _run_sql(binaries: PostgresBinaries, socket: Path, statements: list[str]) -> None:
    """Run ``statements`` as the superuser; the first error ends it."""
    script = "\n".join(text if text.endswith("\\gexec") else f"{text};" for text in statements)
    connection = ["-h", str(socket), "-p", str(PORT), "-U", SUPERUSER, "-d", "postgres"]
    answer = subprocess.run(
        [binaries.program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", *connection],
        input=script,
        capture_output=True,
        text=True,
        check=False,
        env=_clean_environment(),
    )
    if answer.returncode:
        msg = f"PostgreSQL menolak perintah:\n{answer.stderr.strip()}"
        raise ServerError(msg)


def _initdb_options(major: int, *, durable: bool) -> list[str]:
    locale = ["--encoding=UTF8", "--locale=C.UTF-8", *(["--locale-provider=builtin"] if major >= 17 else [])]
    haste = [] if durable else ["--no-sync"]
    return ["--username", SUPERUSER, "--auth=trust", "--no-instructions", *locale, *haste]


def _clean_environment() -> dict[str, str]:
    """Ours without libpq's variables: PGPORT, PGDATA or a service file of the caller must not reach these servers."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _pid_file_lines(folder: Path) -> list[str]:
    try:
        return (folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _refuse_foreign_cluster(folder: Path) -> None:
    if os.geteuid() != 0 and folder.exists() and folder.stat().st_uid != os.geteuid():
        msg = f"{folder} milik akun lain, mungkin root. Hapus folder itu, atau pilih folder lain dengan TIMBANG_DATA."
        raise ServerError(msg)
